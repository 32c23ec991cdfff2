import type { Audience, forum, ThreadRow } from "../../../../shared/contracts/forum.ts";
import type { Given } from "../../../../shared/operation.ts";
import type { Person } from "../../../platform/person.ts";
import { isAmong } from "../forum.policy.ts";
import { readableSections } from "../sections/list-sections.ts";
import { type Thread, Threads } from "./thread.model.ts";
import { rowsOf } from "./thread.rows.ts";

/** The threads written in last, of all sections that the person may read, or of one. */
export async function listLatest(
  person: Person,
  { sectionId, limit }: Given<typeof forum.listLatest>,
): Promise<{ threads: ThreadRow[] }> {
  const readable = await readableSections(person);
  const sections = sectionId === undefined ? readable : readable.filter(({ _id }) => _id === sectionId);
  if (sections.length === 0) return { threads: [] };
  const threads = await Threads.find({
    standing: "listed",
    sectionId: { $in: sections.map(({ _id }) => _id) },
    readers: ownRuleOf(person),
  })
    .sort({ lastPostAt: -1, _id: -1 })
    .limit(limit)
    .lean<Thread[]>();
  return { threads: await rowsOf(person, threads, sections) };
}

const audiences: Audience[] = ["public", "members", "staff"];

/** Of threads with readers of their own, those that let this person in; the others follow their section. */
export const ownRuleOf = (person: Person) => ({
  $in: [null, ...audiences.filter((audience) => isAmong(person, audience))],
});
