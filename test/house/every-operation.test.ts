/** What holds for every operation, whichever feature it belongs to: who may knock, and what is refused before anything is done. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { z } from "zod";
import { liftLimits } from "../../server/platform/limits.ts";
import { contract, type OperationName } from "../../shared/contract.ts";
import { newId } from "../../shared/ids.ts";
import type { Access, Json, Operation } from "../../shared/operation.ts";
import type { Client } from "../support/client.ts";
import { type Someone, startTestHouse, type TestHouse } from "../support/house.ts";

const operations = Object.entries(contract).flatMap(([feature, verbs]) =>
  Object.entries(verbs as Record<string, Operation>).map(
    ([verb, operation]) => ({ name: `${feature}.${verb}` as OperationName, operation }) as const,
  ),
);

let house: TestHouse;
let visitor: Client;
let guest: Someone;
let member: Someone;
let moderator: Someone;
let organiser: Someone;
let admin: Someone;

beforeAll(async () => {
  house = await startTestHouse();
  // One admin tries some hundred wrong things here.
  liftLimits("operationsByPerson", "operationsByAddress", "tokenByAddress", "passwordByPerson");
  visitor = house.visitor();
  guest = await house.guest("Greta Guestova", newId());
  member = await house.member("Mina Memberly");
  moderator = await house.member("Mo Moderatum", { role: "moderator" });
  organiser = await house.member("Olu Organisade", { role: "organiser" });
  admin = await house.member("Ada Adminova", { role: "admin" });
});
afterAll(() => house.stop());

/** An input that fits the schema, as far as its shape tells; the things it names do not exist. */
function sample(schema: z.ZodType): Record<string, unknown> {
  const shape = z.toJSONSchema(schema, { io: "input" }) as Shape;
  return Object.fromEntries((shape.required ?? []).map((key) => [key, valueFor(shape.properties?.[key] ?? {}, key)]));
}
interface Shape {
  type?: string;
  format?: string;
  pattern?: string;
  enum?: Json[];
  const?: Json;
  minLength?: number;
  minItems?: number;
  minimum?: number;
  properties?: Record<string, Shape>;
  required?: string[];
  items?: Shape;
  anyOf?: Shape[];
}
function valueFor(shape: Shape, key: string): unknown {
  const { type, format, enum: choices, anyOf } = shape;
  if (shape.const !== undefined) return shape.const;
  if (choices) return choices[0];
  if (anyOf) return valueFor(anyOf[0] as Shape, key);
  if (type === "array") return Array.from({ length: shape.minItems ?? 0 }, () => valueFor(shape.items ?? {}, key));
  if (format === "uuid" || /Id$|^id$/.test(key)) return newId();
  if (format === "email" || key === "email") return "somebody@example.org";
  if (format === "date-time") return "2026-11-22T12:00:00.000Z";
  if (key === "timeZone") return "UTC";
  if (/^(opens|closes|starts)$/.test(key)) return "2026-12-01T10:00";
  if (key === "slug") return "a-slug";
  if (key === "place") return `thread:${newId()}`;
  if (/languages?$/i.test(key)) return "en";
  if (type === "object")
    return Object.fromEntries((shape.required ?? []).map((one) => [one, valueFor(shape.properties?.[one] ?? {}, one)]));
  if (type === "integer" || type === "number") return Math.max(1, shape.minimum ?? 1);
  if (type === "boolean") return true;
  return "some words that are long enough".slice(0, Math.max(shape.minLength ?? 5, 25));
}

const below: Record<Access, () => [who: string, person: Client, refusal: string][]> = {
  anyone: () => [],
  "signed-in": () => [["visitor", visitor, "sign-in-first"]],
  member: () => [...below["signed-in"](), ["guest", guest, "not-allowed"]],
  moderator: () => [...below.member(), ["member", member, "not-allowed"]],
  organiser: () => [...below.moderator(), ["moderator", moderator, "not-allowed"]],
  admin: () => [...below.organiser(), ["organiser", organiser, "not-allowed"]],
};

test.each(operations)("$name is closed to whoever stands below its access", async ({ name, operation }) => {
  const input = sample(operation.input) as never;
  for (const [who, person, refusal] of below[operation.access]()) {
    if (operation.over !== "http") expect([who, await codeOf(person.call(name, input))]).toEqual([who, refusal]);
    if (operation.over !== "socket") expect([who, await codeOf(person.http(name, input))]).toEqual([who, refusal]);
  }
});

const bad: [what: string, spoil: (input: Record<string, unknown>, field: string) => Record<string, unknown>][] = [
  ["an operator in a scalar", (input, field) => ({ ...input, [field]: { $ne: null } })],
  ["a list in a scalar", (input, field) => ({ ...input, [field]: [["x"]] })],
  ["a very long text", (input, field) => ({ ...input, [field]: "x".repeat(60_000) })],
];

test.each(operations)(
  "$name refuses what its schema does not allow, and names the field",
  async ({ name, operation }) => {
    const input = sample(operation.input);
    const send = (wrong: Record<string, unknown>) =>
      operation.over === "http" ? admin.http(name, wrong as never) : admin.call(name, wrong as never);
    expect(await problemOf(send({ ...input, surprise: 1 }))).toEqual({ code: "bad-input", fields: ["surprise"] });
    for (const field of Object.keys(input)) {
      if (typeof input[field] === "object") continue;
      const named = new RegExp(`(^|"|:)${field}`);
      for (const [what, spoil] of bad) {
        const path = operation.http.includes(`:${field}`);
        if (operation.over === "http" && path) continue;
        const { code, fields } = await problemOf(send(spoil(input, field)));
        expect({ what, field, code, fields: fields.join() }).toEqual({
          what,
          field,
          code: "bad-input",
          fields: expect.stringMatching(named),
        });
      }
    }
  },
);

test("there is an operation for every role to be refused", () => {
  expect(new Set(operations.map(({ operation }) => operation.access))).toEqual(new Set(Object.keys(below)));
});

async function problemOf(asked: Promise<unknown>): Promise<{ code: string; fields: string[] }> {
  try {
    await asked;
    return { code: "ok", fields: [] };
  } catch (thrown) {
    const { code, details } = thrown as { code: string; details?: { fields?: Record<string, string> } };
    return { code, fields: Object.keys(details?.fields ?? {}) };
  }
}
const codeOf = async (asked: Promise<unknown>): Promise<string> => (await problemOf(asked)).code;
