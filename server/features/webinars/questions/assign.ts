import type { QuestionView, webinars } from "../../../../shared/contracts/webinars.ts";
import type { Given } from "../../../../shared/operation.ts";
import type { Person } from "../../../platform/person.ts";
import { Problem } from "../../../platform/problem.ts";
import { moveQuestion } from "./move-question.ts";

/** Gives a question to a panellist, who is told, or to nobody. */
export const assign = (
  person: Person,
  { panellistId, ...input }: Given<typeof webinars.assign>,
): Promise<QuestionView> =>
  moveQuestion(person, "assign", input, (question, webinar) => {
    if (panellistId !== null && !webinar.panellistIds.includes(panellistId))
      throw new Problem("bad-input", { fields: { panellistId: "not-a-panellist" } });
    return {
      set: { assigneeId: panellistId },
      when: { assigneeId: question.assigneeId },
      follow: panellistId !== null && panellistId !== person.id ? ["assigned"] : [],
    };
  });
