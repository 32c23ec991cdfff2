import type { Person } from "../../../platform/person.ts";
import { draftOf } from "./draft.model.ts";

/** One's own draft for a place; empty where there is none. */
export async function readDraft(
  person: Person,
  { place }: { place: string },
): Promise<{ body: string; title: string; savedAt: string | null }> {
  const draft = await draftOf(person.id, place);
  return { body: draft?.body ?? "", title: draft?.title ?? "", savedAt: draft?.savedAt.toISOString() ?? null };
}
