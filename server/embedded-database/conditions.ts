/** A filter taken apart into conditions on single paths, each as a range of index keys. */
import { type Key, keyOf, NULL_KEY, sameKey } from "./keys.ts";
import { type Document, isDocument, isOperators, isPattern, KIND, kindOf } from "./values.ts";

/** Keys that a condition admits: some single keys, or everything between two ends. */
export interface Range {
  keys?: Key[];
  low?: { key: Key; included: boolean };
  high?: { key: Key; included: boolean };
}

export interface Condition {
  path: string;
  operator: string;
  operand: unknown;
  /** Absent where no index helps. */
  range?: Range;
  /** The range admits exactly what the condition matches, as long as the path leads through no array. */
  exact: boolean;
  /** The same, where it does. */
  exactInArrays: boolean;
}

/** All that must hold, and the alternatives (`$or`) of which one must; what is neither is left to the matcher. */
export interface Analysis {
  conditions: Condition[];
  alternatives: Document[][];
  /** Something in the filter is in no condition. */
  more: boolean;
}

export function analyse(
  filter: Document,
  into: Analysis = { conditions: [], alternatives: [], more: false },
): Analysis {
  for (const [key, value] of Object.entries(filter)) {
    if (key === "$and") for (const each of value as Document[]) analyse(each, into);
    else if (key === "$or") into.alternatives.push(value as Document[]);
    else if (key.startsWith("$")) into.more = true;
    else addConditions(key, value, into);
  }
  return into;
}

function addConditions(path: string, value: unknown, into: Analysis): void {
  if (/(^|\.)\d+(\.|$)/.test(path)) into.more = true;
  else if (isOperators(value))
    for (const [operator, operand] of Object.entries(value))
      into.conditions.push(...conditionsOf(path, operator, operand));
  else into.conditions.push(...conditionsOf(path, isPattern(value) ? "$regex" : "$eq", value));
}

function conditionsOf(path: string, operator: string, operand: unknown): Condition[] {
  const none = { path, operator, operand, exact: false, exactInArrays: false };
  switch (operator) {
    case "$eq":
      return [{ ...none, ...equal([operand]) }];
    case "$in":
      return [{ ...none, ...equal(operand as unknown[]) }];
    case "$gt":
    case "$gte":
    case "$lt":
    case "$lte":
      return [{ ...none, ...between(operator, operand) }];
    case "$exists":
      return [operand ? none : { ...none, range: { keys: [NULL_KEY] } }];
    case "$regex":
      return [{ ...none, ...beginning(operand) }];
    case "$all": {
      const scalars = (operand as unknown[]).filter(isPlainScalar);
      const [first] = scalars;
      return [first === undefined ? none : { ...none, range: { keys: [keyOf(first)] } }];
    }
    case "$elemMatch":
      return [none, ...withinElements(path, operand as Document)];
    default:
      return [none];
  }
}

/** What a key tells apart completely. Objects, arrays and numbers without an order are left to the matcher. */
function isPlainScalar(value: unknown): boolean {
  const kind = kindOf(value);
  if (kind === KIND.number) return (value as number) > NULL_KEY;
  if (kind === KIND.string) return (value as string).isWellFormed();
  return kind === KIND.boolean || kind === KIND.date || kind === KIND.objectId || kind === KIND.binary;
}

/** A longer list is left to the matcher: SQLite takes 32 766 parameters. */
const MOST_KEYS = 10_000;

function equal(operands: unknown[]): Partial<Condition> {
  const nothing = operands.some((each) => each === null || each === undefined);
  const scalars = operands.filter((each) => each !== null && each !== undefined);
  if (scalars.length > MOST_KEYS || !scalars.every(isPlainScalar)) return {};
  const keys = scalars.map(keyOf);
  // null stands for missing, and inside arrays for more than a key can tell.
  return { range: { keys: nothing ? [...keys, NULL_KEY] : keys }, exact: true, exactInArrays: !nothing };
}

/** One end is the operand, the other the end of its kind: 5 is not below "a", whatever the order of keys says. */
function between(operator: string, operand: unknown): Partial<Condition> {
  if (!isPlainScalar(operand)) return {};
  const key = keyOf(operand);
  const kind = kindOf(operand);
  const end = { key, included: operator === "$gte" || operator === "$lte" };
  const ends: Record<number, { low: Key; high: Key }> = {
    [KIND.number]: { low: NULL_KEY, high: "" },
    [KIND.string]: { low: "", high: Uint8Array.of(0) },
  };
  const { low, high } = ends[kind] ?? { low: Uint8Array.of(kind), high: Uint8Array.of(kind + 1) };
  const range: Range = operator.startsWith("$g")
    ? { low: end, high: { key: high, included: false } }
    : { low: { key: low, included: kind !== KIND.number }, high: end };
  return { range, exact: true, exactInArrays: true };
}

/** `/^abc/` admits what begins so. */
function beginning(pattern: unknown): Partial<Condition> {
  const source = isPattern(pattern) ? pattern.source : String(pattern);
  const flags = isPattern(pattern) ? pattern.flags : "";
  const prefix = /^\^([\w -]+)/.exec(source)?.[1];
  if (prefix === undefined || flags !== "" || source.includes("|")) return {};
  // The last letter may be optional: /^abc*/ and /^abc?/ match "ab".
  const certain = /^\^[\w -]+[*?{]/.test(source) ? prefix.slice(0, -1) : prefix;
  if (certain === "") return {};
  return { range: { low: { key: certain, included: true }, high: { key: `${certain}\u{10ffff}`, included: true } } };
}

function withinElements(path: string, criteria: Document): Condition[] {
  if (isOperators(criteria)) {
    const inner = Object.entries(criteria).flatMap(([operator, operand]) =>
      ["$and", "$or", "$nor"].includes(operator) ? [] : conditionsOf(path, operator, operand),
    );
    return inner.map((each) => ({ ...each, exact: false, exactInArrays: false }));
  }
  const inner = analyse(criteria).conditions;
  return inner.map((each) => ({ ...each, path: `${path}.${each.path}`, exact: false, exactInArrays: false }));
}

/** Whether every document that meets the filter's conditions is in an index with this partial filter. */
export function implies(conditions: Condition[], partial: Document): boolean {
  const wanted = analyse(partial);
  if (wanted.more || wanted.alternatives.length > 0) return false;
  return wanted.conditions.every((need) => conditions.some((has) => has.path === need.path && impliesOne(has, need)));
}

function impliesOne(has: Condition, need: Condition): boolean {
  if (sameCondition(has, need)) return true;
  if (need.operator === "$exists" && need.operand) {
    if (["$gt", "$gte", "$lt", "$lte"].includes(has.operator)) return has.operand !== null;
    return (
      (has.operator === "$eq" || has.operator === "$in") &&
      !JSON.stringify(has.range?.keys ?? [NULL_KEY]).includes(String(NULL_KEY))
    );
  }
  if (need.operator === "$type") return need.operand === "string" && asksForText(has);
  if (need.operator === "$in" && has.operator === "$eq")
    return isDocument(has.operand) === false && (need.operand as unknown[]).includes(has.operand);
  return false;
}

/** Whether only text can meet it. */
function asksForText({ operator, operand }: Condition): boolean {
  if (operator === "$in") return (operand as unknown[]).every((each) => typeof each === "string");
  return ["$eq", "$gt", "$gte", "$lt", "$lte"].includes(operator) && typeof operand === "string";
}

export function sameCondition(a: Condition, b: Condition): boolean {
  if (a.path !== b.path || a.operator !== b.operator) return false;
  if (a.range?.keys?.length === 1 && b.range?.keys?.length === 1 && a.exact && b.exact) {
    return sameKey(a.range.keys[0] as Key, b.range.keys[0] as Key);
  }
  return typeof a.operand !== "object" && a.operand === b.operand;
}
