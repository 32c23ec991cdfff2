/** Collections and their indexes: made, described and dropped. */
import { decode, encode } from "./codec.ts";
import { badValue, unsupported } from "./errors.ts";
import { ID_INDEX } from "./index-columns.ts";
import { entriesIn, insertEntries, partialOf } from "./index-entries.ts";
import { type Collection, type Index, quoted, type Store } from "./store.ts";
import type { Document } from "./values.ts";

/** Options that change nothing here: how an index is built, or what it is called. */
const HARMLESS = new Set(["name", "background", "unique", "sparse", "partialFilterExpression", "v", "comment"]);

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
