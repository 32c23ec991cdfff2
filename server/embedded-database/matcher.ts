/**
 * Whether a document matches a filter. mingo takes the filter apart and decides; how a path is walked and values are
 * compared is ours, where mingo differs from MongoDB (arrays inside arrays, null inside arrays, text by UTF-16 unit).
 */
import { Context } from "mingo/core";
import { $and, $nor, $not, $or } from "mingo/operators/query/logical";
import { Query } from "mingo/query";
import {
  equals,
  hasLength,
  hasRemainder,
  hasType,
  isThere,
  matchesPattern,
  oneOf,
  ordered,
  type Predicate,
} from "./comparisons.ts";
import { checkFilter } from "./refusals.ts";
import { type Document, isDocument, isOperators, isPattern } from "./values.ts";

/** Whether some value that a path leads to satisfies a test. */
type Walk = (document: unknown, path: readonly string[], test: Predicate) => boolean;

/** Through arrays on the way, and into the elements of one at the end. */
const someAt: Walk = (document, path, test) => walk(document, path, 0, test);

function walk(value: unknown, path: readonly string[], at: number, test: Predicate): boolean {
  if (at === path.length) return test(value) || (Array.isArray(value) && value.some(test));
  const name = path[at] as string;
  if (Array.isArray(value)) {
    if (/^\d+$/.test(name) && Number(name) < value.length && walk(value[Number(name)], path, at + 1, test)) return true;
    return value.some((element) => isDocument(element) && walk(element, path, at, test));
  }
  if (!isDocument(value) || !Object.hasOwn(value, name)) return test(undefined);
  return walk(value[name], path, at + 1, test);
}

/** Through arrays on the way; an array at the end is tested as it is. */
const wholeAt: Walk = (document, path, test) => {
  const name = path.at(-1) as string;
  return someAt(document, path.slice(0, -1), (value) =>
    Array.isArray(value) && /^\d+$/.test(name)
      ? test(value[Number(name)])
      : isDocument(value) && Object.hasOwn(value, name) && test(value[name]),
  );
};

/** An element of an array, given as `{ element }`, is tested as it is: what stands inside it does not count. */
const elementItself: Walk = (document, path, test) => test((document as Document)[path[0] as string]);

/** A filter's operators: these and no others. */
function operatorsBy(some: Walk, whole: Walk) {
  const operator =
    (reach: Walk, make: (operand: unknown) => Predicate, wanted = true) =>
    (selector: string, operand: unknown) => {
      const path = selector.split(".");
      const test = make(operand);
      return (document: unknown) => reach(document, path, test) === wanted;
    };
  const exists = (selector: string, operand: unknown) =>
    operator(some, () => isThere, Boolean(operand))(selector, operand);
  const all = (selector: string, operand: unknown) => {
    const tests = (operand as unknown[]).map((each) => {
      if (isDocument(each) && "$elemMatch" in each) return operator(whole, someElement)(selector, each["$elemMatch"]);
      return operator(some, isPattern(each) ? matchesPattern : equals)(selector, each);
    });
    return (document: unknown) => tests.length > 0 && tests.every((test) => test(document));
  };
  return {
    $and,
    $or,
    $nor,
    $not,
    $all: all,
    $exists: exists,
    $elemMatch: operator(whole, someElement),
    $size: operator(whole, hasLength),
    $mod: operator(some, hasRemainder),
    $type: operator(some, hasType),
    $regex: operator(some, matchesPattern),
    $eq: operator(some, equals),
    $ne: operator(some, equals, false),
    $in: operator(some, oneOf),
    $nin: operator(some, oneOf, false),
    $gt: operator(
      some,
      ordered((order) => order > 0),
    ),
    $gte: operator(
      some,
      ordered((order) => order >= 0),
    ),
    $lt: operator(
      some,
      ordered((order) => order < 0),
    ),
    $lte: operator(
      some,
      ordered((order) => order <= 0),
    ),
  };
}

function someElement(operand: unknown): Predicate {
  const criteria = operand as Document;
  if (isOperators(criteria) && !["$and", "$or", "$nor"].includes(Object.keys(criteria)[0] as string)) {
    const test = compile({ element: criteria }, elementContext);
    return (value) => Array.isArray(value) && value.some((element) => test({ element }));
  }
  const test = matcher(criteria);
  return (value) => Array.isArray(value) && value.some((element) => isDocument(element) && test(element));
}

export const operators = operatorsBy(someAt, wholeAt);
const fieldContext = Context.init({ query: operators as never });
const elementContext = Context.init({ query: operatorsBy(elementItself, elementItself) as never });

function compile(filter: Document, context: Context): (document: Document) => boolean {
  const query = new Query(filter, { context, scriptEnabled: false });
  return (document) => query.test(document);
}

/** Compiles a filter that `checkFilter` has passed. */
export const matcher = (filter: Document): ((document: Document) => boolean) => compile(filter, fieldContext);

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
