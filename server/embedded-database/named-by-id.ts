/** What most updates are about: one document by its id, perhaps only as long as some of its fields are as they were seen. */
import { keyOf } from "./keys.ts";
import { documentOf, type Found } from "./reads.ts";
import type { Collection, Store } from "./store.ts";
import type { Document } from "./values.ts";

const isSimple = (value: unknown): boolean =>
  value === null || (["string", "number", "boolean"].includes(typeof value) && !Number.isNaN(value));

/** The document that the filter names, if it matches, without a plan. Null where the filter says more than an id and simple values. */
export function findNamed(store: Store, collection: Collection, filter: Document): Found[] | null {
  const id = filter["_id"];
  if (typeof id !== "string") return null;
  const fields: string[] = [];
  for (const field in filter) {
    if (field === "_id") continue;
    if (field.startsWith("$") || field.includes(".") || !isSimple(filter[field])) return null;
    fields.push(field);
  }
  const [row, text] = (store
    .prepare(`SELECT row, document FROM ${collection.table} WHERE id = ?`)
    .get(keyOf(id)) as unknown as [number, string] | undefined) ?? [0, null];
  if (text === null) return [];
  const found: Found = { row, text, document: undefined };
  const document = documentOf(found);
  for (const field of fields) {
    // What is missing is as good as null.
    const value = document[field] ?? null;
    if (value === filter[field]) continue;
    // A list is matched by its elements, and only the matcher knows how.
    if (typeof value === "object" && value !== null) return null;
    return [];
  }
  return [found];
}
