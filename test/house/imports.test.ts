/** The house's own rules: imports run one way, every feature has its storey, the time comes from the clock alone. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { brokenImports, filesBelow, root, storeyOf } from "../support/import-rule.ts";

test("imports run one way", () => {
  expect(brokenImports()).toEqual([]);
});

test("every feature has its storey", () => {
  const features = readdirSync(join(root, "server/features"));
  expect(features.filter((feature) => storeyOf(feature) < 0)).toEqual([]);
});

test("nothing but the clock reads the machine's time", () => {
  const reading = /\bDate\.now\(\)|\bnew Date\(\)/;
  const readers = filesBelow("server").filter(
    (file) => file !== "server/platform/clock.ts" && reading.test(readFileSync(join(root, file), "utf8")),
  );
  expect(readers).toEqual([]);
});
