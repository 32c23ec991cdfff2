/** What documents put into index tables, kept in step with each write. */
import { decode, encode, plain } from "./codec.ts";
import { EngineError } from "./errors.ts";
import { type Entries, entriesOf, type Key } from "./keys.ts";
import { matches } from "./matcher.ts";
import type { Collection, Index, Store } from "./store.ts";
import { firstOf } from "./updates.ts";
import { type Document, isDocument } from "./values.ts";

const partials = new WeakMap<Index, Document>();

export function partialOf(index: Index): Document {
  let filter = partials.get(index);
  if (!filter) {
    filter = decode((index.partial as { encoded: string }).encoded);
    partials.set(index, filter);
  }
  return filter;
}

/** What a document puts into an index; nothing where the index leaves it out. */
export function entriesIn(index: Index, document: Document): Entries {
  if (index.partial && !matches(partialOf(index), document)) return { entries: [], multikey: 0 };
  if (index.sparse && !index.paths.some((path) => has(document, path))) return { entries: [], multikey: 0 };
  return entriesOf(document, index.paths);
}

function has(value: unknown, path: readonly string[]): boolean {
  const [name, ...rest] = path;
  if (name === undefined) return true;
  if (Array.isArray(value)) return value.some((element) => isDocument(element) && has(element, path));
  return isDocument(value) && Object.hasOwn(value, name) && has(value[name], rest);
}

/** Puts a new document into every index. */
export function addToIndexes(store: Store, collection: Collection, row: number, document: Document): void {
  for (const index of collection.indexes) {
    const made = entriesIn(index, document);
    noteArrays(store, collection, index, made);
    insertEntries(store, collection, index, row, document, made.entries);
  }
}

/** Takes a document out of every index. */
export function removeFromIndexes(store: Store, collection: Collection, row: number, document: Document): void {
  for (const index of collection.indexes) deleteEntries(store, index, row, entriesIn(index, document).entries);
}

/** Moves a changed document in the indexes that it stands in differently now. `touched`: the fields that may have changed; null for all. */
export function moveInIndexes(
  store: Store,
  collection: Collection,
  row: number,
  before: Document,
  after: Document,
  touched: Set<string> | null,
): void {
  for (const index of collection.indexes) {
    if (touched && !looksAt(index, touched)) continue;
    const old = entriesIn(index, before);
    const made = entriesIn(index, after);
    const gone = without(old.entries, made.entries);
    const come = without(made.entries, old.entries);
    noteArrays(store, collection, index, made);
    deleteEntries(store, index, row, gone);
    insertEntries(store, collection, index, row, after, come);
  }
}

/** Whether an index, or the filter of a partial one, looks at any of these fields. */
function looksAt(index: Index, fields: Set<string>): boolean {
  if (index.paths.some(([first]) => fields.has(first as string))) return true;
  // What stands in `$and` and the like may be of any field.
  return (
    index.partial !== null &&
    Object.keys(partialOf(index)).some((path) => path.startsWith("$") || fields.has(firstOf(path)))
  );
}

function without(entries: Key[][], others: Key[][]): Key[][] {
  if (entries.length === 0 || others.length === 0) return entries;
  const marks = new Set(others.map(markOf));
  return entries.filter((entry) => !marks.has(markOf(entry)));
}
const markOf = (entry: Key[]): string =>
  entry.map((key) => (typeof key === "object" ? `b${Buffer.from(key).toString("hex")}` : JSON.stringify(key))).join();

// The planner must know it from the same commit on that brings the first array.
function noteArrays(store: Store, collection: Collection, index: Index, made: Entries): void {
  if ((index.multikey | made.multikey) === index.multikey) return;
  index.multikey |= made.multikey;
  store.keep(collection);
}

export function insertEntries(
  store: Store,
  collection: Collection,
  index: Index,
  row: number,
  document: Document,
  entries: Key[][],
): void {
  if (entries.length === 0) return;
  const statement = store.prepare(`INSERT INTO ${index.table} VALUES(${"?, ".repeat(index.key.length)}?)`);
  for (const entry of entries) {
    try {
      statement.run(...entry, row);
    } catch (thrown) {
      if ((thrown as { errcode?: number }).errcode !== 1555) throw thrown;
      throw duplicateKey(collection.name, index.name, Object.fromEntries(index.key), valuesAt(index, document));
    }
  }
}

function deleteEntries(store: Store, index: Index, row: number, entries: Key[][]): void {
  if (entries.length === 0) return;
  const where = index.key.map((_, at) => `k${at} = ?`).join(" AND ");
  const statement = store.prepare(`DELETE FROM ${index.table} WHERE ${where} AND row = ?`);
  for (const entry of entries) statement.run(...entry, row);
}

function valuesAt(index: Index, document: Document): Document {
  return Object.fromEntries(
    index.key.map(([path]) => {
      const value = path
        .split(".")
        .reduce<unknown>((inner, name) => (isDocument(inner) ? inner[name] : undefined), document);
      return [path, value ?? null];
    }),
  );
}

export function duplicateKey(collection: string, index: string, keyPattern: Document, keyValue: Document): EngineError {
  return new EngineError({
    message: `E11000 duplicate key error collection: main.${collection} index: ${index} dup key: ${JSON.stringify(plain(keyValue))}`,
    code: 11000,
    keyPattern,
    keyValue: encode(keyValue),
  });
}
