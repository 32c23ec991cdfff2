/** Whether an index stands in the order that is asked for, or what SQL must sort it by. */
import type { Condition } from "./conditions.ts";
import { columnOf, isArrayAt } from "./index-columns.ts";
import type { Sort } from "./sorting.ts";
import type { Index } from "./store.ts";

/** The positions of an index at which all entries found have one and the same key. */
export function positionsFixed(index: Index, bound: number, conditions: Condition[]): Set<number> {
  const fixed = new Set<number>();
  for (const [at, [path]] of index.key.slice(0, bound).entries())
    if (conditions.some((each) => each.path === path && each.range?.keys?.length === 1)) fixed.add(at);
  return fixed;
}

/** ORDER BY for a sort whose every path is in the index (or `_id`); whether the index stands in that order by itself. */
export function orderOf(index: Index, sort: Sort, fixed: Set<number>): { sql: string | null; ordered: boolean } {
  const positionOf = (path: string) => index.key.findIndex(([own]) => own === path);
  // What is the same in all needs no sorting; an array sorts by more of its elements than the one that was asked for.
  const wanted = Object.entries(sort).filter(([path]) => {
    const at = positionOf(path);
    return !(fixed.has(at) && !isArrayAt(index, at));
  });
  if (wanted.length === 0) return { sql: "", ordered: true };
  const columns: string[] = [];
  for (const [path, way] of wanted) {
    const at = positionOf(path);
    if (at < 0 ? path !== "_id" : isArrayAt(index, at)) return { sql: null, ordered: false };
    columns.push(`${at < 0 ? "id" : columnOf(index, at)}${way === -1 ? " DESC" : ""}`);
  }
  return { sql: columns.join(", "), ordered: followsIndex(index, wanted, fixed) };
}

function followsIndex(index: Index, wanted: [string, 1 | -1][], fixed: Set<number>): boolean {
  let turned = 0;
  let at = 0;
  for (const [path, way] of wanted) {
    while (fixed.has(at)) at++;
    const own = index.key[at++];
    // `_id` after the whole index: SQLite itself sorts the few entries that are otherwise equal.
    if (!own) return path === "_id" && turned !== 0;
    if (own[0] !== path) return false;
    const turn = own[1] * way;
    if (turned !== 0 && turn !== turned) return false;
    turned = turn;
  }
  return true;
}
