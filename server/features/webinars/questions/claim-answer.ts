import type { QuestionView, webinars } from "../../../../shared/contracts/webinars.ts";
import type { Given } from "../../../../shared/operation.ts";
import { now, nowMs } from "../../../platform/clock.ts";
import type { Person } from "../../../platform/person.ts";
import { Problem } from "../../../platform/problem.ts";
import { findPeople, personIn } from "../../members/index.ts";
import { moveQuestion } from "./move-question.ts";
import type { Question } from "./question.model.ts";

const keptFor = 2 * 60_000;

/** Keeps a question for oneself while one writes its answer, for two minutes, or lets it go. */
export const claimAnswer = (
  person: Person,
  { on, ...input }: Given<typeof webinars.claimAnswer>,
): Promise<QuestionView> =>
  moveQuestion(person, "claimAnswer", input, async (question) => {
    if (!on) return question.claimById === person.id ? { set: unclaimed, when: { claimById: person.id } } : null;
    await refuseClaimed(person, question);
    return { set: { claimById: person.id, claimUntil: new Date(nowMs() + keptFor) }, when: asFound(question) };
  });

export const unclaimed = { claimById: null, claimUntil: null };
/** As a condition: nobody claimed or let go in the meantime. */
export const asFound = ({ claimById, claimUntil }: Question) => ({ claimById, claimUntil });

/** Throws `claim-taken` with who writes and until when. */
export async function refuseClaimed(person: Person, { claimById, claimUntil }: Question): Promise<void> {
  if (claimById === null || claimById === person.id || claimUntil === null || claimUntil <= now()) return;
  const people = await findPeople([claimById]);
  throw new Problem("claim-taken", { by: { ...personIn(people, claimById) }, until: claimUntil.toISOString() });
}
