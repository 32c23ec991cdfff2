/** Inserting, updating and deleting on one connection, inside a transaction that the caller has begun. */
import { decode, decodeValue, encode } from "./codec.ts";
import { asFailure, badValue, TransactionLost } from "./errors.ts";
import { ID_INDEX } from "./index-columns.ts";
import { addToIndexes, duplicateKey, moveInIndexes, removeFromIndexes } from "./index-entries.ts";
import { createCollection, createIndex, dropCollection, dropIndex } from "./indexes.ts";
import { keyOf, sameKey } from "./keys.ts";
import { marksOf } from "./marks.ts";
import { findNamed } from "./named-by-id.ts";
import { projector } from "./projection.ts";
import { documentOf, type Found, findInRows, findRows } from "./reads.ts";
import type {
  DeleteRequest,
  InsertRequest,
  SingleWrite,
  UpdateRequest,
  WriteAnswer,
  WriteRequest,
} from "./requests.ts";
import type { Sort } from "./sorting.ts";
import type { Collection, Store } from "./store.ts";
import { equalitiesOf, touchedBy, updated } from "./updates.ts";
import { type Document, isPattern, StoredObjectId } from "./values.ts";

const nothing = (): WriteAnswer => ({ matched: 0, modified: 0, deleted: 0 });

/** Does one request whole or not at all (a bulk: each of its writes). */
export function write(store: Store, request: WriteRequest): WriteAnswer {
  return request.op === "bulk" ? writeBulk(store, request) : whole(store, () => perform(store, request));
}

/** Rolls back what `change` did if it throws, and nothing else of the transaction. */
function whole<T>(store: Store, change: () => T): T {
  const version = store.catalogueVersion;
  store.prepare("SAVEPOINT operation").run();
  try {
    const answer = change();
    store.prepare("RELEASE operation").run();
    return answer;
  } catch (thrown) {
    rollBack(store, thrown);
    if (store.catalogueVersion !== version) store.distrust();
    throw thrown;
  }
}

function rollBack(store: Store, cause: unknown): void {
  // A full or failing disk can end the whole transaction: then there is nothing left to roll back to.
  if (!store.sqlite.isTransaction) throw new TransactionLost(cause);
  try {
    store.prepare("ROLLBACK TO operation").run();
    store.prepare("RELEASE operation").run();
  } catch {
    throw new TransactionLost(cause);
  }
}

function perform(store: Store, request: Exclude<WriteRequest, { op: "bulk" }>): WriteAnswer {
  store.refresh();
  switch (request.op) {
    case "insert":
    case "update":
    case "delete":
      return performSingle(store, createCollection(store, request.collection), request);
    case "createCollection":
      createCollection(store, request.collection);
      return nothing();
    case "dropCollection":
      return { ...nothing(), existed: dropCollection(store, request.collection) };
    case "dropDatabase":
      for (const name of store.names()) dropCollection(store, name);
      return nothing();
    case "createIndex": {
      const collection = createCollection(store, request.collection);
      return { ...nothing(), name: createIndex(store, collection, decode(request.key), decode(request.options)) };
    }
    case "dropIndex": {
      const collection = store.collection(request.collection);
      if (!collection) throw badValue(`ns not found ${request.collection}`, 26, "NamespaceNotFound");
      dropIndex(store, collection, request.index);
      return nothing();
    }
  }
}

function writeBulk(store: Store, request: Extract<WriteRequest, { op: "bulk" }>): WriteAnswer {
  const bulk: NonNullable<WriteAnswer["bulk"]> = { answers: [], failures: [] };
  for (const [index, each] of request.writes.entries()) {
    try {
      bulk.answers.push(whole(store, () => perform(store, each)));
    } catch (thrown) {
      if (thrown instanceof TransactionLost) throw thrown;
      bulk.answers.push(null);
      bulk.failures.push({ index, failure: asFailure(thrown) });
      if (request.ordered) break;
    }
  }
  return { ...nothing(), bulk };
}

function performSingle(store: Store, collection: Collection, request: SingleWrite): WriteAnswer {
  switch (request.op) {
    case "insert":
      return insert(store, collection, request);
    case "update":
      return update(store, collection, request);
    case "delete":
      return remove(store, collection, request);
  }
}

function insert(store: Store, collection: Collection, request: InsertRequest): WriteAnswer {
  const document = decode(request.document);
  add(store, collection, document, request.document);
  return { ...nothing(), ...touching(collection, [document]) };
}

function add(store: Store, collection: Collection, document: Document, text: string): void {
  const id = document["_id"];
  if (Array.isArray(id) || isPattern(id) || id === undefined)
    throw badValue("The '_id' value cannot be an array, a regular expression or missing", 53, "InvalidIdField");
  let row: number;
  try {
    row = Number(
      store.prepare(`INSERT INTO ${collection.table}(id, document) VALUES(?, ?)`).run(keyOf(id), text).lastInsertRowid,
    );
  } catch (thrown) {
    if ((thrown as { errcode?: number }).errcode !== 2067) throw thrown;
    throw duplicateKey(collection.name, ID_INDEX, { _id: 1 }, { _id: id });
  }
  addToIndexes(store, collection, row, document);
}

function update(store: Store, collection: Collection, request: UpdateRequest): WriteAnswer {
  const filter = decode(request.filter);
  const change = decode(request.update);
  const arrayFilters =
    request.arrayFilters === undefined ? undefined : (decodeValue(request.arrayFilters) as Document[]);
  const found = wanted(store, collection, filter, request);
  const answer = nothing();
  const fields = request.replacement ? null : touchedBy(change);
  const touched: Document[] = [];
  for (const each of found) {
    const before = documentOf(each);
    const after = fields
      ? updated(before, change, { filter, touched: fields, arrayFilters })
      : { _id: before["_id"], ...change };
    answer.matched++;
    if (save(store, collection, each, before, after, fields)) {
      answer.modified++;
      touched.push(before, after);
    }
    if (request.tell) tell(answer, request, request.tell === "before" ? before : after);
  }
  if (found.length === 0 && request.upsert)
    touched.push(upsert(store, collection, request, filter, change, arrayFilters, answer));
  return { ...answer, ...touching(collection, touched) };
}

/** `fields`: those that the update may have changed; null for all. False where nothing did. */
function save(
  store: Store,
  collection: Collection,
  found: Found,
  before: Document,
  after: Document,
  fields: Set<string> | null,
): boolean {
  if (!sameKey(keyOf(before["_id"]), keyOf(after["_id"])))
    throw badValue(
      "Performing an update on the path '_id' would modify the immutable field '_id'",
      66,
      "ImmutableField",
    );
  const text = encode(after);
  if (text === found.text) return false;
  store.prepare(`UPDATE ${collection.table} SET document = ? WHERE row = ?`).run(text, found.row);
  moveInIndexes(store, collection, found.row, before, after, fields);
  return true;
}

function upsert(
  store: Store,
  collection: Collection,
  request: UpdateRequest,
  filter: Document,
  change: Document,
  arrayFilters: Document[] | undefined,
  answer: WriteAnswer,
): Document {
  const base = equalitiesOf(filter);
  const made: Document = request.replacement
    ? { ...("_id" in base ? { _id: base["_id"] } : {}), ...change }
    : updated(base, change, { filter, touched: touchedBy(change), arrayFilters, inserting: true });
  const document: Document = { _id: made["_id"] ?? new StoredObjectId(request.spareId), ...made };
  add(store, collection, document, encode(document));
  answer.upserted = encode({ _id: document["_id"] });
  if (request.tell === "after") tell(answer, request, document);
  return document;
}

function remove(store: Store, collection: Collection, request: DeleteRequest): WriteAnswer {
  const filter = decode(request.filter);
  const answer = nothing();
  if (request.many && Object.keys(filter).length === 0) {
    for (const index of collection.indexes) store.prepare(`DELETE FROM ${index.table}`).run();
    answer.deleted = Number(store.prepare(`DELETE FROM ${collection.table}`).run().changes);
    return answer;
  }
  const touched: Document[] = [];
  for (const each of wanted(store, collection, filter, request)) {
    const document = documentOf(each);
    removeFromIndexes(store, collection, each.row, document);
    store.prepare(`DELETE FROM ${collection.table} WHERE row = ?`).run(each.row);
    answer.deleted++;
    touched.push(document);
    if (request.tell) tell(answer, request, document);
  }
  return { ...answer, ...touching(collection, touched) };
}

const touching = (collection: Collection, documents: Document[]): Pick<WriteAnswer, "touched"> => {
  const touched = marksOf(collection, documents);
  return touched ? { touched } : {};
};

function wanted(
  store: Store,
  collection: Collection,
  filter: Document,
  request: UpdateRequest | DeleteRequest,
): Found[] {
  if (request.rows) return findInRows(store, collection, filter, request.rows);
  const named = findNamed(store, collection, filter);
  if (named) return named;
  return findRows(store, collection, { filter, sort: sortIn(request), limit: request.many ? 0 : 1 });
}

const sortIn = (request: { sort?: string }): Sort => (request.sort === undefined ? {} : (decode(request.sort) as Sort));

function tell(answer: WriteAnswer, request: { projection?: string }, document: Document): void {
  const shown = request.projection === undefined ? null : projector(decode(request.projection));
  answer.told = encode(shown ? shown(document) : document);
}
