/** Answers from an index alone: where filter, sort and projection name nothing that its keys do not tell. */

import { isIdIndex } from "./index-columns.ts";
import { type Key, valueOfKey } from "./keys.ts";
import { type Path, plan } from "./planner.ts";
import type { FindRequest } from "./reads.ts";
import type { Collection, Index, Store } from "./store.ts";
import type { Document } from "./values.ts";

/** The projected documents, or null where they must be fetched. */
export function findCovered(
  store: Store,
  collection: Collection,
  query: FindRequest & { projection?: Document | undefined },
): Document[] | null {
  const { projection, limit = 0, skip = 0 } = query;
  if (!projection || limit === 0 || limit + skip > MOST) return null;
  const fields = fieldsOf(projection);
  if (!fields) return null;
  const index = collection.indexes.find(
    (each) => each.multikey === 0 && fields.every((field) => positionOf(each, field) !== null),
  );
  if (!index) return null;
  const planned = plan(collection, query.filter, query.sort ?? {});
  const [path] = planned.paths as [Path];
  if (!planned.exact || path.index === null || isIdIndex(path.index) || path.index.multikey !== 0 || !path.ordered)
    return null;
  const positions = fields.map((field) => positionOf(path.index as Index, field));
  if (positions.includes(null)) return null;
  const rows = store.prepare(selectOf(collection, path, positions as string[])).all(...path.keys, limit, skip);
  const documents: Document[] = [];
  for (const row of rows as unknown as Key[][]) {
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

const MOST = 1_000;

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
