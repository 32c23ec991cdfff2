import type { ChatLineView, webinars } from "../../../../shared/contracts/webinars.ts";
import type { Given } from "../../../../shared/operation.ts";
import { saveOnce, sentBefore } from "../../../platform/outbox/index.ts";
import type { Person } from "../../../platform/person.ts";
import { Problem } from "../../../platform/problem.ts";
import { guessLanguage } from "../../forum/index.ts";
import { readableWebinar } from "../find-webinar.ts";
import { takesChat } from "../questions/question.states.ts";
import { refusal } from "../refusal.ts";
import type { Webinar } from "../webinar.model.ts";
import { isPanellist, mayModerate, mayTakePart } from "../webinars.policy.ts";
import { type ChatLine, ChatLines } from "./chat-line.model.ts";
import { viewChatLine } from "./chat-line.views.ts";
import { settleChatLine } from "./settle-chat-line.ts";

/** Says something in the live chat, while the hour goes on. */
export async function sendChatLine(person: Person, input: Given<typeof webinars.sendChatLine>): Promise<ChatLineView> {
  const earlier = await sentBefore(ChatLines, person, input);
  if (earlier) return viewChatLine(await settled(earlier));

  const webinar = await readableWebinar(person, input.webinarId);
  if (!mayTakePart(person, webinar)) throw new Problem("not-allowed");
  if (!takesChat(webinar)) throw refusal(webinar);
  const { id: _, ...said } = input;
  const fields = {
    ...said,
    authorId: person.id,
    badge: badgeOf(person, webinar),
    language: await guessLanguage(person, input.text),
    removed: false,
    removedById: null,
    removedBy: null,
    reason: "",
  };
  // Told only when it has settled: nobody sees a line that the close takes back.
  return viewChatLine(
    await settled(await saveOnce(ChatLines, person, input, fields, { pending: ["settle"], shownIn: [] })),
  );
}

/** Throws `webinar-closed` where it came too late. */
async function settled(line: ChatLine): Promise<ChatLine> {
  const result = await settleChatLine(line);
  if (result instanceof Problem) throw result;
  return result;
}

const badgeOf = (person: Person, webinar: Webinar): ChatLine["badge"] =>
  isPanellist(person, webinar) ? "panellist" : mayModerate(person, webinar) ? "moderator" : null;
