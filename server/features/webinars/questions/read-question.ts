import type { webinars } from "../../../../shared/contracts/webinars.ts";
import type { Answer, Given } from "../../../../shared/operation.ts";
import type { Person } from "../../../platform/person.ts";
import { Problem } from "../../../platform/problem.ts";
import { readableQuestion } from "../find-webinar.ts";
import { supportOf } from "../votes/support.ts";
import { isVisible, widestAudience } from "../webinars.policy.ts";
import { viewQuestion } from "./question.views.ts";

/** One question, as the widest audience of its reader sees it. */
export async function readQuestion(
  person: Person,
  { questionId }: Given<typeof webinars.readQuestion>,
): Promise<Answer<typeof webinars.readQuestion>> {
  const { question, webinar } = await readableQuestion(person, questionId);
  const audience = widestAudience(person, webinar);
  // One's own, not approved yet, is told by `myQuestions`; here it is as absent as for everybody else.
  if (!isVisible(question, audience)) throw new Problem("not-found");
  return { question: await viewQuestion(question, audience, person.id), votes: await supportOf(question) };
}
