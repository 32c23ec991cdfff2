/** A question that came in beside the close: after its save the webinar is read again, and the question carried at once if others are. */
import { type Question, Questions } from "../questions/question.model.ts";
import { isOpen } from "../questions/question.states.ts";
import { type Webinar, Webinars } from "../webinar.model.ts";
import { carryQuestion } from "./carry.ts";

/** The question as it stands afterwards. Safe to ask again: the sweep does. */
export async function settleQuestion(question: Question): Promise<Question> {
  const webinar = await Webinars.findById(question.webinarId, { carrying: 1, declines: 1 }).lean<
    Pick<Webinar, "carrying" | "declines">
  >();
  if (!webinar?.carrying) return question;
  for (let present: Question | null = question; present && isOpen(present.state); ) {
    await carryQuestion(present, webinar);
    present = await Questions.findById(question._id).lean<Question>();
  }
  return (await Questions.findById(question._id).lean<Question>()) ?? question;
}
