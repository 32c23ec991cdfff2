/** Who may run dialogues, and what a dialogue is at a moment: pure questions. */
import type { DialogueView } from "../../../shared/contracts/dialogues.ts";
import { isAtLeast, type Person } from "../../platform/person.ts";
import type { Dialogue } from "./dialogue.model.ts";

/** Opens, changes and concludes dialogues, and reads the figures. */
export const mayRunDialogues = (person: Person): boolean => isAtLeast(person, "organiser");

/** The state by the clock; `closesAt` is the first moment after. */
export const stateAt = (
  { opensAt, closesAt }: Pick<Dialogue, "opensAt" | "closesAt">,
  at: Date,
): DialogueView["state"] => (at < opensAt ? "planned" : at < closesAt ? "open" : "closed");
