/** Reads what arrives as text (query strings, plain forms) as the schema wants it. */
import { z } from "zod";

type Property = { type?: string | string[]; anyOf?: Property[]; items?: unknown };
interface Fields {
  properties: Record<string, Property>;
  required: ReadonlySet<string>;
}
const known = new WeakMap<z.ZodType, Fields>();

function fieldsOf(schema: z.ZodType): Fields {
  let fields = known.get(schema);
  if (!fields) {
    const { properties, required } = z.toJSONSchema(schema, { io: "input" });
    fields = { properties: (properties ?? {}) as Record<string, Property>, required: new Set(required) };
    known.set(schema, fields);
  }
  return fields;
}

const typesOf = (property: Property | undefined): string[] =>
  property ? [property.type ?? [], ...(property.anyOf ?? []).map(typesOf)].flat(2) : [];

/** Numbers, booleans, lists and absent values out of text; what does not fit is left for the schema to refuse. */
export function fromText(schema: z.ZodType, given: Record<string, unknown>): Record<string, unknown> {
  const { properties, required } = fieldsOf(schema);
  const read: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(given)) {
    const types = typesOf(properties[key]);
    if (types.includes("array")) read[key] = Array.isArray(value) ? value : value === "" ? [] : [value];
    else if (typeof value !== "string") read[key] = value;
    else if (value === "" && types.includes("null")) read[key] = null;
    // Left empty is left out, where it may be.
    else if (value === "" && types.length > 0 && (!required.has(key) || !types.includes("string"))) continue;
    else if ((types.includes("integer") || types.includes("number")) && /^-?\d+(\.\d+)?$/.test(value))
      read[key] = Number(value);
    else if (types.includes("boolean") && ["true", "on", "false"].includes(value)) read[key] = value !== "false";
    else read[key] = value;
  }
  return read;
}
