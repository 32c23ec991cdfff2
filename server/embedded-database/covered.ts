/**
 * Answers from an index alone: where filter, sort and projection name nothing that its keys do not tell. How that is done is
 * found out once for each form of a question (its fields, operators and kinds of values), and kept as long as the catalogue is.
 */
import { isIdIndex } from "./index-columns.ts";
import { type Key, NULL_KEY, valueOfKey } from "./keys.ts";
import { type Path, plan } from "./planner.ts";
import type { FindRequest } from "./reads.ts";
import type { Collection, Index, Store } from "./store.ts";
import { type Document, isOperators } from "./values.ts";

type Question = FindRequest & { projection?: Document | undefined };

/** How questions of one form are answered. */
interface Way {
  sql: string;
  fields: string[];
  /** What SQL is given: a value of the filter by its place there, or a key that is always the same. */
  keys: { place: number; key: Key }[];
}
/** Null for forms that no index answers alone. */
const ways = new WeakMap<Collection, Map<string, Way | null>>();
const MOST_WAYS = 500;
/** A list that could be long is left to the scanner. */
const MOST = 1_000;

/** The projected documents, or null where they must be fetched. */
export function findCovered(store: Store, collection: Collection, query: Question): Document[] | null {
  const { limit = 0, skip = 0 } = query;
  if (!query.projection || limit === 0 || limit + skip > MOST) return null;
  const form = formOf(query);
  if (!form) return null;
  const way = knownWay(collection, query, form);
  return way && answer(store, way, form.values, limit, skip);
}

function knownWay(collection: Collection, query: Question, { text, values }: Form): Way | null {
  let known = ways.get(collection);
  if (!known || known.size >= MOST_WAYS) {
    known = new Map();
    ways.set(collection, known);
  }
  let way = known.get(text);
  if (way === undefined) {
    way = wayOf(collection, query, values);
    known.set(text, way);
  }
  return way;
}

interface Form {
  text: string;
  values: Key[];
}

/** Null where a value is neither text nor a number with an order: how such are looked for depends on more than their kind. */
function formOf({ filter, sort, projection }: Question): Form | null {
  const values: Key[] = [];
  let text = "";
  const take = (value: unknown): boolean => {
    if (typeof value === "string" ? !value.isWellFormed() : !(typeof value === "number" && value > NULL_KEY))
      return false;
    values.push(value as Key);
    text += typeof value === "string" ? "text " : "number ";
    return true;
  };
  for (const field in filter) {
    const value = filter[field];
    text += `${field} `;
    if (!isOperators(value)) {
      if (field.startsWith("$") || !take(value)) return null;
      continue;
    }
    for (const operator in value) {
      text += `${operator} `;
      if (!take(value[operator])) return null;
    }
  }
  for (const path in sort) text += `by ${path} ${sort[path]} `;
  for (const field in projection) text += `show ${field} ${projection[field]} `;
  return { text, values };
}

/** Planned with marks in the places of the values: only what is asked of them counts, not what they are. */
function wayOf(collection: Collection, query: Question, values: Key[]): Way | null {
  const fields = fieldsOf(query.projection as Document);
  if (!fields) return null;
  const marks = values.map((value, place) => (typeof value === "string" ? `mark ${place}` : MARKS + place));
  let place = 0;
  const marked: Document = {};
  for (const [field, value] of Object.entries(query.filter))
    marked[field] = isOperators(value)
      ? Object.fromEntries(Object.keys(value).map((operator) => [operator, marks[place++]]))
      : marks[place++];
  const planned = plan(collection, marked, query.sort ?? {});
  const [path] = planned.paths as [Path];
  const { index } = path;
  if (!planned.exact || index === null || isIdIndex(index) || index.multikey !== 0 || !path.ordered) return null;
  const keys = path.keys.map((key) => ({ place: marks.indexOf(key as string), key }));
  // Two ends on one side: which one counts is told by the values.
  if (new Set(keys.flatMap(({ place }) => (place < 0 ? [] : place))).size < marks.length) return null;
  const positions = fields.map((field) => positionOf(index, field));
  if (positions.includes(null)) return null;
  return { sql: selectOf(collection, path, positions as string[]), fields, keys };
}
/** Above every number that means something, and exact. */
const MARKS = 2 ** 52;

function answer(
  store: Store,
  { sql, fields, keys }: Way,
  values: Key[],
  limit: number,
  skip: number,
): Document[] | null {
  const given = keys.map(({ place, key }) => (place < 0 ? key : (values[place] as Key)));
  const rows = store.prepare(sql).all(...given, limit, skip) as unknown as Key[][];
  const documents: Document[] = [];
  for (const row of rows) {
    const document: Document = {};
    for (let at = 0; at < fields.length; at++) {
      const value = valueOfKey(row[at] as Key);
      // Null or missing, or a value that its key does not tell: only the document knows.
      if (value === null || value === undefined) return null;
      document[fields[at] as string] = value;
    }
    documents.push(document);
  }
  return documents;
}

/** The fields that a projection names, `_id` among them unless it says no; null if it leaves fields out instead. */
function fieldsOf(projection: Document): string[] | null {
  const fields = Object.entries(projection);
  const others = fields.filter(([field]) => field !== "_id");
  if (others.length === 0 || others.some(([field, shown]) => !shown || field.includes("."))) return null;
  const id = projection["_id"];
  return [...(id === undefined || id ? ["_id"] : []), ...others.map(([field]) => field)];
}

/** The column that tells a field: a key of the index, or the id beside the document. */
function positionOf(index: Index, field: string): string | null {
  const at = index.key.findIndex(([path]) => path === field);
  return at >= 0 ? `i.k${at}` : field === "_id" ? "d.id" : null;
}

function selectOf(collection: Collection, path: Path, positions: string[]): string {
  const where = path.where === "" ? "" : ` WHERE ${path.where}`;
  const order = path.order ? ` ORDER BY ${path.order}` : "";
  const ids = positions.includes("d.id") || /\bid\b/.test(path.order ?? "");
  const join = ids ? ` CROSS JOIN ${collection.table} d ON d.row = i.row` : "";
  return `SELECT ${positions.join(", ")} FROM ${(path.index as Index).table} i${join}${where}${order} LIMIT ? OFFSET ?`;
}
