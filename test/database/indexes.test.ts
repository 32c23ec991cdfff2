/** A start makes every index of the schemas, and docs/mongodb.md names them all. */
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import mongoose from "mongoose";
import { makeIndexes } from "../../server/database/make-indexes.ts";
import { Posts } from "../../server/features/forum/posts/post.model.ts";
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

test("an index that is gone is there again after the next start", async () => {
  const names = async () => (await Posts.collection.indexes()).map(({ name }) => name).sort();
  const before = await names();
  expect(before).toHaveLength(1 + Posts.schema.indexes().length);
  await Posts.collection.dropIndex("threadId_1_number_1");
  await makeIndexes(undefined);
  expect(await names()).toEqual(before);
  await Posts.collection.insertMany([1, 2].map((n) => ({ _id: `p${n}`, threadId: "t", number: n })) as never);
  await expect(Posts.collection.insertOne({ _id: "p3", threadId: "t", number: 2 } as never)).rejects.toThrow(/E11000/);
});
