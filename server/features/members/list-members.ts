import type { members } from "../../../shared/contracts/members.ts";
import type { Answer, Given } from "../../../shared/operation.ts";
import { readPage } from "../../database/paging.ts";
import type { Person } from "../../platform/person.ts";
import { Problem } from "../../platform/problem.ts";
import { Members } from "./member.model.ts";
import { mayListMembers } from "./members.policy.ts";
import { viewMember } from "./members.views.ts";
import { searchedKeys } from "./name-key.ts";

/** All members, the latest first; narrowed by the beginnings of words of the name, or by a whole address. */
export async function listMembers(
  person: Person,
  { cursor, search = "" }: Given<typeof members.listMembers>,
): Promise<Answer<typeof members.listMembers>> {
  if (!mayListMembers(person)) throw new Problem("not-allowed");
  const { rows, next } = await readPage(Members, matching(search), cursor);
  return { items: rows.map(viewMember), next };
}

function matching(search: string) {
  if (search.includes("@")) return { email: search.toLowerCase() };
  const keys = searchedKeys(search);
  return keys.length === 0 ? {} : { searchKeys: { $all: keys } };
}
