import type { DialogueView, dialogues } from "../../../shared/contracts/dialogues.ts";
import type { Given } from "../../../shared/operation.ts";
import { change, changedBefore } from "../../platform/outbox/index.ts";
import type { Person } from "../../platform/person.ts";
import { Problem } from "../../platform/problem.ts";
import { Dialogues } from "./dialogue.model.ts";
import { mayRunDialogues } from "./dialogues.policy.ts";
import { viewDialogue } from "./dialogues.views.ts";
import { rendered } from "./written.ts";

/** Writes what the dialogue came to; again, to write it better. */
export async function writeConclusions(
  person: Person,
  { dialogueId, changeId, language, body }: Given<typeof dialogues.writeConclusions>,
): Promise<DialogueView> {
  const earlier = await changedBefore(Dialogues, person, dialogueId, changeId);
  if (earlier) return viewDialogue(earlier);

  if (!mayRunDialogues(person)) throw new Problem("not-allowed");
  const update = { $set: { conclusions: rendered({ language, body }) } };
  const dialogue = await change(Dialogues, { _id: dialogueId }, update, { person, changeId, pending: ["tell"] });
  if (!dialogue) throw new Problem("not-found");
  return viewDialogue(dialogue);
}
