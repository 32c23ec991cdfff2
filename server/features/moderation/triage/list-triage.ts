import type { moderation, TriageView } from "../../../../shared/contracts/moderation.ts";
import type { Answer, Given } from "../../../../shared/operation.ts";
import { decodeCursor, encodeCursor, pageSize } from "../../../database/paging.ts";
import type { Person } from "../../../platform/person.ts";
import { Problem } from "../../../platform/problem.ts";
import { mayTriage } from "../moderation.policy.ts";
import { triageSources } from "./triage.sources.ts";

/** What waits for a moderator, oldest first, of all that hold things back. */
export async function listTriage(
  person: Person,
  { cursor }: Given<typeof moderation.listTriage>,
): Promise<Answer<typeof moderation.listTriage>> {
  if (!mayTriage(person)) throw new Problem("not-allowed");
  const after = cursor === undefined ? null : readCursor(cursor);
  const lists = await Promise.all(triageSources().map((source) => source.list(person, after, pageSize + 1)));
  const all = lists.flat().sort(oldestFirst);
  const items = all.slice(0, pageSize);
  const last = items.at(-1);
  return { items, next: last && all.length > pageSize ? encodeCursor([Date.parse(last.createdAt), last.id]) : null };
}

function oldestFirst(one: TriageView, other: TriageView): number {
  return Date.parse(one.createdAt) - Date.parse(other.createdAt) || (one.id < other.id ? -1 : 1);
}

function readCursor(cursor: string): { createdAt: Date; id: string } {
  const [at, id] = decodeCursor(cursor);
  const createdAt = new Date(Number(at));
  if (typeof id !== "string" || Number.isNaN(createdAt.getTime()))
    throw new Problem("bad-input", { fields: { cursor: "custom" } });
  return { createdAt, id };
}
