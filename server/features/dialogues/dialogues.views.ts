/** Dialogues as they are read; the same for everybody. */
import type { DialogueView } from "../../../shared/contracts/dialogues.ts";
import { now } from "../../platform/clock.ts";
import { findPeople, personIn } from "../members/index.ts";
import type { Dialogue, Rendered } from "./dialogue.model.ts";
import { stateAt } from "./dialogues.policy.ts";

export const viewDialogue = async (dialogue: Dialogue): Promise<DialogueView> =>
  (await viewDialogues([dialogue]))[0] as DialogueView;

/** In the same order. */
export async function viewDialogues(dialogues: Dialogue[]): Promise<DialogueView[]> {
  const people = await findPeople(dialogues.map(({ facilitatorId }) => facilitatorId));
  const at = now();
  return dialogues.map((dialogue) => ({
    id: dialogue._id,
    slug: dialogue.slug,
    number: dialogue.number,
    title: dialogue.title,
    language: dialogue.language,
    state: stateAt(dialogue, at),
    timeZone: dialogue.timeZone,
    opens: dialogue.opens,
    closes: dialogue.closes,
    opensAt: dialogue.opensAt.toISOString(),
    closesAt: dialogue.closesAt.toISOString(),
    conceptNotes: dialogue.conceptNotes.map(viewRendered),
    keyQuestions: dialogue.keyQuestions.map(({ id, texts }) => ({ id, texts })),
    conclusions: dialogue.conclusions && viewRendered(dialogue.conclusions),
    section: { id: dialogue.sectionId, slug: dialogue.slug },
    facilitator: personIn(people, dialogue.facilitatorId),
    createdAt: dialogue.createdAt.toISOString(),
    version: dialogue.version,
  }));
}

const viewRendered = ({ language, html }: Rendered) => ({ language, html });
