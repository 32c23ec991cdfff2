/** What is installed stands above the versions whose faults are known; `npm audit` is not asked, since it needs a registry's answer. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { root } from "../support/import-rule.ts";

/** The first version without the known fault. */
const floors: Record<string, string> = {
  mongoose: "9.9.2",
  "socket.io-parser": "4.2.7",
  "engine.io": "6.6.7",
  ws: "8.21.0",
  "body-parser": "2.3.0",
  "sanitize-html": "2.17.6",
};

interface Lock {
  packages: Record<string, { version?: string; resolved?: string }>;
}
const { packages } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")) as Lock;

test.each(Object.entries(floors))("%s is %s or later, wherever it is installed", (name, floor) => {
  const found = Object.entries(packages)
    .filter(([path]) => path.endsWith(`node_modules/${name}`))
    .map(([, { version = "0" }]) => version);
  expect(found.length).toBeGreaterThan(0);
  for (const version of found) expect(version.localeCompare(floor, "en", { numeric: true })).toBeGreaterThanOrEqual(0);
});

test("every version is exact, so that everybody runs the same", () => {
  const declared = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as Record<
    string,
    Record<string, string>
  >;
  const versions = ["dependencies", "devDependencies", "optionalDependencies"].flatMap((kind) =>
    Object.entries(declared[kind] ?? {}),
  );
  expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
});
