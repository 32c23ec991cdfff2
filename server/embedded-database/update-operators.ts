/** What each update operator does at one place. */
import { badValue } from "./errors.ts";
import { matcher } from "./matcher.ts";
import { checkFilter } from "./refusals.ts";
import { type Place, read, write } from "./update-places.ts";
import { compareValues, type Document, isDocument, isOperators, isPattern, sameValue } from "./values.ts";

type Operator = (place: Place, operand: unknown, path: string) => void;

/** So that no two documents share what one of them may change. */
export const copy = <T>(value: T): T => {
  if (Array.isArray(value)) return value.map(copy) as T;
  if (!isDocument(value)) return value;
  const out: Document = {};
  for (const key of Object.keys(value)) out[key] = copy(value[key]);
  return out as T;
};

const number = (operator: string, operand: unknown): number => {
  if (typeof operand === "number") return operand;
  throw badValue(
    `Cannot ${operator === "$inc" ? "increment" : "multiply"} with non-numeric argument: ${JSON.stringify(operand)}`,
    14,
    "TypeMismatch",
  );
};
const arithmetic =
  (operator: "$inc" | "$mul"): Operator =>
  (place, operand, path) => {
    const by = number(operator, operand);
    const value = read(place);
    if (value !== undefined && typeof value !== "number")
      throw badValue(`Cannot apply ${operator} to a value of non-numeric type: field ${path}`, 14, "TypeMismatch");
    if (operator === "$inc") write(place, (value ?? 0) + by);
    else write(place, (value ?? 0) * by);
  };

/** The array at a place, a copy of it; refuses anything else that stands there. */
function arrayAt(place: Place, operator: string, path: string): unknown[] | undefined {
  const value = read(place);
  if (value === undefined) return undefined;
  if (!Array.isArray(value))
    throw badValue(
      `The field '${path}' must be an array but ${operator} found another value`,
      operator === "$pop" ? 14 : 2,
    );
  return [...value];
}

const PUSH_MODIFIERS = new Set(["$each", "$slice", "$position", "$sort"]);

const push: Operator = (place, operand, path) => {
  const array = arrayAt(place, "$push", path) ?? [];
  if (!isOperators(operand)) {
    write(place, [...array, copy(operand)]);
    return;
  }
  for (const key of Object.keys(operand))
    if (!PUSH_MODIFIERS.has(key)) throw badValue(`Unrecognized clause in $push: ${key}`);
  const { $each: each, $slice: slice, $position: position, $sort: sort } = operand;
  if (!Array.isArray(each)) throw badValue("The argument to $each in $push must be an array");
  for (const [name, value] of [
    ["$slice", slice],
    ["$position", position],
  ] as const)
    if (value !== undefined && !Number.isInteger(value)) throw badValue(`The value for ${name} must be an integer`);
  array.splice((position as number | undefined) ?? array.length, 0, ...each.map(copy));
  if (sort !== undefined) array.sort(elementOrder(sort));
  const kept =
    slice === undefined
      ? array
      : (slice as number) < 0
        ? array.slice(slice as number)
        : array.slice(0, slice as number);
  write(place, kept);
};

function elementOrder(sort: unknown): (a: unknown, b: unknown) => number {
  if (sort === 1 || sort === -1) return (a, b) => sort * compareValues(a, b);
  if (!isDocument(sort)) throw badValue("The $sort is invalid: use 1/-1 to sort the whole element, or {field:1/-1}");
  const keys = Object.entries(sort).map(([path, way]) => {
    if (way !== 1 && way !== -1) throw badValue("The $sort element value must be either 1 or -1");
    return { path: path.split("."), way };
  });
  const at = (value: unknown, path: string[]) =>
    path.reduce<unknown>((inner, name) => (isDocument(inner) ? inner[name] : undefined), value);
  return (a, b) => {
    for (const { path, way } of keys) {
      const order = compareValues(at(a, path), at(b, path));
      if (order !== 0) return order * way;
    }
    return 0;
  };
}

const addToSet: Operator = (place, operand, path) => {
  const array = arrayAt(place, "$addToSet", path) ?? [];
  let values = [operand];
  if (isOperators(operand)) {
    const extra = Object.keys(operand).find((key) => key !== "$each");
    if (extra) throw badValue(`Found unexpected fields after $each in $addToSet: ${extra}`);
    if (!Array.isArray(operand["$each"])) throw badValue("The argument to $each in $addToSet must be an array");
    values = operand["$each"];
  }
  for (const value of values) if (!array.some((each) => sameValue(each, value))) array.push(copy(value));
  write(place, array);
};

const pull: Operator = (place, operand, path) => {
  const array = arrayAt(place, "$pull", path);
  if (array)
    write(
      place,
      array.filter((each) => !pullTest(operand)(each)),
    );
};

function pullTest(operand: unknown): (element: unknown) => boolean {
  if (isOperators(operand) || isPattern(operand)) {
    const filter = { element: operand };
    checkFilter(filter);
    const test = matcher(filter);
    return (element) => test({ element });
  }
  if (!isDocument(operand)) return (element) => sameValue(element, operand);
  checkFilter(operand);
  const test = matcher(operand);
  return (element) => isDocument(element) && test(element);
}

const pullAll: Operator = (place, operand, path) => {
  if (!Array.isArray(operand)) throw badValue("$pullAll requires an array argument");
  const array = arrayAt(place, "$pullAll", path);
  if (array)
    write(
      place,
      array.filter((each) => !operand.some((value) => sameValue(each, value))),
    );
};

const pop: Operator = (place, operand, path) => {
  if (operand !== 1 && operand !== -1) throw badValue("$pop expects 1 or -1", 9, "FailedToParse");
  const array = arrayAt(place, "$pop", path);
  if (array) write(place, operand === 1 ? array.slice(0, -1) : array.slice(1));
};

const extreme =
  (sign: 1 | -1): Operator =>
  (place, operand) => {
    const value = read(place);
    if (value === undefined || compareValues(operand, value) * sign > 0) write(place, copy(operand));
  };

export const unset: Operator = (place) => {
  if (read(place) === undefined) return;
  if (Array.isArray(place.holder)) place.holder[Number(place.name)] = null;
  else delete place.holder[place.name];
};

const set: Operator = (place, operand) => write(place, copy(operand));

export const OPERATORS: Record<string, Operator> = {
  $set: set,
  $setOnInsert: set,
  $unset: unset,
  $inc: arithmetic("$inc"),
  $mul: arithmetic("$mul"),
  $min: extreme(-1),
  $max: extreme(1),
  $push: push,
  $addToSet: addToSet,
  $pull: pull,
  $pullAll: pullAll,
  $pop: pop,
};
/** These make no path that is not there. */
export const REMOVERS = new Set(["$unset", "$pull", "$pullAll", "$pop"]);
