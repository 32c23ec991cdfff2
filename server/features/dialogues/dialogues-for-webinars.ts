/** What a webinar needs of the dialogues that webinars belong to. */
import { Dialogues } from "./dialogue.model.ts";

export interface DialogueForWebinars {
  id: string;
  slug: string;
  title: string;
  /** Where open questions go; its slug is the dialogue's. */
  sectionId: string;
}

/** Those that exist, by id. */
export async function dialoguesForWebinars(ids: string[]): Promise<Map<string, DialogueForWebinars>> {
  if (ids.length === 0) return new Map();
  const found = await Dialogues.find({ _id: { $in: ids } })
    .select("slug title sectionId")
    .lean();
  return new Map(found.map(({ _id, slug, title, sectionId }) => [_id, { id: _id, slug, title, sectionId }]));
}
