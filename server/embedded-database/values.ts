/** The kinds of value a document holds, and how MongoDB tells them apart and orders them. */

export type Document = Record<string, unknown>;

/** An ObjectId as the workers know it; the main thread's is mongoose's own, recognised by the same mark. */
export class StoredObjectId {
  readonly _bsontype = "ObjectId";
  readonly hex: string;
  constructor(hex: string) {
    this.hex = hex;
  }
  toHexString(): string {
    return this.hex;
  }
  toString(): string {
    return this.hex;
  }
  toJSON(): string {
    return this.hex;
  }
}

/** What is no document, array or scalar of JSON carries this mark. */
interface Marked {
  _bsontype: string;
  toHexString(): string;
}

/** MongoDB's order of types (missing and null lowest); values of different kinds never compare as greater or smaller. */
export const KIND = {
  missing: 0,
  null: 1,
  number: 2,
  string: 3,
  object: 4,
  array: 5,
  binary: 6,
  objectId: 7,
  boolean: 8,
  date: 9,
  pattern: 10,
} as const;

export const isBytes = (value: unknown): value is Uint8Array => ArrayBuffer.isView(value);
/** The driver's own wrapper of bytes, which the main thread has them in. */
const isWrapped = (value: unknown): value is { value(): Uint8Array } =>
  typeof value === "object" && value !== null && (value as Partial<Marked>)._bsontype === "Binary";
export const bytesOf = (value: unknown): Uint8Array => (isWrapped(value) ? value.value() : (value as Uint8Array));
export const isObjectId = (value: unknown): value is Marked =>
  typeof value === "object" && value !== null && (value as Partial<Marked>)._bsontype === "ObjectId";
// By what they are called, not by `instanceof`: values also come from other realms (a test runner's, for one).
export const isDate = (value: unknown): value is Date => Object.prototype.toString.call(value) === "[object Date]";
export const isPattern = (value: unknown): value is RegExp =>
  Object.prototype.toString.call(value) === "[object RegExp]";

export function kindOf(value: unknown): number {
  switch (typeof value) {
    case "undefined":
      return KIND.missing;
    case "number":
      return KIND.number;
    case "string":
      return KIND.string;
    case "boolean":
      return KIND.boolean;
  }
  if (value === null) return KIND.null;
  if (Array.isArray(value)) return KIND.array;
  if (value instanceof Date || isDate(value)) return KIND.date;
  if (isObjectId(value)) return KIND.objectId;
  if (isBytes(value) || isWrapped(value)) return KIND.binary;
  if (isPattern(value)) return KIND.pattern;
  return KIND.object;
}

export const isDocument = (value: unknown): value is Document => kindOf(value) === KIND.object;

/** True for `{ $gt: 1 }` and its like: an object whose first key is an operator. */
export function isOperators(value: unknown): value is Document {
  if (!isDocument(value)) return false;
  for (const key in value) return key.startsWith("$");
  return false;
}

/** Strings by code point, as their UTF-8 bytes compare in MongoDB and SQLite (UTF-16 units differ above U+D7FF). */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    const x = a.charCodeAt(at);
    const y = b.charCodeAt(at);
    if (x === y) continue;
    const xSurrogate = x >= 0xd800 && x <= 0xdfff;
    const ySurrogate = y >= 0xd800 && y <= 0xdfff;
    if (xSurrogate !== ySurrogate && x >= 0xd800 && y >= 0xd800) return xSurrogate ? 1 : -1;
    return x - y;
  }
  return a.length - b.length;
}

/** -1, 0 or 1 in MongoDB's order of all values; null and missing are equal. */
export function compareValues(a: unknown, b: unknown): number {
  const kindA = Math.max(kindOf(a), KIND.null);
  const kindB = Math.max(kindOf(b), KIND.null);
  if (kindA !== kindB) return Math.sign(kindA - kindB);
  return Math.sign(compareSameKind(kindA, a, b));
}

function compareSameKind(kind: number, a: unknown, b: unknown): number {
  switch (kind) {
    case KIND.null:
      return 0;
    case KIND.number:
      return compareNumbers(a as number, b as number);
    case KIND.string:
      return compareText(a as string, b as string);
    case KIND.boolean:
      return Number(a) - Number(b);
    case KIND.date:
      return Number(a) - Number(b);
    case KIND.array:
      return compareArrays(a as unknown[], b as unknown[]);
    case KIND.binary:
      return compareBytes(bytesOf(a), bytesOf(b));
    case KIND.object:
      return compareDocuments(a as Document, b as Document);
    default:
      return compareText(String(a), String(b));
  }
}

// NaN is below every other number, and equal to itself.
function compareNumbers(a: number, b: number): number {
  if (a === b) return 0;
  if (Number.isNaN(a)) return Number.isNaN(b) ? 0 : -1;
  return Number.isNaN(b) || a > b ? 1 : -1;
}

function compareArrays(a: unknown[], b: unknown[]): number {
  for (let at = 0; at < Math.min(a.length, b.length); at++) {
    const order = compareValues(a[at], b[at]);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

function compareBytes(a: Uint8Array, b: Uint8Array): number {
  return a.length === b.length ? Buffer.compare(a, b) : a.length - b.length;
}

/** Key by key, in the order the keys stand in: `{ a, b }` and `{ b, a }` differ, as in MongoDB. */
function compareDocuments(a: Document, b: Document): number {
  const left = Object.entries(a);
  const right = Object.entries(b);
  for (let at = 0; at < Math.min(left.length, right.length); at++) {
    const [keyA, valueA] = left[at] as [string, unknown];
    const [keyB, valueB] = right[at] as [string, unknown];
    const order =
      Math.max(kindOf(valueA), 1) - Math.max(kindOf(valueB), 1) ||
      compareText(keyA, keyB) ||
      compareValues(valueA, valueB);
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

export const sameValue = (a: unknown, b: unknown): boolean => a === b || compareValues(a, b) === 0;
