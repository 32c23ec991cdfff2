/** Conformance, writing: every kind of insert, update, delete and bulk write that the house may use, once. */
import { expect } from "@jest/globals";
import mongoose, { Schema } from "mongoose";
import { onEveryEngine } from "./engines.ts";
import type { Row } from "./fresh-file.ts";

const at = (day: number) => new Date(Date.UTC(2026, 0, day));
const caught = (work: Promise<unknown>) =>
  work.then(
    () => Promise.reject(new Error("nothing was refused")),
    (error) => error,
  );

onEveryEngine((engine) => {
  const { test } = engine;
  /** One document before, one update, the document after. */
  const updates = (name: string, before: Row, update: Row, after: Row, filter: Row = {}, options: Row = {}) =>
    test(`updates with ${name}`, async () => {
      const collection = await engine.collection([{ _id: "d", ...before }]);
      await collection.updateOne({ _id: "d", ...filter } as never, update, options);
      expect(await collection.findOne()).toEqual({ _id: "d", ...after });
    });
  const refuses = (name: string, before: Row, update: Row, code: number) =>
    test(`refuses ${name}`, async () => {
      const collection = await engine.collection([{ _id: "d", ...before }]);
      expect(await caught(collection.updateOne({ _id: "d" } as never, update))).toMatchObject({ code });
      expect(await collection.findOne()).toEqual({ _id: "d", ...before });
    });

  updates("$set", { a: 1 }, { $set: { a: 2, "b.c": at(1) } }, { a: 2, b: { c: at(1) } });
  updates("$set into an array by position", { a: [1, 2] }, { $set: { "a.1": 9, "a.3": 4 } }, { a: [1, 9, null, 4] });
  updates("$unset", { a: 1, b: { c: 1, d: 2 } }, { $unset: { a: "", "b.c": 1, z: 1 } }, { b: { d: 2 } });
  updates("$inc", { a: 1 }, { $inc: { a: 2, b: -1.5 } }, { a: 3, b: -1.5 });
  updates("$mul", { a: 3 }, { $mul: { a: 2, b: 5 } }, { a: 6, b: 0 });
  updates("$min", { a: 3, b: at(3) }, { $min: { a: 2, b: at(4), c: 1 } }, { a: 2, b: at(3), c: 1 });
  updates("$max", { a: 3, b: at(3) }, { $max: { a: 2, b: at(4), c: 1 } }, { a: 3, b: at(4), c: 1 });
  updates("$rename", { a: 1, b: { c: 2 } }, { $rename: { a: "z", "b.c": "y", none: "x" } }, { b: {}, z: 1, y: 2 });
  updates("$push", { a: [1] }, { $push: { a: 2, b: { c: 1 } } }, { a: [1, 2], b: [{ c: 1 }] });
  updates("$push of $each", { a: [1] }, { $push: { a: { $each: [2, 3] } } }, { a: [1, 2, 3] });
  updates(
    "$push with $slice from the end",
    { a: [1, 2] },
    { $push: { a: { $each: [3, 4], $slice: -3 }, b: { $each: [1, 2, 3], $slice: -2 } } },
    { a: [2, 3, 4], b: [2, 3] },
  );
  updates(
    "$push with $slice from the start",
    { a: [1, 2] },
    { $push: { a: { $each: [3], $slice: 2 } } },
    { a: [1, 2] },
  );
  updates("$push with $position", { a: [1, 2] }, { $push: { a: { $each: [0], $position: 0 } } }, { a: [0, 1, 2] });
  updates(
    "$push with $sort",
    { a: [{ n: 3 }, { n: 1 }] },
    { $push: { a: { $each: [{ n: 2 }], $sort: { n: 1 } } } },
    { a: [{ n: 1 }, { n: 2 }, { n: 3 }] },
  );
  updates("$addToSet", { a: [1, { b: 1 }] }, { $addToSet: { a: { b: 1 }, c: 5 } }, { a: [1, { b: 1 }], c: [5] });
  updates(
    "$addToSet of $each",
    { a: ["x"] },
    { $addToSet: { a: { $each: ["x", "y", "y"] }, b: { $each: [1, 1] } } },
    { a: ["x", "y"], b: [1] },
  );
  updates("$pull of a value", { a: [1, 2, 1] }, { $pull: { a: 1, z: 1 } }, { a: [2] });
  updates("$pull of what meets a condition", { a: [1, 5, 9] }, { $pull: { a: { $gte: 5 } } }, { a: [1] });
  updates(
    "$pull of subdocuments",
    { a: [{ by: "x", n: 1 }, { by: "y" }] },
    { $pull: { a: { by: "x" } } },
    { a: [{ by: "y" }] },
  );
  updates("$pullAll", { a: [1, 2, 3, 1] }, { $pullAll: { a: [1, 3] } }, { a: [2] });
  updates("$pop", { a: [1, 2, 3], b: [1, 2] }, { $pop: { a: 1, b: -1 } }, { a: [1, 2], b: [2] });
  updates(
    "the position that matched",
    {
      a: [
        { by: "x", n: 1 },
        { by: "y", n: 1 },
      ],
    },
    { $set: { "a.$.n": 7 } },
    {
      a: [
        { by: "x", n: 1 },
        { by: "y", n: 7 },
      ],
    },
    { "a.by": "y" },
  );
  updates(
    "the position that $elemMatch matched",
    { a: [{ n: 1 }, { n: 5 }] },
    { $inc: { "a.$.n": 1 } },
    { a: [{ n: 1 }, { n: 6 }] },
    { a: { $elemMatch: { n: { $gt: 2 } } } },
  );
  updates("every position", { a: [{ n: 1 }, { n: 2 }] }, { $inc: { "a.$[].n": 10 } }, { a: [{ n: 11 }, { n: 12 }] });
  updates(
    "array filters",
    { a: [{ n: 1 }, { n: 2 }, { n: 3 }] },
    { $set: { "a.$[big].ok": true } },
    { a: [{ n: 1 }, { n: 2, ok: true }, { n: 3, ok: true }] },
    {},
    { arrayFilters: [{ "big.n": { $gte: 2 } }] },
  );
  updates(
    "several operators",
    { a: 1, list: ["tell", "index"] },
    { $inc: { a: 1 }, $pull: { list: "tell" }, $set: { b: null } },
    { a: 2, list: ["index"], b: null },
  );
  updates("nothing that changes", { a: 1, b: [] }, { $set: { a: 1 }, $pull: { b: 4 } }, { a: 1, b: [] });

  refuses("$inc of a text", { a: "1" }, { $inc: { a: 1 } }, 14);
  refuses("$push onto what is no array", { a: 1 }, { $push: { a: 1 } }, 2);
  refuses("a path through a text", { a: "x" }, { $set: { "a.b": 1 } }, 28);
  refuses("two operators on one path", { a: 1 }, { $set: { a: 2 }, $inc: { a: 1 } }, 40);
  refuses("another _id", { a: 1 }, { $set: { _id: "other" } }, 66);

  test("says what an update matched and changed", async () => {
    const collection = await engine.collection([
      { _id: 1, a: 1 },
      { _id: 2, a: 1 },
      { _id: 3, a: 2 },
    ]);
    expect(await collection.updateOne({ a: 1 }, { $set: { b: 1 } })).toMatchObject({
      matchedCount: 1,
      modifiedCount: 1,
      upsertedCount: 0,
      upsertedId: null,
    });
    expect(await collection.updateMany({ a: 1 }, { $set: { b: 1 } })).toMatchObject({
      matchedCount: 2,
      modifiedCount: 1,
    });
    expect(await collection.updateMany({ a: 9 }, { $set: { b: 1 } })).toMatchObject({
      matchedCount: 0,
      modifiedCount: 0,
    });
  });
  test("replaces a document", async () => {
    const collection = await engine.collection([{ _id: 1, a: 1, b: 2 }]);
    expect(await collection.replaceOne({ _id: 1 as never }, { c: 3 })).toMatchObject({ modifiedCount: 1 });
    expect(await collection.findOne()).toEqual({ _id: 1, c: 3 });
  });
  test("upserts from the filter's equalities, $set and $setOnInsert", async () => {
    const collection = await engine.collection();
    const filter = { _id: "q:p", question: "q", n: { $gt: 4 }, $and: [{ person: "p" }] } as never;
    const update = {
      $set: { at: at(1) },
      $setOnInsert: { first: true },
      $inc: { times: 1 },
      $push: { log: "x" },
    } as never;
    expect(await collection.updateOne(filter, update, { upsert: true })).toMatchObject({
      matchedCount: 0,
      upsertedCount: 1,
      upsertedId: "q:p",
    });
    expect(await collection.findOne()).toEqual({
      _id: "q:p",
      question: "q",
      person: "p",
      at: at(1),
      first: true,
      times: 1,
      log: ["x"],
    });
    expect(await collection.updateOne({ _id: "q:p" as never }, update, { upsert: true })).toMatchObject({
      matchedCount: 1,
      upsertedCount: 0,
    });
    expect(await collection.findOne()).toMatchObject({ times: 2, log: ["x", "x"] });
  });
  test("upserts a replacement, and makes an id where none is given", async () => {
    const collection = await engine.collection();
    const { upsertedId } = await collection.replaceOne({ a: 1 }, { b: 2 }, { upsert: true });
    expect(upsertedId).toBeInstanceOf(mongoose.mongo.ObjectId);
    expect(await collection.findOne()).toEqual({ _id: upsertedId, b: 2 });
  });
  test("findOneAndUpdate tells the document before or after", async () => {
    const collection = await engine.collection([
      { _id: 1, n: 1, x: 0 },
      { _id: 2, n: 2, x: 0 },
    ]);
    const filter = { x: 0 };
    expect(await collection.findOneAndUpdate(filter, { $inc: { n: 10 } }, { sort: { n: -1 } })).toEqual({
      _id: 2,
      n: 2,
      x: 0,
    });
    expect(
      await collection.findOneAndUpdate(
        filter,
        { $inc: { n: 10 } },
        { sort: { n: 1 }, returnDocument: "after", projection: { n: 1 } },
      ),
    ).toEqual({ _id: 1, n: 11 });
    expect(await collection.findOneAndUpdate({ x: 5 }, { $inc: { n: 1 } })).toBeNull();
  });
  test("findOneAndUpdate with upsert, and with what the server says of it", async () => {
    const collection = await engine.collection();
    const upsert = (returnDocument: "before" | "after") =>
      collection.findOneAndUpdate(
        { _id: "lease" as never },
        { $inc: { n: 1 } },
        { upsert: true, returnDocument, includeResultMetadata: true },
      );
    expect(await upsert("before")).toMatchObject({
      value: null,
      lastErrorObject: { n: 1, updatedExisting: false, upserted: "lease" },
    });
    expect(await upsert("after")).toMatchObject({
      value: { _id: "lease", n: 2 },
      lastErrorObject: { n: 1, updatedExisting: true },
    });
  });
  test("findOneAndReplace and findOneAndDelete", async () => {
    const collection = await engine.collection([
      { _id: 1, n: 1 },
      { _id: 2, n: 2 },
    ]);
    expect(await collection.findOneAndReplace({ n: 1 }, { m: 5 }, { returnDocument: "after" })).toEqual({
      _id: 1,
      m: 5,
    });
    expect(await collection.findOneAndDelete({ n: { $gt: 0 } }, { sort: { n: -1 } })).toEqual({ _id: 2, n: 2 });
    expect(await collection.findOneAndDelete({ n: 2 })).toBeNull();
  });
  test("deletes one and many", async () => {
    const collection = await engine.collection([1, 2, 3, 4].map((_id) => ({ _id, even: _id % 2 === 0 })));
    expect(await collection.deleteOne({ even: true })).toMatchObject({ deletedCount: 1 });
    expect(await collection.deleteMany({ even: false })).toMatchObject({ deletedCount: 2 });
    expect(await collection.deleteMany({})).toMatchObject({ deletedCount: 1 });
    expect(await collection.countDocuments()).toBe(0);
  });
  test("inserts one, with its own id or a new one; many at once", async () => {
    const collection = await engine.collection();
    expect(await collection.insertOne({ _id: "own" as never })).toMatchObject({
      acknowledged: true,
      insertedId: "own",
    });
    expect((await collection.insertOne({ a: 1 })).insertedId).toBeInstanceOf(mongoose.mongo.ObjectId);
    expect(await collection.insertMany([{ _id: "x" as never }, { _id: "y" as never }])).toMatchObject({
      insertedCount: 2,
      insertedIds: { 0: "x", 1: "y" },
    });
  });
  test("writes in bulk, in order, up to the first that fails", async () => {
    const collection = await engine.collection([{ _id: "a", n: 1 }]);
    const operations = [
      { insertOne: { document: { _id: "b" } } },
      { updateOne: { filter: { _id: "a" }, update: { $inc: { n: 1 } } } },
      { updateMany: { filter: {}, update: { $set: { seen: true } } } },
      { replaceOne: { filter: { _id: "b" }, replacement: { n: 5 } } },
      { updateOne: { filter: { _id: "c" }, update: { $set: { n: 3 } }, upsert: true } },
      { deleteOne: { filter: { _id: "a" } } },
      { deleteMany: { filter: { n: 99 } } },
    ];
    expect(await collection.bulkWrite(operations as never)).toMatchObject({
      insertedCount: 1,
      matchedCount: 4,
      modifiedCount: 4,
      deletedCount: 1,
      upsertedCount: 1,
      upsertedIds: { 4: "c" },
    });
    const failing = [
      { insertOne: { document: { _id: "d" } } },
      { insertOne: { document: { _id: "b" } } },
      { insertOne: { document: { _id: "e" } } },
    ] as never;
    const error = await caught(collection.bulkWrite(failing));
    expect(error).toMatchObject({ code: 11000, insertedCount: 1 });
    expect(error.writeErrors).toMatchObject([{ index: 1, code: 11000 }]);
    expect((await collection.find({}, { sort: { _id: 1 } }).toArray()).map(({ _id }) => _id)).toEqual(["b", "c", "d"]);
  });
  test("writes in bulk, in no order, all that can be", async () => {
    const collection = await engine.collection([{ _id: "b" }]);
    const documents = ["a", "b", "c"].map((_id) => ({ _id })) as never;
    const error = await caught(collection.insertMany(documents, { ordered: false }));
    expect(error).toMatchObject({ name: "MongoBulkWriteError", code: 11000, insertedCount: 2 });
    expect(await collection.countDocuments()).toBe(3);
  });

  // ---- what the house leans on

  test("of many who change the state at once, one wins", async () => {
    const collection = await engine.collection([{ _id: "q", state: "queued" }]);
    const tries = Array.from({ length: 20 }, (_, by) =>
      collection.findOneAndUpdate(
        { _id: "q" as never, state: "queued" },
        { $set: { state: "onair", by } },
        { returnDocument: "after" },
      ),
    );
    expect((await Promise.all(tries)).filter((each) => each !== null)).toHaveLength(1);
  });
  test("counters lose nothing under many writers, and a stream's entries and number stay together", async () => {
    const collection = await engine.collection([{ _id: "s", revision: 0, recent: [] }]);
    const tell = (n: number) =>
      collection.updateOne({ _id: "s" as never }, {
        $inc: { revision: 1 },
        $push: { recent: { $each: [`post:${n}`], $slice: -16 } },
      } as never);
    await Promise.all(Array.from({ length: 40 }, (_, n) => tell(n)));
    const stream = (await collection.findOne()) as unknown as { revision: number; recent: string[] };
    expect(stream.revision).toBe(40);
    expect(new Set(stream.recent).size).toBe(16);
  });
  test("of many who insert the same id at once, one is told so", async () => {
    const collection = await engine.collection();
    const tries = await Promise.allSettled(
      Array.from({ length: 10 }, (_, n) => collection.insertOne({ _id: "vote" as never, n })),
    );
    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(tries.flatMap((each) => (each.status === "rejected" ? [each.reason.code] : []))).toEqual(
      Array(9).fill(11000),
    );
  });
  test("of many who upsert the same id at once, one makes it", async () => {
    const collection = await engine.collection();
    const upsert = () =>
      collection
        .updateOne({ _id: "lease" as never }, { $inc: { n: 1 } }, { upsert: true })
        .catch(() => collection.updateOne({ _id: "lease" as never }, { $inc: { n: 1 } }));
    await Promise.all(Array.from({ length: 10 }, upsert));
    expect(await collection.findOne()).toEqual({ _id: "lease", n: 10 });
  });
  test("what was acknowledged is read at once", async () => {
    const collection = await engine.collection([], [[{ tags: 1 }]]);
    for (let n = 0; n < 30; n++) {
      await collection.insertOne({ _id: n as never, tags: n % 3 === 0 ? ["a", "b"] : "a" });
      expect(await collection.countDocuments({ tags: "a" })).toBe(n + 1);
      expect(await collection.findOne({ _id: n as never })).not.toBeNull();
    }
  });

  // ---- mongoose on top

  const member = () =>
    new Schema(
      {
        _id: String,
        name: { type: String, required: true },
        email: { type: String, unique: true },
        joined: Date,
        prefs: { type: Map, of: String },
        badges: [{ _id: false, kind: String, at: Date }],
        extra: Schema.Types.Mixed,
        photo: Buffer,
        tags: [String],
      },
      { versionKey: false },
    );
  test("a model saves, loads and changes documents with maps, subdocuments, buffers and mixed fields", async () => {
    const Members = await engine.model(member());
    await Members.create({
      _id: "m",
      name: "Ada",
      email: "a@b",
      joined: at(1),
      prefs: { theme: "dark" },
      badges: [{ kind: "host", at: at(2) }],
      extra: { $odd: [1, { $date: 5 }] },
      photo: Buffer.from("hi"),
    });
    const ada = (await Members.findById("m")) as mongoose.HydratedDocument<Row>;
    expect(ada.toObject({ flattenMaps: true })).toMatchObject({
      prefs: { theme: "dark" },
      badges: [{ kind: "host", at: at(2) }],
      joined: at(1),
    });
    expect(ada.get("extra")).toEqual({ $odd: [1, { $date: 5 }] });
    expect(String(ada.get("photo"))).toBe("hi");
    (ada.get("tags") as string[]).push("new");
    ada.set("prefs.lang", "ar");
    await ada.save();
    expect(await Members.findById("m").select("tags prefs").lean()).toEqual({
      _id: "m",
      tags: ["new"],
      prefs: { theme: "dark", lang: "ar" },
    });
  });
  test("a model's queries, cursors and counts", async () => {
    const Members = await engine.model(member());
    await Members.insertMany(
      ["a", "b", "c"].map((_id, n) => ({ _id, name: _id.toUpperCase(), email: `${_id}@x`, joined: at(n + 1) })),
    );
    expect(
      await Members.find({ joined: { $gte: "2026-01-02" } })
        .sort("-joined")
        .select("name")
        .lean(),
    ).toEqual([
      { _id: "c", name: "C" },
      { _id: "b", name: "B" },
    ]);
    expect(await Members.exists({ email: "b@x" })).toEqual({ _id: "b" });
    const seen: unknown[] = [];
    for await (const each of Members.find().sort({ _id: 1 }).cursor()) seen.push(each.get("name"));
    expect(seen).toEqual(["A", "B", "C"]);
    expect(
      await Members.aggregate([{ $match: { email: { $ne: "a@x" } } }, { $group: { _id: null, n: { $sum: 1 } } }]),
    ).toEqual([{ _id: null, n: 2 }]);
    expect(
      await Members.findOneAndUpdate({ _id: "a" }, { name: "Z" }, { returnDocument: "after" }).lean(),
    ).toMatchObject({ name: "Z" });
    expect((await Members.deleteMany({ _id: { $in: ["a", "b"] } })).deletedCount).toBe(2);
  });
  test("a model's insertMany says which were refused", async () => {
    const Members = await engine.model(member());
    const rows = ["1", "2", "1", "3"].map((email, n) => ({ _id: `m${n}`, name: "x", email }));
    const error = await caught(Members.insertMany(rows, { ordered: false }));
    expect(error).toMatchObject({ code: 11000 });
    expect(error.insertedDocs).toHaveLength(3);
    expect(error.writeErrors).toHaveLength(1);
  });
});
