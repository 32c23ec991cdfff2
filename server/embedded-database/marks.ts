/** What tells which reads a write concerns: the id of each document that it touched, and its texts on the first paths of indexes. */
import { entriesOf } from "./keys.ts";
import type { Collection } from "./store.ts";
import type { Document } from "./values.ts";

export const markOf = (path: string, text: string): string => `${path}=${text}`;

/** A write that touches more is taken to touch all of its collection. */
const MOST = 400;

/** Whether every write tells its documents' texts on this path: an index that holds all of them begins with it. */
export const isMarked = (collection: Collection, path: string): boolean =>
  collection.indexes.some(({ key, partial }) => partial === null && key[0]?.[0] === path);

/** The marks of documents as they were before a write and as they are after it; null: too many to tell. */
export function marksOf(collection: Collection, documents: readonly Document[]): string[] | null {
  const marks = new Set<string>();
  for (const document of documents) {
    const id = document["_id"];
    if (typeof id === "string") marks.add(markOf("_id", id));
    for (const { key, paths, partial } of collection.indexes) {
      if (partial !== null) continue;
      const path = key[0]?.[0] as string;
      for (const text of textsAt(document, paths[0] as string[])) marks.add(markOf(path, text));
    }
    if (marks.size > MOST) return null;
  }
  return [...marks];
}

/** An array gives a text for each that is in it. */
function textsAt(document: Document, path: string[]): string[] {
  const value = path.length === 1 ? document[path[0] as string] : undefined;
  if (typeof value === "string") return [value];
  return entriesOf(document, [path]).entries.flatMap(([key]) => (typeof key === "string" ? key : []));
}
