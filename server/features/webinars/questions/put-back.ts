import type { QuestionView, webinars } from "../../../../shared/contracts/webinars.ts";
import type { Given } from "../../../../shared/operation.ts";
import type { Person } from "../../../platform/person.ts";
import { moveQuestion } from "./move-question.ts";

/** Returns what is on air to the queue. */
export const putBack = (person: Person, input: Given<typeof webinars.putBack>): Promise<QuestionView> =>
  moveQuestion(person, "putBack", input, () => ({ set: { onAir: null, onAirSince: null } }));
