import type { sessions } from "../../../shared/contracts/sessions.ts";
import type { Answer, Given } from "../../../shared/operation.ts";
import type { Exchange } from "../../platform/operations/serve.ts";
import type { Person } from "../../platform/person.ts";
import { checkGuestToken, readMe } from "../members/index.ts";
import { startSession } from "./start-session.ts";
import { tryToken } from "./try-token.ts";

/** Trades a guest's personal link for a session, again and again. Who is signed in as a member stays so. */
export async function useJoinLink(
  person: Person,
  { token }: Given<typeof sessions.useJoinLink>,
  exchange: Exchange,
): Promise<Answer<typeof sessions.useJoinLink>> {
  const guest = await tryToken(exchange, () => checkGuestToken(token));
  const room = `/webinars/${guest.webinarId}`;
  if (person.kind === "member") return { me: await readMe(person), goTo: room };
  return startSession(guest, exchange, guest.panellist ? `${room}/panel` : room);
}
