/** What is kept of reads is what would be read: held against a second reading after each of many random writes. */
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import mongoose from "mongoose";
import { readAll, readById, readOne } from "../../server/database/read.ts";
import { engineOf, useEmbeddedDriver } from "../../server/embedded-database/index.ts";
import { KeptReads } from "../../server/embedded-database/kept-reads.ts";
import { freshFile } from "./fresh-file.ts";

jest.setTimeout(60_000);
useEmbeddedDriver();

interface Leaf {
  _id: string;
  branch: string;
  number: number;
  tags: string[];
  place: { tree: string };
}
const schema = new mongoose.Schema<Leaf>(
  { _id: String, branch: String, number: Number, tags: [String], place: { tree: String } },
  { versionKey: false },
);
schema.index({ branch: 1, number: 1, _id: 1 });
schema.index({ tags: 1 });
schema.index({ "place.tree": 1 });
schema.index({ number: 1 }, { partialFilterExpression: { branch: "b1" } });

let connection: mongoose.Connection;
let leaves: mongoose.Model<Leaf>;
let remove: () => Promise<void>;
beforeAll(async () => {
  const file = await freshFile();
  remove = file.remove;
  connection = await mongoose.createConnection(file.url, { sqlite: { synchronous: "NORMAL" } } as object).asPromise();
  leaves = connection.model<Leaf>("Leaf", schema, "leaves");
  await leaves.init();
});
afterAll(async () => {
  await connection.close();
  await remove();
});

let seed = 7;
const upTo = (most: number): number => {
  seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
  return Math.floor((seed / 2_147_483_648) * most);
};
const id = () => `leaf ${upTo(12)}`;
const branch = () => `b${upTo(4)}`;
const tags = () => Array.from({ length: upTo(3) }, () => `t${upTo(3)}`);
const leaf = () => ({ branch: branch(), number: upTo(9), tags: tags(), place: { tree: `p${upTo(3)}` } });

const covered = { projection: { _id: 1, number: 1 }, sort: { number: 1 }, limit: 5 } as const;
const questions: (() => { asked: Parameters<typeof readAll<Leaf>>[1]; how?: Parameters<typeof readAll<Leaf>>[2] })[] = [
  () => ({ asked: { _id: id() } }),
  () => ({ asked: { _id: id(), branch: branch() } }),
  () => ({ asked: { branch: branch() }, how: { sort: { number: 1, _id: 1 } } }),
  () => ({ asked: { branch: branch(), number: { $gte: upTo(9) } }, how: covered }),
  () => ({ asked: { number: upTo(9), branch: branch() }, how: { sort: { _id: 1 } } }),
  () => ({ asked: { tags: `t${upTo(3)}` } as never, how: { sort: { _id: 1 } } }),
  () => ({ asked: { "place.tree": `p${upTo(3)}` } as never, how: { sort: { _id: 1 } } }),
  () => ({ asked: { number: upTo(9) }, how: { sort: { _id: 1 } } }),
];
const writes: (() => Promise<unknown>)[] = [
  () => leaves.collection.insertOne({ _id: id(), ...leaf() } as never).catch(() => {}),
  () => leaves.updateOne({ _id: id() }, { $set: leaf() }),
  () => leaves.updateOne({ _id: id() }, { $set: { branch: branch() } }, { upsert: true }),
  () => leaves.updateMany({ branch: branch() }, { $inc: { number: 1 } }),
  () => leaves.findOneAndUpdate({ tags: "t1" }, { $pull: { tags: "t1" } }),
  () => leaves.replaceOne({ _id: id() }, leaf()),
  () => leaves.deleteOne({ _id: id() }),
  () => leaves.deleteMany({ "place.tree": "p2" }),
  () =>
    leaves.collection
      .bulkWrite(
        [
          { updateOne: { filter: { _id: id() as never }, update: { $set: leaf() }, upsert: true } },
          { insertOne: { document: { _id: id(), ...leaf() } as never } },
          { deleteOne: { filter: { _id: id() as never } } },
        ],
        { ordered: false },
      )
      .catch(() => {}),
];

test("whatever is written, what is kept is what would be read", async () => {
  let kept = 0;
  for (let time = 0; time < 1500; time++) {
    await writes[upTo(writes.length)]?.();
    if (time % 300 === 299) await leaves.deleteMany({});
    if (time % 500 === 250) await leaves.collection.createIndex({ number: -1 }, { name: `n${time}` });
    if (time % 500 === 400) await leaves.collection.dropIndex(`n${time - 150}`);
    for (const question of questions) {
      const { asked, how } = question();
      const answer = await readAll(leaves, asked, how);
      const again = await leaves.collection.find(asked as never, (how ?? {}) as never).toArray();
      expect(answer).toEqual(again);
      if ((await readAll(leaves, asked, how)) === answer) kept++;
      expect(await readOne(leaves, asked, { sort: { _id: 1 } })).toEqual(
        await leaves.collection.findOne(asked as never, { sort: { _id: 1 } }),
      );
    }
  }
  // All but lists by a number, which no write tells of.
  expect(kept).toBeGreaterThan(1500 * 7 * 0.99);
});

test("an acknowledged write is never followed by an older read, however many write and read at once", async () => {
  await leaves.collection.insertOne({ _id: "one", ...leaf(), number: 0 } as never);
  let acknowledged = 0;
  let writing = true;
  const reader = async () => {
    while (writing) {
      const least = acknowledged;
      expect((await readById(leaves, "one"))?.number).toBeGreaterThanOrEqual(least);
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  const readers = Array.from({ length: 5 }, reader);
  for (let time = 0; time < 300; time++) {
    const done = await Promise.all(
      Array.from({ length: 4 }, () =>
        leaves.collection.findOneAndUpdate(
          { _id: "one" as never },
          { $inc: { number: 1 } },
          { returnDocument: "after" },
        ),
      ),
    );
    acknowledged = Math.max(acknowledged, ...done.map((leaf) => leaf?.["number"] as number));
    expect((await readById(leaves, "one"))?.number).toBe(acknowledged);
  }
  writing = false;
  await Promise.all(readers);
});

test("what was read cannot be changed, and is forgotten with its collection", async () => {
  await leaves.collection.insertOne({ _id: "frozen", ...leaf(), tags: ["t0"] } as never);
  const first = await readById(leaves, "frozen");
  expect(() => (first as Leaf).tags.push("t9")).toThrow(TypeError);
  expect(await readById(leaves, "frozen")).toBe(first);
  await connection.dropCollection("leaves");
  expect(await readById(leaves, "frozen")).toBeNull();
});

test("memory is bounded: what was not asked for longest is forgotten", async () => {
  const long = "x".repeat(100_000);
  for (let at = 0; at < 400; at++) await leaves.collection.insertOne({ _id: `long ${at}`, branch: long } as never);
  const first = await readById(leaves, "long 0");
  for (let at = 1; at < 400; at++) await readById(leaves, `long ${at}`);
  expect(await readById(leaves, "long 399")).toBe(await readById(leaves, "long 399"));
  expect(await readById(leaves, "long 0")).not.toBe(first);
  engineOf(connection)?.kept.clear();
});

test("what was asked in too many forms is forgotten with its weight", () => {
  const kept = new KeptReads();
  const question = (branch: string, limit: number) => ({ filter: { branch }, limit });
  const put = (branch: string, limit: number, letters: number) =>
    kept.put("leaves", question(branch, limit), [{ text: "x".repeat(letters) }], () => true);
  for (let form = 1; form <= 2_001; form++) put("much asked", form, 10_000);
  put("other", 1, 10);
  // Others fill the half that both stand in.
  for (let n = 0; n < 82; n++) put(`filler ${n}`, 1, 190_000);
  expect(kept.get("leaves", question("much asked", 2_001))).toBeDefined();
  expect(kept.get("leaves", question("other", 1))).toBeDefined();
});
