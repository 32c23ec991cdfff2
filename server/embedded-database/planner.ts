/**
 * How a filter and a sort are answered: which index narrows, what SQL can order and cut off, and what is left for the
 * matcher. SQL narrows, the matcher decides; it is left out only where the index's keys tell the very same.
 */
import { analyse, type Condition, implies, sameCondition } from "./conditions.ts";
import { boundsOn, sqlOf } from "./index-bounds.ts";
import { columnOf, ID, isArrayAt } from "./index-columns.ts";
import { partialOf } from "./index-entries.ts";
import { orderOf, positionsFixed } from "./index-order.ts";
import { type Key, NULL_KEY } from "./keys.ts";
import type { Sort } from "./sorting.ts";
import type { Collection, Index } from "./store.ts";
import type { Document } from "./values.ts";

/** One way through one index (or the whole collection) to the rows that may match. */
export interface Path {
  index: Index | null;
  /** The conditions in SQL on the columns k0, k1 …; empty for all rows. */
  where: string;
  keys: Key[];
  /** The keys admit nothing but matches. */
  exact: boolean;
  /** ORDER BY in SQL; null if the order must be made in memory, "" if none was asked for. */
  order: string | null;
  /** The index yields the order as it stands, so that reading can stop early. */
  ordered: boolean;
  /** The same row may come more than once. */
  repeats: boolean;
  /** Narrowed by an index at all. */
  bounded: boolean;
  /** The filter asks for one key of a unique index. */
  single: boolean;
  score: number;
}

export interface Plan {
  /** Several where alternatives each go their own way. */
  paths: Path[];
  exact: boolean;
}

/** Paths whose scores differ by less have as many conditions on single keys. */
const ALIKE = 9;

/** So far the entries that a path leads over are counted: enough to tell a short path from a long one. */
export const MEASURED = 200;

/** `measure` counts entries up to `MEASURED`: it decides between indexes alike. `limit` is 0 where all is wanted. */
export function plan(
  collection: Collection,
  filter: Document,
  sort: Sort,
  measure?: (path: Path) => number,
  limit = 0,
): Plan {
  const { conditions, alternatives, more } = analyse(filter);
  const rest = more || alternatives.length > 0;
  const paths = [null, ID, ...collection.indexes]
    .map((index) => along(index, conditions, sort, rest))
    .filter((path) => path !== null);
  const best = shortest(paths, measure);
  if (!best.bounded) {
    const split = alternatives.map((each) => separately(collection, conditions, each)).find((found) => found !== null);
    // A page of a list is read in its order and no further, unless its alternatives lead to few.
    const inOrder = limit > 0 && best.ordered && best.order;
    if (split && !(inOrder && measure && isLong(split, measure))) return { paths: split, exact: false };
  }
  return { paths: [best], exact: best.exact };
}

const isLong = (paths: Path[], measure: (path: Path) => number): boolean =>
  paths.reduce((sum, path) => sum + measure(path), 0) >= MEASURED;

function shortest(paths: Path[], measure: ((path: Path) => number) | undefined): Path {
  const best = paths.reduce((a, b) => (b.score > a.score ? b : a));
  const alike = paths.filter((path) => path.bounded && path.score > best.score - ALIKE);
  if (!measure || best.single || alike.length < 2) return best;
  const measured = alike.map((path) => ({ path, length: measure(path) }));
  return measured.reduce((a, b) =>
    b.length < a.length || (b.length === a.length && b.path.score > a.path.score) ? b : a,
  ).path;
}

/** Each alternative by an index of its own, if every one has such. */
function separately(collection: Collection, conditions: Condition[], alternatives: Document[]): Path[] | null {
  const found: Path[] = [];
  for (const alternative of alternatives) {
    const own = [...conditions, ...analyse(alternative).conditions];
    const paths = [ID, ...collection.indexes]
      .map((index) => along(index, own, {}, true))
      .filter((path) => path?.bounded);
    if (paths.length === 0) return null;
    const best = (paths as Path[]).reduce((a, b) => (b.score > a.score ? b : a));
    found.push({ ...best, order: null, ordered: false, repeats: true });
  }
  return found;
}

function along(index: Index | null, conditions: Condition[], sort: Sort, rest: boolean): Path | null {
  if (index === null) return wholeCollection(conditions, sort, rest);
  if (index.partial && !implies(conditions, partialOf(index))) return null;
  const used = new Set<Condition>();
  if (index.partial)
    for (const each of analyse(partialOf(index)).conditions) {
      const same = conditions.find((condition) => sameCondition(condition, each));
      if (same) used.add(same);
    }
  const where: string[] = [];
  const keys: Key[] = [];
  let equalities = 0;
  let exact = true;
  let repeats = false;
  let arrays = false;
  let ranges = 0;
  for (let at = 0; at < index.key.length; at++) {
    const isArray = isArrayAt(index, at);
    // Two paths through one array: their keys come from the same element, the conditions need not.
    if (isArray && arrays) break;
    arrays ||= isArray;
    const bound = boundsOn(index.key[at]?.[0] as string, conditions, isArray);
    if (!bound) break;
    where.push(sqlOf(columnOf(index, at), bound.range, keys));
    for (const condition of bound.met) used.add(condition);
    exact &&= bound.exact;
    if (isArray && bound.range.keys?.length !== 1) repeats = true;
    if (!bound.range.keys) {
      ranges = 1;
      break;
    }
    equalities += bound.range.keys.length === 1 ? 1 : 0.9;
  }
  if (index.sparse && where.length === 0) return null;
  if (index.sparse && admitsNull(conditions, index)) return null;
  const bounded = where.length > 0 || index.partial !== null;
  // A path through an array that is not bound repeats its rows.
  if (index.key.some((_, at) => at >= where.length && isArrayAt(index, at))) repeats = true;
  const order = orderOf(index, sort, positionsFixed(index, where.length, conditions));
  if (!bounded && !(order.ordered && !repeats)) return null;
  const complete = exact && !rest && conditions.every((condition) => used.has(condition));
  const single = index.unique && equalities === index.key.length;
  return {
    index,
    where: where.join(" AND "),
    keys,
    exact: complete,
    order: repeats && order.sql !== "" ? null : order.sql,
    ordered: order.ordered && !repeats,
    repeats,
    bounded,
    single,
    score:
      (single ? 100 : 0) +
      equalities * 10 +
      ranges * 5 +
      (index.partial ? 2 : 0) +
      (order.ordered && !repeats && Object.keys(sort).length > 0 ? 4 : 0) +
      (complete ? 1 : 0) +
      (bounded ? 0.5 : 0),
  };
}

function wholeCollection(conditions: Condition[], sort: Sort, rest: boolean): Path {
  const none = Object.keys(sort).length === 0;
  return {
    index: null,
    where: "",
    keys: [],
    exact: conditions.length === 0 && !rest,
    order: none ? "" : null,
    ordered: none,
    repeats: false,
    bounded: false,
    single: false,
    score: 0,
  };
}

// A sparse index lacks what has none of its fields.
const admitsNull = (conditions: Condition[], index: Index): boolean =>
  !index.key.some(([path]) =>
    conditions.some((each) => each.path === path && each.range && !each.range.keys?.includes(NULL_KEY)),
  );
