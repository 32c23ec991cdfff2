/** docs/mongodb.md names every index that a start makes, and none that it does not. */
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import mongoose from "mongoose";
import { startTestHouse, type TestHouse } from "../support/house.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await startTestHouse();
});
afterAll(() => house.stop());

test("the table of the indexes is that of the schemas", () => {
  const made = new Map<string, string[]>();
  for (const { collection, schema } of Object.values(mongoose.models)) {
    const indexes = schema.indexes().map(([key, { unique, partialFilterExpression }]) => {
      const fields = Object.entries(key).map(([name, way]) => (way === -1 ? `${name} ↓` : name));
      return `\`${fields.join(", ")}\`${unique ? " unique" : ""}${partialFilterExpression ? " partial" : ""}`;
    });
    if (indexes.length > 0)
      made.set(collection.collectionName, [...(made.get(collection.collectionName) ?? []), ...indexes]);
  }
  const rows = [...made]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, of]) => `| ${name} | ${of.join(" · ")} |`);
  const page = readFileSync(new URL("../../docs/mongodb.md", import.meta.url), "utf8");
  const table = page.slice(page.indexOf("## Indexes"), page.indexOf("`_id` has its own"));
  expect(table.split("\n").filter((line) => /^\| \w+ \| `/.test(line))).toEqual(rows);
});
