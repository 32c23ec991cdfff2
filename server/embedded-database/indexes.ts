/** Index tables: made, filled, and kept in step with each write. */
import { decode, encode, plain } from "./codec.ts";
import { badValue, EngineError, unsupported } from "./errors.ts";
import { type Entries, entriesOf, type Key } from "./keys.ts";
import { matches } from "./matcher.ts";
import { type Collection, type Index, quoted, type Store } from "./store.ts";
import { type Document, isDocument } from "./values.ts";

/** Options that change nothing here: how an index is built, or what it is called. */
const HARMLESS = new Set(["name", "background", "unique", "sparse", "partialFilterExpression", "v", "comment"]);

/** The documents' own table, seen as an index on `_id`. */
export const ID_INDEX = "_id_";

export function createCollection(store: Store, name: string): Collection {
  const known = store.collection(name);
  if (known) return known;
  if (name === "" || name.startsWith("$") || name.startsWith("sqlite_") || name.includes("$"))
    throw badValue(`Invalid collection name: ${name}`, 73, "InvalidNamespace");
  store.sqlite.exec(
    `CREATE TABLE ${quoted(name)}(row INTEGER PRIMARY KEY, id NOT NULL UNIQUE, document TEXT NOT NULL)`,
  );
  store.keep({ name, table: quoted(name), indexes: [] });
  return store.collection(name) as Collection;
}

export function dropCollection(store: Store, name: string): boolean {
  const collection = store.collection(name);
  if (!collection) return false;
  for (const index of collection.indexes) store.sqlite.exec(`DROP TABLE ${index.table}`);
  store.sqlite.exec(`DROP TABLE ${collection.table}`);
  store.forget(name);
  return true;
}

/** Makes an index and fills it; the same index again is no error, another one of its name or key is. */
export function createIndex(store: Store, collection: Collection, key: Document, options: Document): string {
  const parsed = parseKey(key);
  const name = (options["name"] as string | undefined) ?? parsed.map(([path, way]) => `${path}_${way}`).join("_");
  if (parsed.length === 1 && parsed[0]?.[0] === "_id") return ID_INDEX;
  checkOptions(options);
  const partial = (options["partialFilterExpression"] as Document | undefined) ?? null;
  if (partial && options["sparse"]) throw badValue("cannot mix partialFilterExpression and sparse options", 67);
  const index: Index = {
    name,
    table: quoted(`${collection.name}$${name}`),
    key: parsed,
    paths: parsed.map(([path]) => path.split(".")),
    unique: options["unique"] === true,
    sparse: options["sparse"] === true,
    // As text: the catalogue is plain JSON, and an expression may name dates.
    partial: partial && { encoded: encode(partial) },
    multikey: 0,
    options: { name },
  };
  for (const option of ["unique", "sparse"]) if (options[option] === true) index.options[option] = true;

  const same = alreadyThere(collection, index);
  if (same) return same.name;
  const columns = parsed.map((_, at) => `k${at}`).join(", ");
  const order = parsed.map(([, way], at) => `k${at}${way === -1 ? " DESC" : ""}`).join(", ");
  const identity = index.unique ? order : `${order}, row`;
  store.sqlite.exec(
    `CREATE TABLE ${index.table}(${columns}, row INTEGER NOT NULL, PRIMARY KEY(${identity})) WITHOUT ROWID`,
  );
  for (const found of store.prepare(`SELECT row, document FROM ${collection.table}`).iterate()) {
    const [row, text] = found as unknown as [number, string];
    const document = decode(text);
    const made = entriesIn(index, document);
    index.multikey |= made.multikey;
    insertEntries(store, collection, index, row, document, made.entries);
  }
  store.keep({ ...collection, indexes: [...collection.indexes, index] });
  return name;
}

function parseKey(key: Document): Index["key"] {
  const parsed = Object.entries(key).map(([path, way]): [string, number] => {
    if (way !== 1 && way !== -1) throw unsupported(`an index of type ${JSON.stringify(way)} on ${path}`);
    const names = path.split(".");
    if (names.some((name) => name === "" || name.startsWith("$")))
      throw badValue(`Index key contains an illegal field name: ${path}`, 67);
    if (names.some((name) => /^\d+$/.test(name))) throw unsupported(`an index on a position in an array (${path})`);
    return [path, way];
  });
  if (parsed.length === 0) throw badValue("Index keys cannot be empty.", 67, "CannotCreateIndex");
  return parsed;
}

function checkOptions(options: Document): void {
  for (const [option, value] of Object.entries(options))
    if (value !== undefined && value !== false && value !== null && !HARMLESS.has(option))
      throw unsupported(`the index option ${option}`);
}

function alreadyThere(collection: Collection, wanted: Index): Index | undefined {
  const shape = (index: Index) => JSON.stringify([index.key, index.unique, index.sparse, index.partial]);
  const named = collection.indexes.find((index) => index.name === wanted.name);
  if (named && shape(named) !== shape(wanted))
    throw badValue(
      `An existing index has the same name as the requested index. When index names are not specified, they are auto generated and can cause conflicts. Requested index: ${wanted.name}`,
      86,
      "IndexKeySpecsConflict",
    );
  const alike = collection.indexes.find((index) => shape(index) === shape(wanted));
  if (alike && alike.name !== wanted.name)
    throw badValue(`Index already exists with a different name: ${alike.name}`, 85, "IndexOptionsConflict");
  return named;
}

export function dropIndex(store: Store, collection: Collection, name: string): void {
  const index = collection.indexes.find((each) => each.name === name);
  if (name === ID_INDEX) throw badValue("cannot drop _id index", 72, "InvalidOptions");
  if (!index) throw badValue(`index not found with name [${name}]`, 27, "IndexNotFound");
  store.sqlite.exec(`DROP TABLE ${index.table}`);
  store.keep({ ...collection, indexes: collection.indexes.filter((each) => each !== index) });
}

/** As MongoDB describes them. */
export function describeIndexes(collection: Collection): Document[] {
  const described = collection.indexes.map((index) => ({
    v: 2,
    key: Object.fromEntries(index.key),
    ...index.options,
    ...(index.partial ? { partialFilterExpression: partialOf(index) } : {}),
  }));
  return [{ v: 2, key: { _id: 1 }, name: ID_INDEX }, ...described];
}

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
function entriesIn(index: Index, document: Document): Entries {
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

/** Moves a changed document in the indexes that it stands in differently now. */
export function moveInIndexes(
  store: Store,
  collection: Collection,
  row: number,
  before: Document,
  after: Document,
): void {
  for (const index of collection.indexes) {
    const old = entriesIn(index, before);
    const made = entriesIn(index, after);
    const gone = without(old.entries, made.entries);
    const come = without(made.entries, old.entries);
    noteArrays(store, collection, index, made);
    deleteEntries(store, index, row, gone);
    insertEntries(store, collection, index, row, after, come);
  }
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

function insertEntries(
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
