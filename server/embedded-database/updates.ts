/**
 * What an update makes of a document: operators, or a whole replacement. Ours and not mingo's, which passes over in
 * silence what MongoDB refuses (`$inc` of a text, `$push` onto a number).
 */
import { badValue, unsupported } from "./errors.ts";
import { matcher } from "./matcher.ts";
import { checkFilter } from "./refusals.ts";
import { compareValues, type Document, isDocument, isOperators, isPattern, kindOf, sameValue } from "./values.ts";

/** Where an update writes: a document or array, and the name or position in it. */
interface Place {
  holder: Document | unknown[];
  name: string;
}

interface Context {
  filter: Document;
  /** The document as it was, which `$` looks into. */
  before: Document;
  arrayFilters: Map<string, (element: Document) => boolean>;
}

type Operator = (place: Place, operand: unknown, path: string) => void;

const read = ({ holder, name }: Place): unknown =>
  Object.hasOwn(holder, name) ? (holder as Document)[name] : undefined;
const write = ({ holder, name }: Place, value: unknown): void => {
  if (Array.isArray(holder)) {
    const at = Number(name);
    if (at > holder.length + 1_500_000) throw badValue(`Can't backfill more than 1500000 elements`);
    while (holder.length < at) holder.push(null);
    holder[at] = value;
  } else holder[name] = value;
};
const copy = <T>(value: T): T => {
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

const unset: Operator = (place) => {
  if (read(place) === undefined) return;
  if (Array.isArray(place.holder)) place.holder[Number(place.name)] = null;
  else delete place.holder[place.name];
};

const set: Operator = (place, operand) => write(place, copy(operand));

const OPERATORS: Record<string, Operator> = {
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
const REMOVERS = new Set(["$unset", "$pull", "$pullAll", "$pop"]);

/** Refuses an update that this engine, or MongoDB, would not do. */
export function checkUpdate(update: unknown, replacement: boolean): asserts update is Document {
  if (Array.isArray(update)) throw unsupported("updates by an aggregation pipeline");
  if (!isDocument(update)) throw badValue("an update must be an object");
  const names = Object.keys(update);
  if (replacement) {
    const marked = names.find((name) => name.startsWith("$"));
    if (marked)
      throw badValue(`the replacement document must not contain atomic operators (${marked})`, 9, "FailedToParse");
    return;
  }
  const paths: string[] = [];
  for (const name of names) {
    if (!name.startsWith("$"))
      throw badValue(`the update operation document must contain atomic operators, not ${name}`, 9, "FailedToParse");
    if (name === "$currentDate") throw unsupported("$currentDate, which reads a clock of its own");
    if (name !== "$rename" && !OPERATORS[name]) throw unsupported(`the update operator ${name}`);
    const fields = update[name];
    if (!isDocument(fields))
      throw badValue(`Modifiers operate on fields but we found another type for ${name}`, 9, "FailedToParse");
    for (const [path, value] of Object.entries(fields)) {
      checkPath(path);
      paths.push(path);
      if (name !== "$rename") continue;
      if (typeof value !== "string") throw badValue(`The 'to' field for $rename must be a string`);
      checkPath(value);
      paths.push(value);
    }
  }
  paths.sort();
  for (let at = 1; at < paths.length; at++) {
    const [a, b] = [paths[at - 1] as string, paths[at] as string];
    if (a === b || b.startsWith(`${a}.`))
      throw badValue(`Updating the path '${b}' would create a conflict at '${a}'`, 40, "ConflictingUpdateOperators");
  }
}

function checkPath(path: string): void {
  if (path === "" || path.split(".").some((name) => name === ""))
    throw badValue(`The update path '${path}' contains an empty field name`, 56, "EmptyFieldName");
  if (/(^|\.)(__proto__|constructor\.prototype)(\.|$)/.test(path))
    throw badValue(`The update path '${path}' is not allowed`);
}

/** A new document: `before` with the update applied. `before` itself stays as it was. */
export function updated(
  before: Document,
  update: Document,
  how: { filter: Document; arrayFilters?: Document[] | undefined; inserting?: boolean },
): Document {
  const after = copy(before);
  const context = { filter: how.filter, before, arrayFilters: readArrayFilters(how.arrayFilters ?? [], update) };
  for (const [name, fields] of Object.entries(update)) {
    if (name === "$setOnInsert" && !how.inserting) continue;
    for (const [path, operand] of Object.entries(fields as Document)) {
      if (name === "$rename") rename(after, path, operand as string);
      else
        for (const place of places(after, path.split("."), !REMOVERS.has(name), context, path))
          (OPERATORS[name] as Operator)(place, operand, path);
    }
  }
  return after;
}

function rename(document: Document, from: string, to: string): void {
  const none = { filter: {}, before: document, arrayFilters: new Map() };
  const [source] = places(document, from.split("."), false, none, from, true);
  if (!source || read(source) === undefined) return;
  const value = read(source);
  unset(source, undefined, from);
  const [target] = places(document, to.split("."), true, none, to, true);
  if (target) write(target, value);
}

function readArrayFilters(filters: Document[], update: Document): Context["arrayFilters"] {
  const read: Context["arrayFilters"] = new Map();
  for (const filter of filters) {
    checkFilter(filter);
    const names = new Set(pathsOf(filter).map((path) => path.split(".")[0] as string));
    const [name] = names;
    if (name === undefined || names.size > 1)
      throw badValue("Error parsing array filter: it must name one identifier", 9, "FailedToParse");
    if (read.has(name))
      throw badValue(`Found multiple array filters with the same top-level field name ${name}`, 9, "FailedToParse");
    if (!JSON.stringify(Object.values(update).map((fields) => Object.keys(fields as Document))).includes(`$[${name}]`))
      throw badValue(`The array filter for identifier '${name}' was not used in the update`, 9, "FailedToParse");
    read.set(name, matcher(filter));
  }
  return read;
}

function pathsOf(filter: Document): string[] {
  return Object.entries(filter).flatMap(([key, value]) =>
    key.startsWith("$") ? (value as Document[]).flatMap(pathsOf) : [key],
  );
}

/** Every place that a path names, holders being made on the way where `make` says so. */
function places(
  root: Document,
  path: string[],
  make: boolean,
  context: Context,
  full: string,
  plainOnly = false,
): Place[] {
  let found: { holder: unknown; above: string[] }[] = [{ holder: root, above: [] }];
  const out: Place[] = [];
  path.forEach((segment, at) => {
    const last = at === path.length - 1;
    const next: typeof found = [];
    for (const { holder, above } of found)
      for (const name of namesAt(holder, segment, above, context, full, plainOnly)) {
        if (!holdsName(holder, name)) {
          if (!make) continue;
          throw badValue(
            `Cannot create field '${name}' in element {${above.at(-1) ?? ""}: ${JSON.stringify(holder)}}`,
            28,
            "PathNotViable",
          );
        }
        if (last) out.push({ holder: holder as Document, name });
        else {
          const place = { holder: holder as Document, name };
          if (read(place) === undefined) {
            if (!make) continue;
            write(place, {});
          }
          next.push({ holder: read(place), above: [...above, name] });
        }
      }
    found = next;
  });
  return out;
}

const holdsName = (holder: unknown, name: string): boolean =>
  isDocument(holder) || (Array.isArray(holder) && /^\d+$/.test(name));

function namesAt(
  holder: unknown,
  segment: string,
  above: string[],
  context: Context,
  full: string,
  plainOnly: boolean,
): string[] {
  if (!segment.startsWith("$")) return [segment];
  if (plainOnly) throw badValue(`The source and target field for $rename must not be dynamic: ${full}`);
  if (segment === "$") return [String(matchedPosition(above.join("."), context))];
  const identifier = /^\$\[(\w*)\]$/.exec(segment)?.[1];
  if (identifier === undefined)
    throw badValue(`The dollar ($) prefixed field '${segment}' in '${full}' is not valid for storage.`, 52);
  if (!Array.isArray(holder))
    throw badValue(`The path '${above.join(".")}' must exist in the document in order to apply array updates.`);
  const test = identifier === "" ? () => true : context.arrayFilters.get(identifier);
  if (!test) throw badValue(`No array filter found for identifier '${identifier}' in path '${full}'`);
  return holder.flatMap((element, at) => (identifier === "" || test({ [identifier]: element }) ? [String(at)] : []));
}

/** The position that `$` stands for: of the first element that the filter's condition on this array matches. */
function matchedPosition(array: string, { filter, before }: Context): number {
  const elements = array.split(".").reduce<unknown>((inner, name) => (inner as Document | undefined)?.[name], before);
  const missing = badValue("The positional operator did not find the match needed from the query.");
  if (!Array.isArray(elements)) throw missing;
  const conditions = conditionsOn(filter, array);
  if (conditions.length === 0) throw missing;
  for (const condition of conditions) {
    const test = matcher(condition);
    const at = elements.findIndex((element) => test({ array: [element] }));
    if (at >= 0) return at;
  }
  throw missing;
}

function conditionsOn(filter: Document, array: string): Document[] {
  return Object.entries(filter).flatMap(([key, value]) => {
    if (key === "$and") return (value as Document[]).flatMap((each) => conditionsOn(each, array));
    if (key === array) return [{ array: value }];
    return key.startsWith(`${array}.`) ? [{ [`array${key.slice(array.length)}`]: value }] : [];
  });
}

/** The fields that an upsert begins with: what the filter says they equal. */
export function equalitiesOf(filter: Document, into: Document = {}): Document {
  for (const [key, value] of Object.entries(filter)) {
    if (key === "$and") for (const each of value as Document[]) equalitiesOf(each, into);
    if (key.startsWith("$") || isPattern(value)) continue;
    const known = isOperators(value) ? equalOperand(value) : { is: value };
    if (!known) continue;
    for (const place of places(into, key.split("."), true, { filter: {}, before: into, arrayFilters: new Map() }, key))
      write(place, copy(known.is));
  }
  return into;
}

function equalOperand(condition: Document): { is: unknown } | undefined {
  if ("$eq" in condition) return { is: condition["$eq"] };
  const list = condition["$in"] ?? condition["$all"];
  return Array.isArray(list) && list.length === 1 && !isPattern(list[0]) && !isOperators(list[0])
    ? { is: list[0] }
    : undefined;
}

export const sameDocument = (a: Document, b: Document): boolean => kindOf(a) === kindOf(b) && sameValue(a, b);
