/** Conformance, indexes: made, told, dropped; unique, partial, sparse, compound and over arrays. */
import { expect } from "@jest/globals";
import { Schema } from "mongoose";
import { ids, onEveryEngine } from "./engines.ts";
import type { Row } from "./fresh-file.ts";

const at = (day: number) => new Date(Date.UTC(2026, 0, day));
const code = (work: Promise<unknown>) =>
  work.then(
    () => "accepted",
    (error: { code: number }) => error.code,
  );

onEveryEngine((engine) => {
  const { test } = engine;

  test("a unique index refuses the second, naming key and value", async () => {
    const collection = await engine.collection([{ _id: 1, email: "a@b", n: 1 }], [[{ email: 1 }, { unique: true }]]);
    const error = await collection.insertOne({ email: "a@b" }).catch((thrown) => thrown);
    expect(error).toMatchObject({
      name: "MongoServerError",
      code: 11000,
      keyPattern: { email: 1 },
      keyValue: { email: "a@b" },
    });
    expect(error.message).toContain("E11000 duplicate key error");
    await collection.insertOne({ _id: 2 as never, email: "c@d" });
    expect(await code(collection.updateOne({ _id: 2 as never }, { $set: { email: "a@b" } }))).toBe(11000);
    expect(await collection.findOne({ _id: 2 as never })).toEqual({ _id: 2, email: "c@d" });
    expect(await code(collection.updateOne({ _id: 1 as never }, { $set: { n: 2 } }))).toBe("accepted");
  });
  test("the second of one _id is refused the same way", async () => {
    const collection = await engine.collection([{ _id: "x" }]);
    expect(await collection.insertOne({ _id: "x" as never }).catch((thrown) => thrown)).toMatchObject({
      code: 11000,
      keyPattern: { _id: 1 },
      keyValue: { _id: "x" },
    });
  });
  test("missing and null are one and the same to a unique index", async () => {
    const collection = await engine.collection([{ _id: 1 }], [[{ slug: 1 }, { unique: true }]]);
    expect(await code(collection.insertOne({ slug: null }))).toBe(11000);
    expect(await code(collection.insertOne({ slug: "" }))).toBe("accepted");
  });
  test("values of different types are different, equal numbers are not", async () => {
    const collection = await engine.collection([{ n: 1 }], [[{ n: 1 }, { unique: true }]]);
    for (const n of ["1", true, new Date(1), { n: 1 }])
      expect(await code(collection.insertOne({ n }))).toBe("accepted");
    expect(await code(collection.insertOne({ n: 1.0 }))).toBe(11000);
  });
  test("a unique index over two fields", async () => {
    const collection = await engine.collection(
      [{ thread: "t", number: 1 }],
      [[{ thread: 1, number: 1 }, { unique: true }]],
    );
    expect(await code(collection.insertOne({ thread: "t", number: 2 }))).toBe("accepted");
    const error = await collection.insertOne({ thread: "t", number: 1 }).catch((thrown) => thrown);
    expect(error).toMatchObject({
      code: 11000,
      keyPattern: { thread: 1, number: 1 },
      keyValue: { thread: "t", number: 1 },
    });
  });
  test("a unique index over an array: no two documents share an element", async () => {
    const collection = await engine.collection([{ names: ["a", "b", "b"] }], [[{ names: 1 }, { unique: true }]]);
    expect(await code(collection.insertOne({ names: ["c", "b"] }))).toBe(11000);
    expect(await code(collection.insertOne({ names: ["c"] }))).toBe("accepted");
  });
  test("a partial unique index counts only what its expression names", async () => {
    const partial = { unique: true, partialFilterExpression: { onAir: { $type: "string" } } };
    const collection = await engine.collection(
      [{ _id: 1, onAir: "w:stage" }, { _id: 2, onAir: null }, { _id: 3 }],
      [[{ onAir: 1 }, partial]],
    );
    expect(await code(collection.insertOne({ onAir: null }))).toBe("accepted");
    expect(await code(collection.insertOne({ onAir: "w:stage" }))).toBe(11000);
    expect(await code(collection.updateOne({ _id: 2 as never }, { $set: { onAir: "w:stage" } }))).toBe(11000);
    await collection.updateOne({ _id: 1 as never }, { $unset: { onAir: 1 } });
    expect(await code(collection.updateOne({ _id: 2 as never }, { $set: { onAir: "w:stage" } }))).toBe("accepted");
    expect(await ids(collection.find({ onAir: "w:stage" }))).toEqual([2]);
    expect(await collection.countDocuments({ onAir: null })).toBe(3);
  });
  test("a partial index whose expression is about other fields", async () => {
    const partial = { unique: true, partialFilterExpression: { state: "open", rank: { $gt: 1 } } };
    const collection = await engine.collection([{ slug: "s", state: "open", rank: 2 }], [[{ slug: 1 }, partial]]);
    for (const other of [{ state: "shut", rank: 2 }, { state: "open", rank: 1 }, { state: "open" }, {}])
      expect(await code(collection.insertOne({ slug: "s", ...other }))).toBe("accepted");
    expect(await code(collection.insertOne({ slug: "s", state: "open", rank: 3 }))).toBe(11000);
    expect(await collection.countDocuments({ slug: "s" })).toBe(5);
    expect(await collection.countDocuments({ slug: "s", state: "open", rank: { $gt: 1 } })).toBe(1);
  });
  test("a sparse index leaves out what has none of its fields", async () => {
    const collection = await engine.collection(
      [{ _id: 1 }, { _id: 2, nick: "x" }],
      [[{ nick: 1 }, { unique: true, sparse: true }]],
    );
    expect(await code(collection.insertOne({ _id: 3 as never }))).toBe("accepted");
    expect(await code(collection.insertOne({ nick: "x" }))).toBe(11000);
    expect((await ids(collection.find({ nick: null }))).sort()).toEqual([1, 3]);
    expect((await ids(collection.find().sort({ nick: 1 }))).length).toBe(3);
  });
  test("an index over an array and a date finds what was shown somewhere, latest first", async () => {
    const rows = Array.from({ length: 40 }, (_, n) => ({
      _id: n,
      shownIn: n % 2 ? ["home", `thread:${n % 4}`] : [`thread:${n % 4}`],
      at: at(n + 1),
    }));
    const collection = await engine.collection(rows, [[{ shownIn: 1, at: -1 }]]);
    expect(await ids(collection.find({ shownIn: "home" }).sort({ at: -1 }).limit(3))).toEqual([39, 37, 35]);
    expect(await ids(collection.find({ shownIn: "thread:1", at: { $lt: at(10) } }).sort({ at: 1 }))).toEqual([1, 5]);
    expect((await ids(collection.find({ shownIn: { $in: ["home", "thread:1"] } }))).length).toBe(20);
    await collection.updateOne({ _id: 39 as never }, { $pull: { shownIn: "home" } } as never);
    expect(await ids(collection.find({ shownIn: "home" }).sort({ at: -1 }).limit(1))).toEqual([37]);
  });
  test("an index over a field of the elements of an array", async () => {
    const rows = [
      {
        _id: 1,
        steps: [
          { by: "a", n: 1 },
          { by: "b", n: 2 },
        ],
      },
      { _id: 2, steps: [{ by: "a", n: 2 }] },
    ];
    const collection = await engine.collection(rows, [[{ "steps.by": 1, "steps.n": 1 }]]);
    expect(await ids(collection.find({ "steps.by": "a", "steps.n": 2 }).sort({ _id: 1 }))).toEqual([1, 2]);
    expect(await ids(collection.find({ steps: { $elemMatch: { by: "a", n: 2 } } }))).toEqual([2]);
  });
  test("two arrays in one index are refused", async () => {
    const collection = await engine.collection([], [[{ a: 1, b: 1 }]]);
    expect(await code(collection.insertOne({ a: [1], b: [2] }))).toBe(171);
    expect(await collection.countDocuments()).toBe(0);
  });
  test("an index made later covers what is there, and is refused where it cannot be", async () => {
    const collection = await engine.collection([
      { _id: 1, a: [1, 2] },
      { _id: 2, a: 2 },
      { _id: 3, b: 2 },
    ]);
    await collection.createIndex({ a: 1 });
    expect((await ids(collection.find({ a: 2 }))).sort()).toEqual([1, 2]);
    expect(await code(collection.createIndex({ a: 1, c: 1 }, { unique: true }))).toBe(11000);
    expect((await collection.indexes()).map(({ name }) => name)).toEqual(["_id_", "a_1"]);
  });
  test("the same index twice is one; another of its name is refused", async () => {
    const collection = await engine.collection([], [[{ a: 1 }]]);
    expect(await collection.createIndex({ a: 1 })).toBe("a_1");
    expect(await code(collection.createIndex({ a: 1 }, { unique: true }))).toBe(86);
    expect(await code(collection.createIndex({ b: 1 }, { name: "a_1" }))).toBe(86);
  });
  test("indexes are told as they were made, and dropped", async () => {
    const collection = await engine.collection(
      [],
      [[{ a: 1, b: -1 }], [{ c: 1 }, { unique: true, partialFilterExpression: { d: { $exists: true } } }]],
    );
    expect(await collection.indexes()).toMatchObject([
      { key: { _id: 1 }, name: "_id_" },
      { key: { a: 1, b: -1 }, name: "a_1_b_-1" },
      { key: { c: 1 }, name: "c_1", unique: true, partialFilterExpression: { d: { $exists: true } } },
    ]);
    await collection.dropIndex("c_1");
    expect(await collection.indexes()).toHaveLength(2);
    expect(await code(collection.dropIndex("c_1"))).toBe(27);
  });
  test("a model makes the indexes of its schema, and finds them the same again", async () => {
    const schema = new Schema({
      _id: String,
      email: { type: String, unique: true },
      shownIn: { type: [String], index: true },
    });
    schema.index({ shownIn: 1, email: -1 });
    const Things = await engine.model(schema);
    expect(await Things.diffIndexes()).toMatchObject({ toDrop: [], toCreate: [] });
    expect(await Things.syncIndexes()).toEqual([]);
  });
  test("a collection is dropped with its indexes, and can be made again", async () => {
    const collection = await engine.collection([{ _id: 1, a: 1 }], [[{ a: 1 }, { unique: true }]]);
    await collection.drop();
    expect(await collection.countDocuments()).toBe(0);
    await collection.insertMany([{ a: 1 }, { a: 1 }] as Row[] as never);
    expect(await collection.countDocuments({ a: 1 })).toBe(2);
  });
});
