/** The API's description (OpenAPI 3.1), made from the contracts. */
import { z } from "zod";
import type { Operation } from "../../../shared/operation.ts";
import { problems } from "../../../shared/problems.ts";
import type { Served } from "./serve.ts";

const schemaOf = (schema: z.ZodType, io: "input" | "output") => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: "any" }) as Record<string, unknown>;
  return rest;
};

function describeOne(name: string, { http, access, over, input, output }: Operation): object {
  const [method, path] = http.split(" ") as [string, string];
  const named = Array.from(path.matchAll(/:(\w+)/g), ([, found]) => found as string);
  const schema = schemaOf(input, "input") as { properties?: Record<string, object>; required?: string[] };
  const rest = Object.entries(schema.properties ?? {}).filter(([key]) => !named.includes(key));
  const required = (schema.required ?? []).filter((key) => !named.includes(key));
  const inPath = named.map((key) => ({
    name: key,
    in: "path",
    required: true,
    schema: schema.properties?.[key] ?? {},
  }));
  const inQuery = rest.map(([key, property]) => ({
    name: key,
    in: "query",
    required: required.includes(key),
    schema: property,
  }));
  const body = { ...schema, properties: Object.fromEntries(rest), required };
  return {
    operationId: name,
    tags: [name.split(".")[0]],
    description: `Access: ${access}.${over === "both" ? ` On a socket: event \`${name}\` with the same input, acknowledged with \`{ ok }\` or \`{ problem }\`.` : ""}`,
    parameters: method === "GET" ? [...inPath, ...inQuery] : inPath,
    ...(method !== "GET" && rest.length > 0
      ? { requestBody: { required: true, content: { "application/json": { schema: body } } } }
      : {}),
    responses: {
      200: { description: "Done", content: { "application/json": { schema: schemaOf(output, "output") } } },
      default: { $ref: "#/components/responses/Problem" },
    },
  };
}

/** The whole description, as it is served under `/api/openapi.json`. */
export function describeApi(served: Served[], version: string): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const { name, operation } of served) {
    if (operation.over === "socket") continue;
    const [method, path] = operation.http.split(" ") as [string, string];
    const key = `/api${path.replace(/:(\w+)/g, "{$1}")}`;
    paths[key] = { ...paths[key], [method.toLowerCase()]: describeOne(name, operation) };
  }
  return {
    openapi: "3.1.0",
    info: { title: "Colloquy", version },
    paths,
    components: {
      responses: {
        Problem: {
          description: "Refused: one code from the table of problems, with what helps.",
          content: {
            "application/json": {
              schema: {
                type: "object",
                required: ["problem"],
                properties: {
                  problem: {
                    type: "object",
                    required: ["code"],
                    properties: { code: { type: "string", enum: Object.keys(problems) } },
                  },
                },
              },
            },
          },
        },
      },
    },
  };
}
