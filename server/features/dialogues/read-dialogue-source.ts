import type { dialogues } from "../../../shared/contracts/dialogues.ts";
import type { Answer } from "../../../shared/operation.ts";
import type { Person } from "../../platform/person.ts";
import { Problem } from "../../platform/problem.ts";
import { Dialogues } from "./dialogue.model.ts";
import { mayRunDialogues } from "./dialogues.policy.ts";

/** The concept notes and conclusions as they were written, for editing, or as the template of the next dialogue. */
export async function readDialogueSource(
  person: Person,
  { dialogueId }: { dialogueId: string },
): Promise<Answer<typeof dialogues.readDialogueSource>> {
  if (!mayRunDialogues(person)) throw new Problem("not-allowed");
  const dialogue = await Dialogues.findById(dialogueId).lean();
  if (!dialogue) throw new Problem("not-found");
  return {
    conceptNotes: dialogue.conceptNotes.map(({ language, body }) => ({ language, body })),
    conclusions: dialogue.conclusions?.body ?? "",
  };
}
