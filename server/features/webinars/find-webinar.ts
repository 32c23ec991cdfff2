/** Finds a webinar or a question for somebody; what one may not read does not exist. */
import type { Person } from "../../platform/person.ts";
import { Problem } from "../../platform/problem.ts";
import { mayReadSections } from "../forum/index.ts";
import { type Question, Questions } from "./questions/question.model.ts";
import { type Webinar, Webinars } from "./webinar.model.ts";
import { isGuestOf, isVisible, mayPanel, widestAudience } from "./webinars.policy.ts";

/** Its guests, its panel and its moderators; and whoever reads the section that its questions go to. */
export async function mayReadWebinar(person: Person, webinar: Webinar): Promise<boolean> {
  if (isGuestOf(person, webinar) || mayPanel(person, webinar)) return true;
  return (await mayReadSections(person, [webinar.sectionId])).has(webinar.sectionId);
}

/** Throws `not-found`, the same for one that was never there. */
export async function readableWebinar(person: Person, webinarId: string): Promise<Webinar> {
  const webinar = await Webinars.findById(webinarId).lean<Webinar>();
  if (!webinar || !(await mayReadWebinar(person, webinar))) throw new Problem("not-found");
  return webinar;
}

/** A question that this person sees in some audience, or asked. Throws `not-found`. */
export async function readableQuestion(
  person: Person,
  questionId: string,
): Promise<{ question: Question; webinar: Webinar }> {
  const question = await Questions.findById(questionId).lean<Question>();
  if (!question) throw new Problem("not-found");
  const webinar = await readableWebinar(person, question.webinarId);
  if (!isVisible(question, widestAudience(person, webinar)) && question.askerId !== person.id)
    throw new Problem("not-found");
  return { question, webinar };
}
