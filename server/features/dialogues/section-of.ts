/** The forum of a dialogue: a section under its name that is written in between its opening and its closing. */
import type { Dialogue } from "./dialogue.model.ts";

export const sectionOf = ({ sectionId, slug, title, opensAt, closesAt }: Pick<Dialogue, "sectionId" | "slug" | "title" | "opensAt" | "closesAt">) => ({
  id: sectionId,
  slug,
  title,
  opensAt,
  closesAt,
  dialogue: { slug, title },
});
