import type { forum } from "../../../../shared/contracts/forum.ts";
import type { Given } from "../../../../shared/operation.ts";
import { now } from "../../../platform/clock.ts";
import type { Person } from "../../../platform/person.ts";
import { Drafts, dropDraft } from "./draft.model.ts";

/** Keeps what one is writing; nothing written is no draft. */
export async function saveDraft(
  person: Person,
  { place, body, title }: Given<typeof forum.saveDraft>,
): Promise<{ savedAt: string }> {
  const savedAt = now();
  if (body.trim() === "" && title.trim() === "") await dropDraft(person.id, place);
  else await Drafts.updateOne({ _id: `${person.id}:${place}` }, { $set: { body, title, savedAt } }, { upsert: true });
  return { savedAt: savedAt.toISOString() };
}
