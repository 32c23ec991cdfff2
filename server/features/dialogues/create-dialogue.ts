import type { DialogueView, NewDialogue } from "../../../shared/contracts/dialogues.ts";
import { isDuplicate } from "../../database/duplicate.ts";
import { saveOnce, sentBefore } from "../../platform/outbox/index.ts";
import type { Person } from "../../platform/person.ts";
import { Problem } from "../../platform/problem.ts";
import { createSectionFor } from "../forum/index.ts";
import { Dialogues } from "./dialogue.model.ts";
import { dialogueShownIn } from "./dialogue.stream.ts";
import { mayRunDialogues } from "./dialogues.policy.ts";
import { viewDialogue } from "./dialogues.views.ts";
import { sectionOf } from "./section-of.ts";
import { storedFrom } from "./written.ts";

/** Announces a dialogue: its section is made with it, and it opens and closes by itself. */
export async function createDialogue(person: Person, input: NewDialogue): Promise<DialogueView> {
  const earlier = await sentBefore(Dialogues, person, input);
  if (earlier) return viewDialogue(earlier);

  if (!mayRunDialogues(person)) throw new Problem("not-allowed");
  const stored = storedFrom(input);
  const { id, sectionId, slug, language } = input;
  if (await Dialogues.exists({ slug, _id: { $ne: id } })) throw slugTaken();

  // Before the dialogue, so that there is never one without a place to write; a retry finds the section it made.
  await createSectionFor(person, sectionOf({ sectionId, slug, ...stored }));
  const fields = { slug, language, ...stored, conclusions: null, sectionId, facilitatorId: person.id };
  const follow = { pending: ["tell", "section", "schedule"], shownIn: dialogueShownIn(id) };
  const dialogue = await saveOnce(Dialogues, person, input, fields, follow).catch((thrown: unknown) => {
    // Two at once under one address: the index lets one in.
    throw isDuplicate(thrown) ? slugTaken() : thrown;
  });
  return viewDialogue(dialogue);
}

const slugTaken = () => new Problem("name-taken", { fields: { slug: "taken" } });
