/** Views that are sent many times: parsed and encoded once, and taken as they are in every answer that they are part of. */
import { z } from "zod";
import type { Json } from "../../../shared/operation.ts";

interface Kept {
  /** What it was parsed by. */
  schema: z.ZodType;
  /** Once it was asked for; as bytes where it is long, so that it need not be copied. */
  json: string | Buffer | undefined;
}
const kept = new WeakMap<object, Kept>();

/** Parses a view as every answer is parsed, and remembers that for as long as somebody holds it. It can no longer be changed. */
export function keepView<S extends z.ZodType>(schema: S, view: z.input<S>): z.output<S> {
  const parsed = schema.parse(view);
  freeze(parsed);
  kept.set(parsed as object, { schema, json: undefined });
  return parsed;
}

/** A list of views that were kept by this schema, as one part of an answer. It can no longer be changed. */
export function keepViews<V extends object>(schema: z.ZodType, views: V[]): V[] {
  if (views.every((view) => kept.get(view)?.schema === schema))
    kept.set(Object.freeze(views), { schema, json: undefined });
  return views;
}

/** What the schema names of an answer. Fields and elements of lists that were kept by that very schema are not parsed again. */
export function parseAnswer(schema: z.ZodType, answer: unknown): Json {
  if (isObject(answer) && kept.get(answer)?.schema === schema) return answer as Json;
  const shape = shapeOf(schema);
  if (!shape || !isObject(answer)) return schema.parse(answer) as Json;
  const keys = Object.keys(shape);
  const taken = keys.filter((key) => isKeptBy(shape[key], answer[key]));
  if (taken.length === 0) return schema.parse(answer) as Json;
  const rest = restOf(schema as z.ZodObject, taken).parse(answer) as Record<string, Json>;
  const parsed: Record<string, Json> = {};
  for (const key of keys) {
    const part = taken.includes(key) ? (answer[key] as Json) : rest[key];
    if (part !== undefined) parsed[key] = part;
  }
  return parsed;
}

const rests = new WeakMap<z.ZodType, Map<string, z.ZodType>>();

/** The schema without these fields. */
function restOf(schema: z.ZodObject, taken: readonly string[]): z.ZodType {
  const known = rests.get(schema) ?? new Map<string, z.ZodType>();
  rests.set(schema, known);
  const name = taken.join();
  const rest = known.get(name) ?? schema.omit(Object.fromEntries(taken.map((key) => [key, true])) as never);
  known.set(name, rest);
  return rest;
}

/** JSON, and in between what was kept: views, or lists of them. */
export type Parts = readonly (string | object)[];

/** An answer in parts: text is new each time, what was kept stands there as it is. */
export function partsOf(answer: Json): Parts {
  const parts: (string | object)[] = [];
  let text = "";
  const put = (part: unknown): void => {
    if (isKept(part)) {
      parts.push(text, part as object);
      text = "";
    } else if (isKeptList(part)) {
      part.forEach((one, at) => {
        text += at === 0 ? "[" : ",";
        put(one);
      });
      text += "]";
    } else text += JSON.stringify(part) ?? "null";
  };
  if (!isObject(answer) || isKept(answer)) put(answer);
  else {
    let before = "{";
    for (const key in answer) {
      if (answer[key] === undefined) continue;
      text += `${before}${JSON.stringify(key)}:`;
      put(answer[key]);
      before = ",";
    }
    text += before === "{" ? "{}" : "}";
  }
  parts.push(text);
  return parts;
}

/** Whether two answers are the same to the byte, as far as that can be told without encoding them. */
export const areSame = (one: Parts, other: Parts): boolean =>
  one.length === other.length && one.every((part, at) => part === other[at] || isSameList(part, other[at]));

const isSameList = (one: unknown, other: unknown): boolean =>
  Array.isArray(one) &&
  Array.isArray(other) &&
  one.length === other.length &&
  one.every((view, at) => view === other[at]);

/** An answer as JSON, in pieces; what is long and was encoded before is not encoded again, nor copied. */
export function encodeParts(parts: Parts): Buffer[] {
  const pieces: Buffer[] = [];
  let text = "";
  for (const part of parts) {
    const json = typeof part === "string" ? part : encodeKept(part);
    if (typeof json === "string") text += json;
    else {
      pieces.push(Buffer.from(text), json);
      text = "";
    }
  }
  pieces.push(Buffer.from(text));
  return pieces;
}

/** Characters from which on a view is long. */
const long = 4_000;

function encodeKept(part: object): string | Buffer {
  const known = kept.get(part) as Kept;
  if (known.json === undefined) {
    const json = Array.isArray(part) ? `[${part.map(textOf).join()}]` : JSON.stringify(part);
    known.json = json.length < long ? json : Buffer.from(json);
  }
  return known.json;
}

/** Of a list each view is encoded for itself: mostly one alone is new. */
function textOf(view: object): string {
  const json = encodeKept(view);
  return typeof json === "string" ? json : json.toString();
}

const isKept = (part: unknown): boolean => typeof part === "object" && part !== null && kept.has(part);
const isKeptList = (part: unknown): part is object[] => Array.isArray(part) && kept.has(part[0] as object);

/** The fields of a plain object's schema; null for whatever else decides about the whole. */
function shapeOf(schema: z.ZodType): Record<string, unknown> | null {
  if (!(schema instanceof z.ZodObject)) return null;
  const { shape, catchall, checks } = schema._zod.def;
  return catchall || checks?.length ? null : (shape as Record<string, unknown>);
}

function isKeptBy(schema: unknown, value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (!Array.isArray(value)) return kept.get(value)?.schema === schema;
  const element: unknown = schema instanceof z.ZodArray && !schema._zod.def.checks?.length && schema._zod.def.element;
  if (kept.get(value)?.schema === element) return true;
  return value.length > 0 && value.every((one) => one !== null && kept.get(one as object)?.schema === element);
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function freeze(value: unknown): void {
  if (typeof value !== "object" || value === null) return;
  for (const inner of Object.values(value)) freeze(inner);
  Object.freeze(value);
}
