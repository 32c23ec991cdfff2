/**
 * Documents as JSON text and back, without losing a type: what JSON lacks becomes an object with one marked key
 * (`{"$date":ms}`), and a key of a document that begins with `$` gets one more, so that no document can forge a mark.
 */
import { unsupported } from "./errors.ts";
import { bytesOf, type Document, isDate, isObjectId, isPattern, KIND, kindOf, StoredObjectId } from "./values.ts";

let makeObjectId: (hex: string) => unknown = (hex) => new StoredObjectId(hex);
let makeBinary: (bytes: Uint8Array) => unknown = (bytes) => bytes;

/** The main thread decodes into mongoose's classes; workers, which do not load mongoose, into their own. */
export function decodeInto(makers: { objectId: typeof makeObjectId; binary: typeof makeBinary }): void {
  makeObjectId = makers.objectId;
  makeBinary = makers.binary;
}

export const objectIdFrom = (hex: string): unknown => makeObjectId(hex);

/** A document, filter or update as text; mongoose's documents, arrays and maps are taken apart. */
export const encode = (value: unknown): string => JSON.stringify(pack(value));

/** A copy made of nothing but plain objects, arrays and scalars, as it would come back from the database. */
export function plain<T>(value: T): T {
  return plainValue(value) as T;
}

function plainValue(value: unknown): unknown {
  if (value === undefined || typeof value === "function" || typeof value === "symbol") return null;
  if (value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) {
    const out = new Array(value.length);
    for (let at = 0; at < value.length; at++) out[at] = plainValue(value[at]);
    return out;
  }
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) {
    // A scalar of this kind, or mongoose's document, map or number in a wrapper.
    if (isObjectId(value) || isDate(value) || isPattern(value)) return value;
    return unpack(pack(value));
  }
  const out: Document = {};
  for (const key of Object.keys(value)) {
    if (key === "__proto__") throw unsupported("a field named __proto__");
    const inner = (value as Document)[key];
    if (typeof inner !== "function") out[key] = plainValue(inner);
  }
  return out;
}

function pack(value: unknown): unknown {
  switch (typeof value) {
    case "string":
      return value.toWellFormed();
    case "boolean":
      return value;
    case "number":
      if (Object.is(value, -0)) return { $num: "-0" };
      return Number.isFinite(value) ? value : { $num: String(value) };
    case "undefined":
    case "function":
    case "symbol":
      return null;
    case "bigint":
      throw unsupported("64-bit integers (bigint)");
  }
  if (value === null) return null;
  if (Array.isArray(value)) return packArray(value);
  const prototype = Object.getPrototypeOf(value);
  if (prototype === Object.prototype || prototype === null) return packDocument(value as Document);
  return packSpecial(value as Special);
}

interface Special {
  _bsontype?: string;
  toBSON?: () => unknown;
  toHexString?: () => string;
  value?: () => unknown;
  valueOf(): unknown;
}

function packSpecial(value: Special): unknown {
  if (isDate(value)) {
    if (Number.isNaN(value.getTime())) throw unsupported("an invalid date");
    return { $date: value.getTime() };
  }
  if (isObjectId(value)) return { $oid: value.toHexString() };
  if (isPattern(value)) return { $re: [value.source, value.flags] };
  if (value._bsontype === "Int32" || value._bsontype === "Double") return pack(value.valueOf());
  if (kindOf(value) === KIND.binary) return { $bin: Buffer.from(bytesOf(value)).toString("base64") };
  if (value._bsontype !== undefined) throw unsupported(`values of type ${value._bsontype}`);
  if (typeof value.toBSON === "function") return pack(value.toBSON());
  if (Object.prototype.toString.call(value) === "[object Map]")
    return packDocument(Object.fromEntries(value as unknown as Map<string, unknown>));
  return packDocument(value as unknown as Document);
}

// By index, since mongoose's arrays are proxies with a toBSON of their own; holes become null.
function packArray(values: unknown[]): unknown[] {
  const out = new Array(values.length);
  for (let at = 0; at < values.length; at++) out[at] = pack(values[at]);
  return out;
}

function packDocument(value: Document): Document {
  const out: Document = {};
  for (const key of Object.keys(value)) {
    const inner = value[key];
    if (typeof inner === "function") continue;
    if (key === "__proto__") throw unsupported("a field named __proto__");
    out[key.charCodeAt(0) === 36 ? `$${key}` : key] = pack(inner);
  }
  return out;
}

export const decode = (text: string): Document => unpack(JSON.parse(text)) as Document;

/** For any encoded value, not a document alone. */
export const decodeValue = (text: string): unknown => unpack(JSON.parse(text));

function unpack(value: unknown): unknown {
  if (value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) {
    for (let at = 0; at < value.length; at++) {
      const inner = value[at];
      if (inner !== null && typeof inner === "object") value[at] = unpack(inner);
    }
    return value;
  }
  const document = value as Document;
  for (const key in document) {
    if (key.charCodeAt(0) === 36) return unpackMarked(document, key);
    const inner = document[key];
    if (inner !== null && typeof inner === "object") document[key] = unpack(inner);
  }
  return document;
}

function unpackMarked(value: Document, key: string): unknown {
  switch (key) {
    case "$date":
      return new Date(value["$date"] as number);
    case "$oid":
      return makeObjectId(value["$oid"] as string);
    case "$bin":
      return makeBinary(Buffer.from(value["$bin"] as string, "base64"));
    case "$num":
      return Number(value["$num"]);
    case "$re":
      return new RegExp(...(value["$re"] as [string, string]));
  }
  const out: Document = {};
  // What stands before the key is unpacked already.
  let packed = false;
  for (const [name, inner] of Object.entries(value)) {
    packed ||= name === key;
    out[name.startsWith("$$") ? name.slice(1) : name] = packed ? unpack(inner) : inner;
  }
  return out;
}
