/** What a reader may do in a webinar just now, for the buttons of its pages. */
import type { RoomView } from "../../../shared/contracts/webinars.ts";
import type { Person } from "../../platform/person.ts";
import { isOver, takesChat, takesQuestions } from "./questions/question.states.ts";
import { isRegistered } from "./registration/is-registered.ts";
import type { Webinar } from "./webinar.model.ts";
import { isGuestOf, mayHost, mayModerate, mayPanel, mayTakePart, mayTakePartAhead } from "./webinars.policy.ts";

export async function mayIn(person: Person, webinar: Webinar): Promise<{ registered: boolean; may: RoomView["may"] }> {
  const said = person.kind === "member" && (await isRegistered(webinar._id, person.id));
  const takesPart =
    webinar.state === "scheduled" ? mayTakePartAhead(person, webinar, said) : mayTakePart(person, webinar);
  return {
    registered: said || isGuestOf(person, webinar),
    may: {
      ask: takesPart && takesQuestions(webinar),
      vote: takesPart && takesQuestions(webinar),
      chat: takesPart && takesChat(webinar),
      panel: mayPanel(person, webinar),
      moderate: mayModerate(person, webinar),
      host: mayHost(person, webinar),
      register: person.kind === "member" && !isOver(webinar.state),
    },
  };
}
