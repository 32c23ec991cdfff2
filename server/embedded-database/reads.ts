/** Finding and counting on one connection. */
import { decode } from "./codec.ts";
import { isIdIndex } from "./index-columns.ts";
import { keyOf } from "./keys.ts";
import { matcher } from "./matcher.ts";
import { MEASURED, type Path, type Plan, plan } from "./planner.ts";
import { type Sort, sortDocuments } from "./sorting.ts";
import type { Collection, Store } from "./store.ts";
import type { Document } from "./values.ts";

/** A document found, as text; decoded where that was needed to find it. */
export interface Found {
  row: number;
  text: string;
  document: Document | undefined;
}

export interface FindRequest {
  filter: Document;
  sort?: Sort | undefined;
  skip?: number | undefined;
  /** 0 or absent: no limit. */
  limit?: number | undefined;
}

/** What is asked for by `_id` alone: one statement, no plan. Null where this is no such question. */
export function findById(store: Store, query: FindRequest & { collection: string }): Document[] | null {
  const { filter } = query;
  const id = filter["_id"];
  if (typeof id !== "string" || query.skip) return null;
  for (const key in filter) if (key !== "_id") return null;
  const collection = store.collection(query.collection);
  if (!collection) return null;
  try {
    const found = store.prepare(`SELECT document FROM ${collection.table} WHERE id = ?`).get(keyOf(id)) as unknown as
      | [string]
      | undefined;
    return found ? [decode(found[0])] : [];
  } catch {
    // The collection was dropped since the catalogue was read.
    return null;
  }
}

/** Thrown by a read that would look at more rows than it was allowed; a worker may do it without haste. */
export const TOO_MUCH = Symbol("more rows than allowed");

/** Reads what matches, in order. Throws TOO_MUCH once it would look at more than `allowed` rows. */
export function findRows(
  store: Store,
  collection: Collection,
  request: FindRequest,
  allowed = Number.POSITIVE_INFINITY,
): Found[] {
  const { filter, sort = {}, skip = 0, limit = 0 } = request;
  const planned = plan(collection, filter, sort, measureIn(store, collection), limit);
  const [path] = planned.paths as [Path];
  refuseLongSort(store, collection, path, allowed);
  const alone = planned.paths.length === 1 && !path.repeats;
  if (alone && planned.exact && path.order !== null && (limit > 0 || skip === 0) && limit + skip <= allowed)
    return cutBySql(store, collection, path, skip, limit, allowed);

  const inOrder = alone && path.order !== null;
  const enough = inOrder && limit > 0 ? skip + limit : Number.POSITIVE_INFINITY;
  const found: Found[] = [];
  const test = planned.exact ? null : matcher(filter);
  for (const each of candidates(store, collection, planned, allowed)) {
    if (test && !test(documentOf(each))) continue;
    found.push(each);
    if (found.length >= enough) break;
  }
  const sorted = inOrder || Object.keys(sort).length === 0 ? found : sortDocuments(found, sort, documentOf);
  return skip > 0 || limit > 0 ? sorted.slice(skip, limit > 0 ? skip + limit : undefined) : sorted;
}

/** The rows alone: what a long read keeps in memory until it comes to each. */
export function findRowNumbers(store: Store, collection: Collection, request: FindRequest): number[] {
  const { filter, sort = {}, skip = 0, limit = 0 } = request;
  const planned = plan(collection, filter, sort, measureIn(store, collection), limit);
  const inOrder = Object.keys(sort).length === 0 || (planned.paths.length === 1 && planned.paths[0]?.order !== null);
  if (!inOrder) return findRows(store, collection, request).map(({ row }) => row);
  const test = planned.exact ? null : matcher(filter);
  const rows: number[] = [];
  const enough = limit > 0 ? skip + limit : Number.POSITIVE_INFINITY;
  for (const each of candidates(store, collection, planned, Number.POSITIVE_INFINITY)) {
    if (test && !test(documentOf(each))) continue;
    rows.push(each.row);
    if (rows.length >= enough) break;
  }
  return skip > 0 ? rows.slice(skip) : rows;
}

export function documentOf(found: Found): Document {
  found.document ??= decode(found.text);
  return found.document;
}

function cutBySql(
  store: Store,
  collection: Collection,
  path: Path,
  skip: number,
  limit: number,
  allowed: number,
): Found[] {
  const most = limit > 0 ? limit : Number.isFinite(allowed) ? allowed + 1 : -1;
  const rows = store.prepare(`${selectOf(collection, path, true)}`).all(...path.keys, most, skip);
  if (limit === 0 && rows.length > allowed) throw TOO_MUCH;
  return rows.map(foundIn);
}

const foundIn = (row: unknown): Found => {
  const [number, text] = row as [number, string];
  return { row: number, text, document: undefined };
};

/** What a row has on average, when as many as allowed are looked at. */
const LETTERS_A_ROW = 8_000;

/** The rows that may match, each once. */
function* candidates(store: Store, collection: Collection, planned: Plan, allowed: number): Generator<Found> {
  const seen = planned.paths.some((path) => path.repeats) ? new Set<number>() : null;
  let looked = 0;
  let letters = 0;
  for (const path of planned.paths)
    for (const row of store.prepare(selectOf(collection, path, false)).iterate(...path.keys)) {
      if (++looked > allowed) throw TOO_MUCH;
      const found = foundIn(row);
      letters += found.text.length;
      if (letters > LETTERS_A_ROW * allowed) throw TOO_MUCH;
      if (seen?.has(found.row)) continue;
      seen?.add(found.row);
      yield found;
    }
}

function selectOf(collection: Collection, path: Path, cut: boolean): string {
  const where = path.where === "" ? "" : ` WHERE ${path.where}`;
  const order = path.order ? ` ORDER BY ${path.order}` : "";
  const tail = cut ? " LIMIT ? OFFSET ?" : "";
  if (path.index === null || isIdIndex(path.index))
    return `SELECT row, document FROM ${collection.table}${where}${order}${tail}`;
  const from = (entries: string) =>
    `SELECT d.row, d.document FROM ${entries} i CROSS JOIN ${collection.table} d ON d.row = i.row`;
  // Sorted and cut off among the keys, before the documents are fetched.
  if (cut && path.order && !path.ordered && !/\bid\b/.test(path.order))
    return `${from(`(SELECT * FROM ${path.index.table}${where}${order}${tail})`)}${order}`;
  return `${from(path.index.table)}${where}${order}${tail}`;
}

/** Counts what matches, among the keys of an index alone where these tell. */
export function countRows(
  store: Store,
  collection: Collection,
  request: FindRequest,
  allowed = { rows: Number.POSITIVE_INFINITY, keys: Number.POSITIVE_INFINITY },
): number {
  const { filter, skip = 0, limit = 0 } = request;
  const planned = plan(collection, filter, {}, measureIn(store, collection));
  const [path] = planned.paths as [Path];
  if (!planned.exact) return findRows(store, collection, { ...request, sort: {} }, allowed.rows).length;
  const count = countEntries(store, collection, path, Number.isFinite(allowed.keys) ? allowed.keys + 1 : -1);
  if (count > allowed.keys) throw TOO_MUCH;
  const left = Math.max(0, count - skip);
  return limit > 0 ? Math.min(left, limit) : left;
}

/** The rows that a path leads over, each once; it stops counting at `most`. */
function countEntries(store: Store, collection: Collection, path: Path, most: number): number {
  const where = path.where === "" ? "" : ` WHERE ${path.where}`;
  const table = path.index === null || isIdIndex(path.index) ? collection.table : path.index.table;
  const sql = `SELECT count(*) FROM (SELECT ${path.repeats ? "DISTINCT row" : "1"} FROM ${table}${where} LIMIT ?)`;
  return (store.prepare(sql).get(...path.keys, most) as unknown as [number])[0];
}

/** Whether more than so many rows must be looked at to find all that match. */
export function leadsFar(store: Store, collection: Collection, filter: Document, most: number): boolean {
  const { paths } = plan(collection, filter, {}, measureIn(store, collection));
  let rows = 0;
  for (const path of paths) rows += countEntries(store, collection, path, most + 1);
  return rows > most;
}

const measureIn = (store: Store, collection: Collection) => (path: Path) =>
  countEntries(store, collection, path, MEASURED);

/** SQLite sorts everything before it yields the first: keys are small, but not without number. */
const SORTED_KEYS = 10;
function refuseLongSort(store: Store, collection: Collection, path: Path, allowed: number): void {
  if (!Number.isFinite(allowed) || !path.order || path.ordered) return;
  const most = allowed * SORTED_KEYS;
  if (countEntries(store, collection, path, most + 1) > most) throw TOO_MUCH;
}

/** The documents in these rows that match. */
export function findInRows(store: Store, collection: Collection, filter: Document, rows: number[]): Found[] {
  const test = matcher(filter);
  const get = store.prepare(`SELECT row, document FROM ${collection.table} WHERE row = ?`);
  return rows
    .map((row) => get.get(row))
    .filter((found) => found !== undefined)
    .map(foundIn)
    .filter((found) => test(documentOf(found)));
}
