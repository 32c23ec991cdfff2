/** What a call of the driver was given, checked and made plain: filter, sort, window, projection, options. */
import { encode, plain } from "./codec.ts";
import { badValue } from "./errors.ts";
import { revived } from "./mongo-errors.ts";
import { projector } from "./projection.ts";
import { checkFilter, checkSort } from "./refusals.ts";
import type { Query } from "./requests.ts";
import type { Sort } from "./sorting.ts";
import { type Document, isDocument } from "./values.ts";

export type Options = Document | undefined;

export function checkedFilter(filter: unknown): Document {
  const copy = plain(filter ?? {});
  checkFilter(copy);
  return copy;
}

/** `work` now, what it throws only when the result is asked for. */
export function thrownLater<T>(work: () => T): () => T {
  try {
    const result = work();
    return () => result;
  } catch (thrown) {
    return () => {
      throw revived(thrown);
    };
  }
}

/** Sort, window and projection; none of them where none is given. */
export function partsOfQuery(options: Options): Omit<Query, "collection" | "filter"> {
  const sort = sortOf(options);
  const projection = projectionOf(options);
  return { ...window(options), ...(sort ? { sort } : {}), ...(projection ? { projection } : {}) };
}

export function window(options: Options): { skip?: number; limit?: number } {
  const skip = Number(options?.["skip"] ?? 0);
  // A negative limit is MongoDB's way to say "in one batch".
  const limit = Math.abs(Number(options?.["limit"] ?? 0));
  if (!(Number.isInteger(skip) && skip >= 0 && Number.isInteger(limit)))
    throw badValue("skip and limit must be whole numbers");
  return { ...(skip > 0 ? { skip } : {}), ...(limit > 0 ? { limit } : {}) };
}

export function sortOf(options: Options): Sort | undefined {
  const sort = options?.["sort"];
  if (sort === undefined || sort === null) return undefined;
  const pairs: [string, unknown][] =
    typeof sort === "string"
      ? [[sort, 1]]
      : Array.isArray(sort)
        ? sort.map((each) => (Array.isArray(each) ? (each as [string, unknown]) : [each as string, 1]))
        : Object.prototype.toString.call(sort) === "[object Map]"
          ? [...(sort as Map<string, unknown>)]
          : Object.entries(sort as Document);
  const ways: Document = {};
  for (const [path, way] of pairs)
    ways[path] =
      way === "asc" || way === "ascending" || way === "1"
        ? 1
        : way === "desc" || way === "descending" || way === "-1"
          ? -1
          : isDocument(way)
            ? plain(way)
            : way;
  checkSort(ways);
  return pairs.length > 0 ? ways : undefined;
}

export function encodedSort(options: Options): { sort?: string } {
  const sort = sortOf(options);
  return sort ? { sort: encode(sort) } : {};
}

export function projectionOf(options: Options): Document | undefined {
  const given = options?.["projection"] ?? options?.["fields"];
  if (given === undefined || given === null) return undefined;
  const projection = plain(given as Document);
  // What it cannot do it refuses now.
  if (!isPlainList(projection)) projector(projection);
  return projection;
}

/** Some fields of the document itself, each to be shown: there is nothing to refuse. */
function isPlainList(projection: Document): boolean {
  for (const field in projection)
    if (!(projection[field] === 1 || (field === "_id" && projection[field] === 0)) || /[.$]/.test(field)) return false;
  return true;
}

export function encodedProjection(options: Options): { projection?: string } {
  const projection = projectionOf(options);
  return projection ? { projection: encode(projection) } : {};
}
