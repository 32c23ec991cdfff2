/** The forum of a dialogue: a section under its name that is written in between its opening and its closing. */
import type { DialogueSection } from "../forum/index.ts";
import type { Dialogue } from "./dialogue.model.ts";

type Told = Pick<Dialogue, "sectionId" | "slug" | "title" | "opensAt" | "closesAt" | "keyQuestions">;

export const sectionOf = ({ sectionId, slug, title, opensAt, closesAt, keyQuestions }: Told): DialogueSection => ({
  id: sectionId,
  slug,
  title,
  opensAt,
  closesAt,
  dialogue: { slug, title },
  keyQuestionIds: keyQuestions.map(({ id }) => id),
});
