/** The API as others see it: its description, its refusals, its headers. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { contract } from "../../shared/contract.ts";
import type { Operation } from "../../shared/operation.ts";
import { problems } from "../../shared/problems.ts";
import type { Client } from "../support/client.ts";
import { startTestHouse, type TestHouse } from "../support/house.ts";

let house: TestHouse;
let visitor: Client;
beforeAll(async () => {
  house = await startTestHouse();
  visitor = house.visitor();
});
afterAll(() => house.stop());

interface Described {
  openapi: string;
  paths: Record<string, Record<string, { operationId: string; parameters: { name: string; in: string }[] }>>;
}

test("every operation over HTTP is described, with its path's names as parameters", async () => {
  const described = (await (await visitor.fetch("/api/openapi.json")).json()) as Described;
  expect(described.openapi).toBe("3.1.0");
  const found = Object.entries(described.paths).flatMap(([path, verbs]) =>
    Object.entries(verbs).map(([verb, { operationId, parameters }]) => {
      const named = Array.from(path.matchAll(/\{(\w+)\}/g), ([, name]) => name);
      expect(parameters.filter((one) => one.in === "path").map(({ name }) => name)).toEqual(named);
      return `${operationId}: ${verb.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ":$1")}`;
    }),
  );
  const promised = Object.entries(contract).flatMap(([feature, verbs]) =>
    Object.entries(verbs as Record<string, Operation>)
      .filter(([, { over }]) => over !== "socket")
      .map(([verb, { http }]) => `${feature}.${verb}: ${http.replace(" ", " /api")}`),
  );
  expect(found.sort()).toEqual(promised.sort());
});

test("no two operations share an address", () => {
  const addresses = Object.values(contract).flatMap((verbs) =>
    Object.values(verbs as Record<string, Operation>).map(({ http }) => http.replace(/:\w+/g, ":")),
  );
  expect(addresses.filter((one, index) => addresses.indexOf(one) !== index)).toEqual([]);
});

test("an unknown path below /api is a refusal from the table", async () => {
  const response = await visitor.fetch("/api/nothing-here");
  expect([response.status, await response.json()]).toEqual([problems["not-found"], { problem: { code: "not-found" } }]);
});

test.each([
  ["broken JSON", '{"id":', "bad-input"],
  ["a list", "[]", "bad-input"],
  ["too much", JSON.stringify({ body: "x".repeat(70_000) }), "too-large"],
] as const)("%s is refused in the same form", async (_, body, code) => {
  const response = await visitor.fetch("/api/preview", {
    method: "POST",
    body,
    headers: { "content-type": "application/json" },
  });
  const { problem } = (await response.json()) as { problem: { code: string } };
  expect([response.status, problem.code]).toEqual([problems[code], code]);
});

test("answers carry the headers that keep a browser from being turned against its reader", async () => {
  for (const path of ["/api/sections", "/api/nothing-here", "/healthz"]) {
    const { headers } = await visitor.fetch(path);
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("referrer-policy")).toBe("same-origin");
    const policy = headers.get("content-security-policy") ?? "";
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toContain("unsafe");
    expect(headers.get("x-powered-by")).toBeNull();
  }
});

test("another site's page cannot write in a member's name", async () => {
  const ada = await house.member("Ada Lindgaard");
  for (const headers of [{ origin: "https://evil.example" }, { origin: "null" }, { "sec-fetch-site": "cross-site" }]) {
    const response = await ada.fetch("/api/drafts", {
      method: "POST",
      body: "{}",
      headers: { "content-type": "application/json", ...headers } as Record<string, string>,
    });
    expect(await response.json()).toEqual({ problem: { code: "foreign-origin" } });
  }
});
