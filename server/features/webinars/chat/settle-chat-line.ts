/** A line that came after the close is taken back: after its save the webinar is read again. */
import { change } from "../../../platform/outbox/index.ts";
import { system } from "../../../platform/person.ts";
import { Problem } from "../../../platform/problem.ts";
import { takesChat } from "../questions/question.states.ts";
import { refusal } from "../refusal.ts";
import { type Webinar, Webinars } from "../webinar.model.ts";
import { chatStreamOf } from "../webinars.streams.ts";
import { type ChatLine, ChatLines } from "./chat-line.model.ts";

/** The line as it stands, told to the room; or why it was taken back. Safe to ask again: the sweep does. */
export async function settleChatLine(line: ChatLine): Promise<ChatLine | Problem> {
  if (line.version > 1) return line;
  const webinar = await Webinars.findById(line.webinarId).lean<Webinar>();
  // Version 1 is the line before anybody was told of it: the first to settle decides, a second finds it told or gone.
  const untold = { _id: line._id, version: 1 };
  if (webinar && takesChat(webinar))
    await change(ChatLines, untold, {}, { person: system, pending: ["tell"], shownIn: [chatStreamOf(line.webinarId)] });
  else await ChatLines.deleteOne(untold);
  return (
    (await ChatLines.findById(line._id).lean<ChatLine>()) ?? (webinar ? refusal(webinar) : new Problem("not-found"))
  );
}
