/**
 * Whether a document matches a filter. mingo takes the filter apart and decides; the comparisons that it makes otherwise
 * than MongoDB (arrays inside arrays, null inside arrays, text by UTF-16 unit) are ours.
 */
import { Context } from "mingo/core";
import { $and, $nor, $not, $or } from "mingo/operators/query/logical";
import { Query } from "mingo/query";
import { checkFilter } from "./refusals.ts";
import { compareValues, type Document, isDocument, isOperators, isPattern, KIND, kindOf, sameValue } from "./values.ts";

type Predicate = (value: unknown) => boolean;

/** Calls `test` with every value that a path leads to, as MongoDB walks it, until one satisfies it. */
function someAt(value: unknown, path: readonly string[], at: number, test: Predicate): boolean {
  if (at === path.length) return test(value) || (Array.isArray(value) && value.some(test));
  const name = path[at] as string;
  if (Array.isArray(value)) {
    if (/^\d+$/.test(name) && Number(name) < value.length && someAt(value[Number(name)], path, at + 1, test))
      return true;
    return value.some((element) => isDocument(element) && someAt(element, path, at, test));
  }
  if (!isDocument(value) || !Object.hasOwn(value, name)) return test(undefined);
  return someAt(value[name], path, at + 1, test);
}

const leaf =
  (make: (operand: unknown) => Predicate, negated = false) =>
  (selector: string, operand: unknown) => {
    const path = selector.split(".");
    const test = make(operand);
    return (document: unknown) => someAt(document, path, 0, test) !== negated;
  };

const equals = (operand: unknown): Predicate => {
  if (operand === null || operand === undefined) return (value) => value === null || value === undefined;
  if (typeof operand === "string" || typeof operand === "boolean") return (value) => value === operand;
  const kind = kindOf(operand);
  return (value) => kindOf(value) === kind && sameValue(value, operand);
};

const oneOf = (operand: unknown): Predicate => {
  const list = operand as unknown[];
  const scalars = new Set<unknown>(list.filter((each) => typeof each === "string" || typeof each === "boolean"));
  const others = list
    .filter((each) => !scalars.has(each))
    .map((each) => (isPattern(each) ? matchesPattern(each) : equals(each)));
  return (value) => scalars.has(value) || others.some((test) => test(value));
};

const matchesPattern = (pattern: RegExp): Predicate => {
  const fresh = new RegExp(pattern.source, pattern.flags.replace(/[gy]/g, ""));
  return (value) => typeof value === "string" && fresh.test(value);
};

const compares = (accept: (order: number) => boolean) =>
  leaf((operand) => {
    const kind = Math.max(kindOf(operand), KIND.null);
    return (value) =>
      Math.max(kindOf(value), KIND.null) === kind &&
      comparable(value, operand) &&
      accept(compareValues(value, operand));
  });

// NaN is equal to itself and to nothing else, and neither above nor below any number.
const comparable = (a: unknown, b: unknown) => Number.isNaN(a) === Number.isNaN(b);

const exists = (selector: string, operand: unknown) => {
  const path = selector.split(".");
  const wanted = operand !== false && operand !== 0 && operand !== null && operand !== undefined;
  return (document: unknown) => someAt(document, path, 0, (value) => value !== undefined) === wanted;
};

/** Tests what stands at the end of the path as it is; an array there is not opened. */
const whole = (make: (operand: unknown) => Predicate) => (selector: string, operand: unknown) => {
  const path = selector.split(".");
  const test = make(operand);
  const parent = path.slice(0, -1);
  const name = path.at(-1) as string;
  const atEnd = (value: unknown) =>
    Array.isArray(value) && /^\d+$/.test(name)
      ? test(value[Number(name)])
      : isDocument(value) && Object.hasOwn(value, name) && test(value[name]);
  return (document: unknown) => someAt(document, parent, 0, atEnd);
};

const elementMatches = (operand: unknown): Predicate => {
  const criteria = operand as Document;
  if (isOperators(criteria) && !["$and", "$or", "$nor"].includes(Object.keys(criteria)[0] as string)) {
    const test = matcher({ element: criteria });
    return (value) => Array.isArray(value) && value.some((element) => test({ element }));
  }
  const test = matcher(criteria);
  return (value) => Array.isArray(value) && value.some((element) => isDocument(element) && test(element));
};

const all = (selector: string, operand: unknown) => {
  const tests = (operand as unknown[]).map((each) => {
    if (isDocument(each) && "$elemMatch" in each) return whole(elementMatches)(selector, each["$elemMatch"]);
    return leaf(isPattern(each) ? () => matchesPattern(each) : equals)(selector, each);
  });
  return (document: unknown) => tests.length > 0 && tests.every((test) => test(document));
};

const TYPES: Record<string, Predicate> = {
  double: (value) => typeof value === "number",
  number: (value) => typeof value === "number",
  int: (value) => Number.isInteger(value),
  string: (value) => typeof value === "string",
  object: isDocument,
  array: Array.isArray,
  binData: (value) => kindOf(value) === KIND.binary,
  objectId: (value) => kindOf(value) === KIND.objectId,
  bool: (value) => typeof value === "boolean",
  date: (value) => kindOf(value) === KIND.date,
  null: (value) => value === null,
};
export const TYPE_NAMES = Object.keys(TYPES);

const hasType = (operand: unknown): Predicate => {
  const tests = (Array.isArray(operand) ? operand : [operand]).map((name) => TYPES[name] as Predicate);
  return (value) => tests.some((test) => test(value));
};

const remainder = (operand: unknown): Predicate => {
  const [divisor, rest] = (operand as number[]).map(Math.trunc) as [number, number];
  return (value) => typeof value === "number" && Math.trunc(value) % divisor === rest;
};

/** A filter's operators: these and no others. */
export const operators = {
  $and,
  $or,
  $nor,
  $not,
  $all: all,
  $elemMatch: whole(elementMatches),
  $mod: leaf(remainder),
  $size: whole((operand) => (value) => Array.isArray(value) && value.length === operand),
  $type: leaf(hasType),
  $regex: leaf((operand) => matchesPattern(operand as RegExp)),
  $eq: leaf(equals),
  $ne: leaf(equals, true),
  $in: leaf(oneOf),
  $nin: leaf(oneOf, true),
  $gt: compares((order) => order > 0),
  $gte: compares((order) => order >= 0),
  $lt: compares((order) => order < 0),
  $lte: compares((order) => order <= 0),
  $exists: exists,
};

export const matcherContext = Context.init({ query: operators as never });

/** Compiles a filter that `checkFilter` has passed. */
export function matcher(filter: Document): (document: Document) => boolean {
  const query = new Query(filter, { context: matcherContext, scriptEnabled: false });
  return (document) => query.test(document);
}

const compiled = new WeakMap<Document, (document: Document) => boolean>();

/** For filters that are used again and again, such as those of partial indexes. */
export function matches(filter: Document, document: Document): boolean {
  let test = compiled.get(filter);
  if (!test) {
    checkFilter(filter);
    test = matcher(filter);
    compiled.set(filter, test);
  }
  return test(document);
}
