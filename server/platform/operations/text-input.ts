/** Reads what arrives as text (query strings, plain forms) as the schema wants it. */
import { z } from "zod";

type Property = { type?: string | string[]; anyOf?: Property[]; items?: unknown };
/** What a field of the schema may be. */
interface Field {
  list: boolean;
  nothing: boolean;
  number: boolean;
  truth: boolean;
  /** Left empty is left out, where it may be. */
  leftOut: boolean;
}
const unknown: Field = { list: false, nothing: false, number: false, truth: false, leftOut: false };
const known = new WeakMap<z.ZodType, Map<string, Field>>();

function fieldsOf(schema: z.ZodType): Map<string, Field> {
  let fields = known.get(schema);
  if (!fields) {
    const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: "input" });
    fields = new Map(
      Object.entries(properties as Record<string, Property>).map(([key, property]) => [
        key,
        fieldOf(typesOf(property), required.includes(key)),
      ]),
    );
    known.set(schema, fields);
  }
  return fields;
}

const fieldOf = (types: string[], required: boolean): Field => ({
  list: types.includes("array"),
  nothing: types.includes("null"),
  number: types.includes("integer") || types.includes("number"),
  truth: types.includes("boolean"),
  leftOut: types.length > 0 && (!required || !types.includes("string")),
});
const typesOf = (property: Property): string[] => [property.type ?? [], ...(property.anyOf ?? []).map(typesOf)].flat(2);

/** Numbers, booleans, lists and absent values out of text; what does not fit is left for the schema to refuse. */
export function fromText(schema: z.ZodType, given: Record<string, unknown>): Record<string, unknown> {
  const fields = fieldsOf(schema);
  const read: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(given)) {
    const field = fields.get(key) ?? unknown;
    if (field.list) read[key] = Array.isArray(value) ? value : value === "" ? [] : [value];
    else if (typeof value !== "string") read[key] = value;
    else if (value === "" && field.nothing) read[key] = null;
    else if (value === "" && field.leftOut) continue;
    else if (field.number && /^-?\d+(\.\d+)?$/.test(value)) read[key] = Number(value);
    else if (field.truth && ["true", "on", "false"].includes(value)) read[key] = value !== "false";
    else read[key] = value;
  }
  return read;
}
