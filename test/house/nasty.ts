/** What no client of ours sends: for the tests and the drill that send it anyway. */
import { contract, type OperationName } from "../../shared/contract.ts";
import { newId } from "../../shared/ids.ts";
import type { Operation } from "../../shared/operation.ts";

/** Every operation, with the names of its fields. */
export const operations = Object.entries(contract).flatMap(([feature, verbs]) =>
  Object.entries(verbs as Record<string, Operation>).map(([verb, operation]) => ({
    name: `${feature}.${verb}` as OperationName,
    operation,
    keys: Object.keys(operation.input.toJSONSchema({ io: "input" }).properties ?? {}),
  })),
);
/** They end the session that asks for them. */
export const harmful = /^sessions\.(signOut|signOutEverywhere|changePassword)$/;

export const deep = (depth: number): string => `${"[".repeat(depth)}${"]".repeat(depth)}`;
export const polluted = JSON.parse(
  '{"__proto__":{"isAdmin":true},"constructor":{"prototype":{"isAdmin":true}}}',
) as object;
/** Values for any field. */
export const nasty: unknown[] = [
  null,
  [],
  {},
  "",
  "\u0000",
  "\ud800",
  "__proto__",
  "constructor",
  "toString",
  -1,
  0,
  1e308,
  Number.MAX_SAFE_INTEGER + 2,
  { $ne: null },
  { $gt: "" },
  { $where: "1" },
  ["x"],
  polluted,
  JSON.parse(deep(2000)),
  "x".repeat(50_000),
  "../../etc/passwd",
  "thread:__proto__",
  "2026-99-99T99:99",
  "9999-12-31T23:59:59.999Z",
  "+275760-09-13T00:00:00.001Z",
  new Date(0).toISOString(),
  newId(),
  Buffer.from(JSON.stringify([8.64e15, "x"])).toString("base64url"),
  Buffer.from(JSON.stringify([{ $gt: 1 }, "x"])).toString("base64url"),
  Buffer.from(JSON.stringify([1, "x"])).toString("base64url"),
];
