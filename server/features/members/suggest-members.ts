import type { members } from "../../../shared/contracts/members.ts";
import type { Answer, Given } from "../../../shared/operation.ts";
import type { Person } from "../../platform/person.ts";
import { type Member, Members } from "./member.model.ts";
import { maySuggestMembers } from "./members.policy.ts";
import { viewPerson } from "./members.views.ts";
import { searchedKeys } from "./name-key.ts";

const most = 8;

/** Members whose name has words that begin so, for a mention while one types. */
export async function suggestMembers(
  person: Person,
  { search }: Given<typeof members.suggestMembers>,
): Promise<Answer<typeof members.suggestMembers>> {
  const keys = searchedKeys(search);
  if (!maySuggestMembers(person) || keys.length === 0) return { people: [] };
  const found = await Members.find({ searchKeys: { $all: keys }, state: "active" })
    .sort({ nameKey: 1 })
    .limit(most)
    .lean<Member[]>();
  return { people: found.map(viewPerson) };
}
