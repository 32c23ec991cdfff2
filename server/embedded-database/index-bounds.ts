/** What a filter's conditions say of one key of an index, as one range and as SQL. */
import type { Condition, Range } from "./conditions.ts";
import { compareKeys, EMPTY_KEY, type Key, NULL_KEY } from "./keys.ts";

export interface Bounds {
  range: Range;
  exact: boolean;
  met: Condition[];
}

/** The conditions on one path as one range. Through an array only one of them holds at a time: each may mean another element. */
export function boundsOn(path: string, conditions: Condition[], isArray: boolean): Bounds | null {
  const own = conditions.filter((condition) => condition.path === path && condition.range);
  const isExact = (condition: Condition) => (isArray ? condition.exactInArrays : condition.exact);
  const equal = own
    .filter((condition) => condition.range?.keys)
    .sort((a, b) => (a.range?.keys?.length ?? 0) - (b.range?.keys?.length ?? 0))[0];
  if (equal)
    return { range: widened(equal.range as Range, isArray), exact: isExact(equal), met: isExact(equal) ? [equal] : [] };
  const [first] = own;
  if (!first) return null;
  if (isArray) return { range: first.range as Range, exact: isExact(first), met: isExact(first) ? [first] : [] };
  return { range: own.map((each) => each.range as Range).reduce(narrowed), exact: true, met: own.filter(isExact) };
}

/** What both ranges admit. Each ends where its kind ends, so that of two kinds nothing is left. */
function narrowed(a: Range, b: Range): Range {
  const low = tighter(a.low, b.low, 1);
  const high = tighter(a.high, b.high, -1);
  return { ...(low ? { low } : {}), ...(high ? { high } : {}) };
}

type End = Range["low"];

function tighter(a: End, b: End, way: 1 | -1): End {
  if (!a || !b) return a ?? b;
  const order = compareKeys(a.key, b.key) * way;
  if (order === 0) return a.included ? b : a;
  return order > 0 ? a : b;
}

/** null inside an array may also stand for an empty one. */
function widened(range: Range, isArray: boolean): Range {
  return isArray && range.keys?.includes(NULL_KEY) ? { keys: [...range.keys, EMPTY_KEY] } : range;
}

export function sqlOf(column: string, range: Range, keys: Key[]): string {
  if (range.keys) {
    if (range.keys.length === 1) {
      keys.push(range.keys[0] as Key);
      return `${column} = ?`;
    }
    if (range.keys.length === 0) return "0";
    // To a power of two, so that few statements serve all lists.
    const length = 2 ** Math.ceil(Math.log2(range.keys.length));
    for (let at = 0; at < length; at++) keys.push(range.keys[Math.min(at, range.keys.length - 1)] as Key);
    return `${column} IN (${Array(length).fill("?").join(", ")})`;
  }
  const parts: string[] = [];
  if (range.low) {
    parts.push(`${column} ${range.low.included ? ">=" : ">"} ?`);
    keys.push(range.low.key);
  }
  if (range.high) {
    parts.push(`${column} ${range.high.included ? "<=" : "<"} ?`);
    keys.push(range.high.key);
  }
  return parts.join(" AND ");
}
