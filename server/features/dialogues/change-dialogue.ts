import type { DialogueView, dialogues } from "../../../shared/contracts/dialogues.ts";
import type { Given } from "../../../shared/operation.ts";
import { change, changedBefore } from "../../platform/outbox/index.ts";
import type { Person } from "../../platform/person.ts";
import { Problem } from "../../platform/problem.ts";
import { Dialogues } from "./dialogue.model.ts";
import { mayRunDialogues } from "./dialogues.policy.ts";
import { viewDialogue } from "./dialogues.views.ts";
import { storedFrom } from "./written.ts";

/** Changes what was announced; new times move its opening and closing. */
export async function changeDialogue(
  person: Person,
  { dialogueId, changeId, version, ...written }: Given<typeof dialogues.changeDialogue>,
): Promise<DialogueView> {
  const earlier = await changedBefore(Dialogues, person, dialogueId, changeId);
  if (earlier) return viewDialogue(earlier);

  if (!mayRunDialogues(person)) throw new Problem("not-allowed");
  const seen = { _id: dialogueId, ...(version === undefined ? {} : { version }) };
  const follow = { person, changeId, pending: ["tell", "section", "schedule"] };
  const dialogue = await change(Dialogues, seen, { $set: storedFrom(written) }, follow);
  if (dialogue) return viewDialogue(dialogue);
  const stands = await Dialogues.findById(dialogueId).lean();
  throw stands ? new Problem("moved-on", { stands: await viewDialogue(stands) }) : new Problem("not-found");
}
