/** Pages of a list by cursor: where the next one begins, said by what the last row was sorted by. */
import type { Model, QueryFilter } from "mongoose";

/** Rows of a page, where nothing else is said. */
export const pageSize = 30;

/** A page of what fits the filter, the latest first by a field that is a moment. */
export async function readPage<D extends { _id: string }>(
  model: Model<D>,
  filter: QueryFilter<D>,
  cursor: string | undefined,
  by: keyof D & string = "createdAt" as keyof D & string,
): Promise<{ rows: D[]; next: string | null }> {
  const read = await model
    .find({ ...filter, ...afterCursor(cursor, by, -1) })
    .sort({ [by]: -1, _id: -1 })
    .limit(pageSize + 1)
    .lean<D[]>();
  return cutPage(read, pageSize, (row) => row[by] as Date);
}

/** Not one of ours. Its status lets the ways in answer `bad-input`; the database knows no problems. */
export class BadCursor extends Error {
  readonly expose = true;
  readonly status = 400;
}

/** Opaque to whoever gets it, and short. */
export const encodeCursor = (parts: (string | number)[]): string =>
  Buffer.from(JSON.stringify(parts)).toString("base64url");

/** Throws `BadCursor` (over every way in: `bad-input`) for what `encodeCursor` did not make. */
export function decodeCursor(text: string): (string | number)[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(text, "base64url").toString());
    if (Array.isArray(parts) && parts.every((part) => typeof part === "string" || isWithinTime(part))) return parts;
  } catch {}
  throw new BadCursor();
}

/** What comes after a cursor of `[number or time in milliseconds, id]`, as a filter like that of `beyond`. */
export function afterCursor(cursor: string | undefined, field: string, sort: 1 | -1): Record<string, unknown> {
  if (cursor === undefined) return {};
  const [at, id, ...more] = decodeCursor(cursor);
  if (typeof at !== "number" || typeof id !== "string" || more.length > 0) throw new BadCursor();
  return beyond(field, { at: /At$/.test(field) ? new Date(at) : at, id }, sort);
}

/**
 * What stands beyond this one in a list by `field` and `_id`, as a filter; `sort` says which way the list runs. It goes beside a filter
 * that says nothing of `field` and has no `$or`. An index that ends in the field is read from there on, on every engine.
 */
export function beyond(
  field: string,
  { at, id }: { at: number | Date; id: string },
  sort: 1 | -1,
): Record<string, unknown> {
  const further = sort === 1 ? "$gt" : "$lt";
  return { [field]: { [`${further}e`]: at }, $or: [{ [field]: { [further]: at } }, { _id: { [further]: id } }] };
}

/** The rows of one page out of `limit + 1` that were read, and the cursor of the next. */
export function cutPage<D extends { _id: string }>(
  read: D[],
  limit: number,
  partOf: (row: D) => Date | number,
): { rows: D[]; next: string | null } {
  const rows = read.slice(0, limit);
  const last = rows.at(-1);
  if (read.length <= limit || !last) return { rows, next: null };
  const part = partOf(last);
  return { rows, next: encodeCursor([part instanceof Date ? part.getTime() : part, last._id]) };
}

/** Numbers are mostly moments: what is no date can be no cursor. */
const isWithinTime = (part: unknown): boolean => typeof part === "number" && Math.abs(part) <= 8.64e15;
