/**
 * Index keys. Every value becomes a number, text or bytes that SQLite orders as MongoDB orders the value, so that a
 * comparison of keys *is* the comparison of values: nothing has to be known of the types found in a field.
 * An array gives one key an element ("multikey"), in compound indexes too.
 */
import { objectIdFrom } from "./codec.ts";
import { compositeKey } from "./composite-keys.ts";
import { badValue, unsupported } from "./errors.ts";
import { compareText, type Document, isDocument, KIND, kindOf } from "./values.ts";

export type Key = number | string | Uint8Array;

/** An empty array stands below null, null and missing below every number; no number may take their places. */
export const EMPTY_KEY = Number.NEGATIVE_INFINITY;
export const NULL_KEY = -Number.MAX_VALUE;

const WORD = 2 ** 32;
const HALF_WORD = 2 ** 31;

/** The least key of each kind that is kept as bytes; numbers are below all text, text below all bytes. */
export const floorOf = (kind: number): Uint8Array => Uint8Array.of(kind);

export function keyOf(value: unknown): Key {
  const kind = kindOf(value);
  switch (kind) {
    case KIND.missing:
    case KIND.null:
      return NULL_KEY;
    case KIND.number:
      if (!((value as number) > NULL_KEY)) throw unsupported(`${value} in an indexed field`);
      return value as number;
    case KIND.string:
      return (value as string).toWellFormed();
    case KIND.boolean:
      return Uint8Array.of(kind, value ? 1 : 0);
    case KIND.date:
      return dateKey((value as Date).getTime());
    case KIND.objectId:
      return bytesKey(kind, Buffer.from(String(value), "hex"));
    default:
      return bytesKey(kind, compositeKey(value));
  }
}

function bytesKey(kind: number, bytes: Uint8Array): Uint8Array {
  const key = new Uint8Array(bytes.length + 1);
  key[0] = kind;
  key.set(bytes, 1);
  return key;
}

function dateKey(time: number): Uint8Array {
  const key = new Uint8Array(9);
  const view = new DataView(key.buffer);
  // In two words, since a sum of both would be too large for an exact number.
  const high = Math.floor(time / WORD);
  key[0] = KIND.date;
  view.setUint32(1, high + HALF_WORD);
  view.setUint32(5, time - high * WORD);
  return key;
}

/** The value of a key, for queries that an index answers alone; `undefined` where only the document can tell. */
export function valueOfKey(key: Key): unknown {
  if (typeof key === "string") return key;
  if (typeof key === "number") return key === NULL_KEY ? null : key === EMPTY_KEY ? undefined : key;
  switch (key[0]) {
    case KIND.boolean:
      return key[1] === 1;
    case KIND.date: {
      const view = new DataView(key.buffer, key.byteOffset, key.byteLength);
      return new Date((view.getUint32(1) - HALF_WORD) * WORD + view.getUint32(5));
    }
    case KIND.objectId:
      return objectIdFrom(Buffer.from(key.subarray(1)).toString("hex"));
    default:
      return undefined;
  }
}

/** As SQLite orders them: numbers, then text, then bytes. */
export function compareKeys(a: Key, b: Key): number {
  if (typeof a === "number" && typeof b === "number") return Math.sign(a - b) || 0;
  if (typeof a === "string" && typeof b === "string") return Math.sign(compareText(a, b));
  if (typeof a === "object" && typeof b === "object") return Buffer.compare(a, b);
  return Math.sign(STORED.indexOf(typeof a) - STORED.indexOf(typeof b));
}
const STORED = ["number", "string", "object"];

export const sameKey = (a: Key, b: Key): boolean => compareKeys(a, b) === 0;

/** The entries of one document in one index, each a key a path, and which of the paths led through an array. */
export interface Entries {
  entries: Key[][];
  /** Bit n is set when path n led through an array. */
  multikey: number;
}

interface Step {
  value: unknown;
  rest: readonly string[];
  /** The value is final: an array met here is an element, kept whole. */
  done: boolean;
}

export function entriesOf(document: Document, paths: readonly (readonly string[])[]): Entries {
  const found: Entries = { entries: [], multikey: 0 };
  collect(
    paths.map((rest) => ({ value: document, rest, done: false })),
    found,
  );
  if (found.entries.length > 1) found.entries = distinct(found.entries);
  return found;
}

function collect(steps: Step[], found: Entries): void {
  let array: unknown[] | undefined;
  for (const step of steps) {
    if (step.done) continue;
    descend(step);
    if (!Array.isArray(step.value)) step.done = true;
    else if (array === undefined) array = step.value;
    else if (array !== step.value) throw badValue("cannot index parallel arrays", 171, "CannotIndexParallelArrays");
  }
  if (array === undefined) {
    found.entries.push(steps.map((step) => (step.value === EMPTY ? EMPTY_KEY : keyOf(step.value))));
    return;
  }
  const elements = array.length === 0 ? [EMPTY] : array;
  steps.forEach((step, at) => {
    if (!step.done) found.multikey |= 1 << at;
  });
  for (const element of elements)
    collect(
      steps.map((step) => (step.done ? step : into(step, element))),
      found,
    );
}

const EMPTY = Symbol("an empty array");

function into(step: Step, element: unknown): Step {
  if (step.rest.length === 0) return { value: element, rest: [], done: true };
  if (element === EMPTY) return { value: undefined, rest: [], done: true };
  return isDocument(element)
    ? { value: element, rest: step.rest, done: false }
    : { value: undefined, rest: [], done: true };
}

function descend(step: Step): void {
  let { value, rest } = step;
  while (rest.length > 0 && isDocument(value)) {
    const name = rest[0] as string;
    value = Object.hasOwn(value, name) ? value[name] : undefined;
    rest = rest.slice(1);
  }
  step.value = rest.length > 0 && !Array.isArray(value) ? undefined : value;
  step.rest = rest;
}

function distinct(entries: Key[][]): Key[][] {
  const seen = new Map<string, Key[]>();
  for (const entry of entries) {
    const mark = entry
      .map((key) => (typeof key === "object" ? Buffer.from(key).toString("hex") : JSON.stringify(key)))
      .join();
    if (!seen.has(mark)) seen.set(mark, entry);
  }
  return [...seen.values()];
}
