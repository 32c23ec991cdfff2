/** What tells which reads a write concerns: the id of each document that it touched, and its texts on the first paths of indexes. */
import { entriesOf } from "./keys.ts";
import type { Collection } from "./store.ts";
import type { Document } from "./values.ts";

/** Texts by path, those of `_id` among them; none at all where nothing was touched. */
export type Marks = Record<string, string[]>;

/** A write that touches more is taken to touch all of its collection. */
const MOST = 400;

/** Whether every write tells its documents' texts on this path: their id, or what an index that holds all of them begins with. */
export const isMarked = (collection: Collection | undefined, path: string): boolean =>
  path === "_id" || (collection?.indexes.some(({ key, partial }) => partial === null && key[0]?.[0] === path) ?? false);

/** The marks of documents as they were before a write and as they are after it; null: too many to tell. */
export function marksOf(collection: Collection, documents: readonly Document[]): Marks | null {
  if (documents.length > MOST) return null;
  const marks = Object.create(null) as Marks;
  for (const document of documents) {
    marks["_id"] ??= [];
    mark(marks, "_id", document["_id"]);
    for (const { key, paths, partial } of collection.indexes)
      if (partial === null) markAll(marks, key[0]?.[0] as string, textsAt(document, paths[0] as string[]));
  }
  return marks;
}

const markAll = (marks: Marks, path: string, texts: readonly unknown[]): void => {
  for (const text of texts) mark(marks, path, text);
};

function mark(marks: Marks, path: string, text: unknown): void {
  if (typeof text !== "string") return;
  const texts = marks[path] ?? [];
  if (!texts.includes(text)) marks[path] = [...texts, text];
}

/** An array gives each that is in it. */
function textsAt(document: Document, path: string[]): readonly unknown[] {
  const value = path.length === 1 ? document[path[0] as string] : undefined;
  return typeof value === "string" ? [value] : entriesOf(document, [path]).entries.map(([key]) => key);
}
