/** Writes of very many, done some at a time, so that others come in between. */
import { decode } from "./codec.ts";
import { leadsFar } from "./reads.ts";
import type { DeleteRequest, UpdateRequest, WriteAnswer, WriteRequest } from "./requests.ts";
import type { Store } from "./store.ts";

type Bulk = Extract<WriteRequest, { op: "bulk" }>;
type Many = UpdateRequest | DeleteRequest;
type Write = (request: WriteRequest) => Promise<WriteAnswer>;

/** Documents that one transaction changes: some 30 ms. */
const PART = 500;

/** Whether the writer would have to look through more documents than it does at a time. */
export function isLong(store: Store, request: WriteRequest): request is Many {
  if ((request.op !== "update" && request.op !== "delete") || !request.many) return false;
  const filter = decode(request.filter);
  if (request.op === "delete" && Object.keys(filter).length === 0) return false;
  return store.inSnapshot(() => {
    const collection = store.collection(request.collection);
    return collection !== undefined && leadsFar(store, collection, filter, PART);
  });
}

/** Changes the rows that a scan has found, those that still match. */
export async function writeRows(request: Many, rows: number[], write: Write): Promise<WriteAnswer> {
  // What a scan did not find may be there by now: whether to insert is for the writer to say.
  if (rows.length === 0 && request.op === "update" && request.upsert) return write(request);
  const total: WriteAnswer = { matched: 0, modified: 0, deleted: 0 };
  for (let at = 0; at < rows.length; at += PART) {
    const answer = await write({ ...request, rows: rows.slice(at, at + PART) });
    total.matched += answer.matched;
    total.modified += answer.modified;
    total.deleted += answer.deleted;
  }
  return total;
}

export const isLongBulk = (request: WriteRequest): request is Bulk =>
  request.op === "bulk" && request.writes.length > PART;

/** A bulk write in parts; an ordered one ends with the part that fails. */
export async function writeBulkInParts(request: Bulk, write: Write): Promise<WriteAnswer> {
  const bulk: NonNullable<WriteAnswer["bulk"]> = { answers: [], failures: [] };
  for (let at = 0; at < request.writes.length; at += PART) {
    const part = (await write({ ...request, writes: request.writes.slice(at, at + PART) })).bulk as typeof bulk;
    bulk.answers.push(...part.answers);
    bulk.failures.push(...part.failures.map(({ index, failure }) => ({ index: index + at, failure })));
    if (request.ordered && part.failures.length > 0) break;
  }
  return { matched: 0, modified: 0, deleted: 0, bulk };
}
