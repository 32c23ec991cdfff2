import type { QuestionView, webinars } from "../../../../shared/contracts/webinars.ts";
import type { Given } from "../../../../shared/operation.ts";
import { now } from "../../../platform/clock.ts";
import type { Person } from "../../../platform/person.ts";
import { moveQuestion } from "./move-question.ts";

/** Lets the room see a question; its asker is told, and the panellist to whom it was given already. */
export const approve = (person: Person, input: Given<typeof webinars.approve>): Promise<QuestionView> =>
  moveQuestion(person, "approve", input, () => ({ set: { queuedAt: now() }, follow: ["approved", "assigned"] }));
