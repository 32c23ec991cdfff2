import type { QuestionView, webinars } from "../../../../shared/contracts/webinars.ts";
import type { Given } from "../../../../shared/operation.ts";
import { now } from "../../../platform/clock.ts";
import type { Person } from "../../../platform/person.ts";
import { moveQuestion } from "./move-question.ts";

/** Takes an answer or a decline back: the question stands in the queue again. What was written is kept aside. */
export const reopenQuestion = (person: Person, input: Given<typeof webinars.reopenQuestion>): Promise<QuestionView> =>
  moveQuestion(person, "reopenQuestion", input, (question) => ({
    set: {
      answers: [],
      takenBack: [...question.takenBack, ...question.answers],
      declineReason: null,
      decidedBy: null,
      before: null,
      queuedAt: question.queuedAt ?? now(),
      onAirSince: null,
    },
  }));
