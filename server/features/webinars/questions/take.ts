import type { QuestionView, webinars } from "../../../../shared/contracts/webinars.ts";
import type { Given } from "../../../../shared/operation.ts";
import type { Person } from "../../../platform/person.ts";
import { Problem } from "../../../platform/problem.ts";
import { isPanellist } from "../webinars.policy.ts";
import { movedOn, moveQuestion } from "./move-question.ts";

/** A panellist takes a question that nobody has. */
export const take = (person: Person, input: Given<typeof webinars.take>): Promise<QuestionView> =>
  moveQuestion(person, "take", input, async (question, webinar) => {
    if (!isPanellist(person, webinar)) throw new Problem("not-allowed");
    if (question.assigneeId !== null) throw await movedOn(question);
    return { set: { assigneeId: person.id }, when: { assigneeId: null } };
  });
