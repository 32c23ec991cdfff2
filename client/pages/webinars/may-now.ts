/** What a reader may do as the hour goes on: what came with the page, by the state that the webinar is in now. */
import type { MeView } from "../../../shared/contracts/members.ts";
import type { RoomView, WebinarView } from "../../../shared/contracts/webinars.ts";

/** For what is shown; the server decides. */
export function mayNow(
  came: RoomView["may"],
  { id, state, questionsAhead }: Pick<WebinarView, "id" | "state" | "questionsAhead">,
  me: Pick<MeView, "person" | "webinarId">,
): RoomView["may"] {
  const takesPart = me.person?.kind === "member" || (me.person?.kind === "guest" && me.webinarId === id);
  const ahead = state === "scheduled" && questionsAhead && came.ask;
  const live = state === "open" && takesPart;
  const over = state === "closing" || state === "closed" || state === "cancelled";
  return {
    ...came,
    ask: live || ahead,
    vote: live || ahead,
    chat: takesPart && (state === "open" || state === "paused"),
    register: came.register && !over,
  };
}
