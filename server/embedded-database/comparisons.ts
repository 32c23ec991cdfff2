/** What a filter's operators ask of a single value, as MongoDB does. */
import { compareValues, isDocument, isPattern, KIND, kindOf, sameValue } from "./values.ts";

export type Predicate = (value: unknown) => boolean;

export const equals = (operand: unknown): Predicate => {
  if (operand === null || operand === undefined) return (value) => value === null || value === undefined;
  if (typeof operand === "string" || typeof operand === "boolean") return (value) => value === operand;
  const kind = kindOf(operand);
  return (value) => kindOf(value) === kind && sameValue(value, operand);
};

export const oneOf = (operand: unknown): Predicate => {
  const list = operand as unknown[];
  const scalars = new Set<unknown>(list.filter((each) => typeof each === "string" || typeof each === "boolean"));
  const others = list
    .filter((each) => !scalars.has(each))
    .map((each) => (isPattern(each) ? matchesPattern(each) : equals(each)));
  return (value) => scalars.has(value) || others.some((test) => test(value));
};

export const matchesPattern = (operand: unknown): Predicate => {
  const pattern = operand as RegExp;
  // Without the flags that make a pattern remember where it was.
  const fresh = new RegExp(pattern.source, pattern.flags.replace(/[gy]/g, ""));
  return (value) => typeof value === "string" && fresh.test(value);
};

/** `$gt` and its like: nothing is above or below a value of another kind. */
export const ordered =
  (accept: (order: number) => boolean) =>
  (operand: unknown): Predicate => {
    const kind = Math.max(kindOf(operand), KIND.null);
    return (value) =>
      Math.max(kindOf(value), KIND.null) === kind &&
      Number.isNaN(value) === Number.isNaN(operand) &&
      accept(compareValues(value, operand));
  };

export const isThere: Predicate = (value) => value !== undefined;

export const hasLength =
  (operand: unknown): Predicate =>
  (value) =>
    Array.isArray(value) && value.length === operand;

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
/** The types that `$type` knows by name. */
export const TYPE_NAMES: ReadonlySet<unknown> = new Set(Object.keys(TYPES));

export const hasType = (operand: unknown): Predicate => {
  const tests = (Array.isArray(operand) ? operand : [operand]).map((name) => TYPES[name] as Predicate);
  return (value) => tests.some((test) => test(value));
};

export const hasRemainder = (operand: unknown): Predicate => {
  const [divisor, rest] = (operand as number[]).map(Math.trunc) as [number, number];
  return (value) => typeof value === "number" && Math.trunc(value) % divisor === rest;
};
