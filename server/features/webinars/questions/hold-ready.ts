import type { QuestionView, webinars } from "../../../../shared/contracts/webinars.ts";
import type { Given } from "../../../../shared/operation.ts";
import type { Person } from "../../../platform/person.ts";
import { moveQuestion } from "./move-question.ts";

/** Marks a queued question as one of the next, or takes the mark away. */
export const holdReady = (
  person: Person,
  { ready, ...input }: Given<typeof webinars.holdReady>,
): Promise<QuestionView> =>
  moveQuestion(person, "holdReady", input, (question) => ({ set: { ready }, when: { ready: question.ready } }));
