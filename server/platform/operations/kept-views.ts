/** Views that are sent many times: parsed and encoded once, and taken as they are in every answer that they are part of. */
import { z } from "zod";
import type { Json } from "../../../shared/operation.ts";

interface Kept {
  /** What it was parsed by. */
  schema: z.ZodType;
  /** Once it was asked for. */
  json: Buffer | undefined;
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
  if (!shape || !isObject(answer) || !Object.keys(shape).some((key) => isKeptBy(shape[key], answer[key])))
    return schema.parse(answer) as Json;
  const parsed: Record<string, Json> = {};
  for (const [key, part] of Object.entries(shape)) {
    const value = answer[key];
    const own = isKeptBy(part, value) ? value : (part as z.ZodType).parse(value);
    if (own !== undefined || key in answer) parsed[key] = own as Json;
  }
  return parsed;
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

/** An answer as JSON; what was encoded before is not encoded again, nor copied. */
export const encodeParts = (parts: Parts): Buffer[] =>
  parts.filter((part) => part !== "").map((part) => (typeof part === "string" ? Buffer.from(part) : encodeKept(part)));

function encodeKept(part: object): Buffer {
  const known = kept.get(part) as Kept;
  known.json ??= Array.isArray(part) ? encodeList(part) : Buffer.from(JSON.stringify(part));
  return known.json;
}

/** Of views that were encoded before, each for itself: mostly one alone is new. */
const encodeList = (views: object[]): Buffer =>
  Buffer.concat([
    Buffer.from("["),
    ...views.flatMap((view, at) => [Buffer.from(at === 0 ? "" : ","), encodeKept(view)]),
    Buffer.from("]"),
  ]);

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
