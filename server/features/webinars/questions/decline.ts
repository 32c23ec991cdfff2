import type { QuestionView, webinars } from "../../../../shared/contracts/webinars.ts";
import type { Given } from "../../../../shared/operation.ts";
import type { Person } from "../../../platform/person.ts";
import { moveQuestion } from "./move-question.ts";

/** Takes a question out of the queue; its asker is told why, and the decision is kept. */
export const decline = (person: Person, { reason, ...input }: Given<typeof webinars.decline>): Promise<QuestionView> =>
  moveQuestion(person, "decline", input, (question) => ({
    set: {
      before: question.state,
      declineReason: reason,
      decidedBy: input.changeId,
      ready: false,
      claimById: null,
      claimUntil: null,
    },
    push: { decisions: { kind: "decline-question", byId: person.id, changeId: input.changeId, reason } },
    follow: ["declined", "decision"],
  }));
