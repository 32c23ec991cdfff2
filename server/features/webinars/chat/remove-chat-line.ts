import type { ChatLineView, webinars } from "../../../../shared/contracts/webinars.ts";
import type { Given } from "../../../../shared/operation.ts";
import { change, changedBefore } from "../../../platform/outbox/index.ts";
import type { Person } from "../../../platform/person.ts";
import { Problem } from "../../../platform/problem.ts";
import { readableWebinar } from "../find-webinar.ts";
import { mayModerate } from "../webinars.policy.ts";
import { type ChatLine, ChatLines } from "./chat-line.model.ts";
import { viewChatLine } from "./chat-line.views.ts";

/** Takes a line out of the chat: its author may, and its moderators, whose decision is kept. */
export async function removeChatLine(
  person: Person,
  { chatLineId, changeId, reason }: Given<typeof webinars.removeChatLine>,
): Promise<ChatLineView> {
  const earlier = await changedBefore(ChatLines, person, chatLineId, changeId);
  if (earlier) return viewChatLine(earlier);

  const line = await ChatLines.findById(chatLineId).lean<ChatLine>();
  if (!line || line.shownIn.length === 0) throw new Problem("not-found");
  const webinar = await readableWebinar(person, line.webinarId);
  const own = line.authorId === person.id;
  if (!own && !mayModerate(person, webinar)) throw new Problem("not-allowed");

  const removed = await change(
    ChatLines,
    { _id: line._id, removed: false },
    { $set: { removed: true, removedById: person.id, removedBy: changeId, reason } },
    { person, changeId, pending: own ? ["tell"] : ["tell", "decision"] },
  );
  // Removed by somebody else meanwhile: that is what was wanted.
  return viewChatLine(removed ?? (await ChatLines.findById(line._id).lean<ChatLine>()) ?? line);
}
