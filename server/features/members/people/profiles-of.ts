/** What members gave of themselves for the figures of a report; who may see them is the report's to say. */
import type { Member } from "../member.model.ts";
import { Members } from "../member.model.ts";

export type Profile = Pick<Member, "gender" | "country" | "organisation">;

/** By id; whoever is not a member is left out. */
export async function profilesOf(ids: string[]): Promise<Map<string, Profile>> {
  const found = await Members.find({ _id: { $in: ids } }, { gender: 1, country: 1, organisation: 1 }).lean<
    (Profile & { _id: string })[]
  >();
  return new Map(found.map(({ _id, gender, country, organisation }) => [_id, { gender, country, organisation }]));
}
