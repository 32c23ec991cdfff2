/** Conformance, reading: every filter, sort, window, projection and aggregation that the house may use, once. */
import { expect } from "@jest/globals";
import mongoose from "mongoose";
import { ids, onEveryEngine } from "./engines.ts";
import type { Row } from "./fresh-file.ts";

const at = (day: number) => new Date(Date.UTC(2026, 0, day));
const people: Row[] = [
  { _id: "a", name: "Ada", age: 36, tags: ["x", "y"], home: { city: "Rome" }, at: at(1), active: true },
  { _id: "b", name: "ben", age: 20, tags: ["y"], home: { city: "Oslo" }, at: at(2), active: false, note: null },
  { _id: "c", name: "Cyd", age: 51.5, tags: [], home: {}, at: at(3), active: true, note: "c*" },
  { _id: "d", name: "Éva", tags: ["x", "z"], at: at(4), scores: [3, 8] },
  {
    _id: "e",
    age: null,
    at: at(5),
    scores: [5],
    answers: [
      { by: "ann", votes: 2 },
      { by: "bob", votes: 9 },
    ],
  },
  { _id: "f", age: "36", tags: "x", answers: [{ by: "ann", votes: 7 }, { by: "cat" }] },
];

const pathsOf = (filter: Row): string[] => {
  const paths = Object.entries(filter).flatMap(([key, value]) =>
    key.startsWith("$") ? (value as Row[]).flatMap(pathsOf) : [key],
  );
  return [...new Set(paths)];
};

onEveryEngine((engine) => {
  const { test } = engine;
  /** Each filter is asked three times: without an index, and with indexes on its fields, one of them over two. */
  const finds = (name: string, filter: Row, expected: string[]) =>
    test(`finds by ${name}`, async () => {
      const paths = pathsOf(filter).filter((path) => path !== "_id" && !/\d/.test(path));
      const bare = await engine.collection(people);
      const indexed = await engine.collection(
        people,
        paths.map((path) => [{ [path]: 1 }]),
      );
      const compound = await engine.collection(
        people,
        paths.length > 0 ? [[Object.fromEntries([...paths, "_id"].map((path) => [path, 1]))]] : [],
      );
      for (const collection of [bare, indexed, compound]) {
        expect((await ids(collection.find(filter))).sort()).toEqual(expected);
        expect(await collection.countDocuments(filter)).toBe(expected.length);
      }
    });

  finds("everything", {}, ["a", "b", "c", "d", "e", "f"]);
  finds("_id", { _id: "b" }, ["b"]);
  finds("equality of text", { name: "Ada" }, ["a"]);
  finds("equality of numbers", { age: 36 }, ["a"]);
  finds("equality of dates", { at: at(2) }, ["b"]);
  finds("equality of booleans", { active: true }, ["a", "c"]);
  finds("equality with null, which is missing too", { age: null }, ["d", "e"]);
  finds("equality with an element", { tags: "x" }, ["a", "d", "f"]);
  finds("equality with a whole array", { tags: ["x", "y"] }, ["a"]);
  finds("equality with an empty array", { tags: [] }, ["c"]);
  finds("equality with a subdocument", { home: { city: "Rome" } }, ["a"]);
  finds("a path into a subdocument", { "home.city": "Oslo" }, ["b"]);
  finds("a path into the elements of an array", { "answers.by": "ann" }, ["e", "f"]);
  finds("a position in an array", { "answers.1.by": "bob" }, ["e"]);
  finds("$eq", { age: { $eq: 20 } }, ["b"]);
  finds("$ne", { tags: { $ne: "x" } }, ["b", "c", "e"]);
  finds("$gt, of the same type alone", { age: { $gt: 20 } }, ["a", "c"]);
  finds("$gte", { age: { $gte: 20 } }, ["a", "b", "c"]);
  finds("$lt", { at: { $lt: at(3) } }, ["a", "b"]);
  finds("$lte", { name: { $lte: "Cyd" } }, ["a", "c"]);
  finds("a range", { at: { $gt: at(1), $lt: at(4) } }, ["b", "c"]);
  finds("a range that two elements meet, each one end", { scores: { $gt: 7, $lt: 4 } }, ["d"]);
  finds("$in", { name: { $in: ["Ada", "ben", "Nobody"] } }, ["a", "b"]);
  finds("$in with null", { note: { $in: [null, "c*"] } }, ["a", "b", "c", "d", "e", "f"]);
  finds("$in of elements", { tags: { $in: ["x", "z"] } }, ["a", "d", "f"]);
  finds("$in of a pattern", { name: { $in: [/^A/, "ben"] } }, ["a", "b"]);
  finds("$in of nothing", { name: { $in: [] } }, []);
  finds("$nin", { name: { $nin: ["Ada", null] } }, ["b", "c", "d"]);
  finds("$exists", { note: { $exists: true } }, ["b", "c"]);
  finds("$exists: false", { tags: { $exists: false } }, ["e"]);
  finds("$type", { age: { $type: "string" } }, ["f"]);
  finds("$not", { age: { $not: { $gt: 20 } } }, ["b", "d", "e", "f"]);
  finds("$all", { tags: { $all: ["x", "z"] } }, ["d"]);
  finds("$size", { tags: { $size: 2 } }, ["a", "d"]);
  finds("$elemMatch of fields", { answers: { $elemMatch: { by: "ann", votes: { $gt: 5 } } } }, ["f"]);
  finds("$elemMatch of values", { scores: { $elemMatch: { $gt: 2, $lt: 5 } } }, ["d"]);
  finds("$mod", { age: { $mod: [2, 0] } }, ["a", "b"]);
  test("finds by a regular expression, in a field without index", async () => {
    const collection = await engine.collection(people);
    expect(await ids(collection.find({ name: /^[AB]/i }))).toEqual(["a", "b"]);
    expect(await ids(collection.find({ name: { $regex: "^b", $options: "i" } }))).toEqual(["b"]);
  });
  test("finds by a regular expression, in an indexed field", async () => {
    const collection = await engine.collection(people, [[{ name: 1 }]]);
    expect(await ids(collection.find({ name: /^Ad/ }))).toEqual(["a"]);
    expect(await ids(collection.find({ name: /d/ }).sort({ _id: 1 }))).toEqual(["a", "c"]);
  });
  finds("$and", { $and: [{ tags: "x" }, { age: 36 }] }, ["a"]);
  finds("$or", { $or: [{ age: 20 }, { tags: "z" }] }, ["b", "d"]);
  finds("$or beside other conditions", { active: true, $or: [{ age: { $lt: 40 } }, { tags: { $size: 0 } }] }, [
    "a",
    "c",
  ]);
  finds("$nor", { $nor: [{ tags: "x" }, { active: false }] }, ["c", "e"]);
  finds("several fields", { active: true, age: { $gt: 40 } }, ["c"]);

  test("an element that is null and one that is missing", async () => {
    const rows = [
      { _id: 1, a: [{ b: 1 }, {}] },
      { _id: 2, a: [{ b: 1 }] },
      { _id: 3, a: { b: null } },
      { _id: 4 },
      { _id: 5, a: [null] },
    ];
    for (const indexes of [[], [[{ "a.b": 1 }]]] as [Row][][]) {
      const collection = await engine.collection(rows, indexes);
      expect(await ids(collection.find({ "a.b": null }).sort({ _id: 1 }))).toEqual([1, 3, 4]);
      expect(await ids(collection.find({ a: { $in: [null] } }).sort({ _id: 1 }))).toEqual([4, 5]);
    }
  });

  test("ids of every kind", async () => {
    const id = new mongoose.Types.ObjectId();
    const collection = await engine.collection([
      { _id: id, of: id },
      { _id: 7 },
      { _id: "7" },
      { _id: { webinar: 1, person: "x" } },
    ]);
    expect(await collection.findOne({ _id: id })).toEqual({ _id: id, of: id });
    expect(await collection.findOne({ of: id })).toEqual({ _id: id, of: id });
    expect(await collection.findOne({ _id: 7 as never })).toEqual({ _id: 7 });
    expect(await collection.findOne({ _id: "7" as never })).toEqual({ _id: "7" });
    expect(await collection.findOne({ _id: { webinar: 1, person: "x" } as never })).toEqual({
      _id: { webinar: 1, person: "x" },
    });
  });

  test("every type comes back as it was", async () => {
    const whole = {
      _id: "t",
      text: 'ñ\u0000😀"\\',
      zero: 0,
      minus: -1.5,
      big: 2 ** 53,
      yes: true,
      none: null,
      date: new Date(-5),
      list: [1, [2, []], {}],
      sub: { $set: 1, "a-b": { c: [] } },
      bytes: Buffer.from([0, 255]),
    };
    const collection = await engine.collection([whole]);
    const found = (await collection.findOne({ _id: "t" as never })) as unknown as typeof whole;
    expect({ ...found, bytes: null }).toEqual({ ...whole, bytes: null });
    expect(Buffer.from((found.bytes as unknown as { buffer: Uint8Array }).buffer)).toEqual(whole.bytes);
  });

  test("sorts by one field and by several, up and down", async () => {
    const collection = await engine.collection(people, [[{ active: 1, at: -1 }]]);
    expect(await ids(collection.find({ at: { $exists: true } }).sort({ at: -1 }))).toEqual(["e", "d", "c", "b", "a"]);
    expect(await ids(collection.find().sort({ active: 1, _id: -1 }))).toEqual(["f", "e", "d", "b", "c", "a"]);
    expect(await ids(collection.find({ active: true }).sort({ at: -1 }))).toEqual(["c", "a"]);
    expect(await ids(collection.find({ active: true }).sort({ at: 1, _id: 1 }))).toEqual(["a", "c"]);
  });
  test("sorts values of different types in MongoDB's order", async () => {
    const id = new mongoose.Types.ObjectId();
    const values = [
      null,
      -3,
      2.5,
      10,
      "",
      "B",
      "a",
      { x: 1 },
      Buffer.from([1]),
      id,
      false,
      true,
      new Date(1),
      new Date(2),
    ];
    const rows = values.map((value, _id) => ({ _id, value }));
    for (const indexes of [[], [[{ value: 1 }]]] as [Row][][]) {
      const collection = await engine.collection([...rows].reverse(), indexes);
      expect(await ids(collection.find().sort({ value: 1 }))).toEqual(rows.map(({ _id }) => _id));
      expect(await ids(collection.find().sort({ value: -1 }))).toEqual(rows.map(({ _id }) => _id).reverse());
    }
  });
  test("bytes are found, and sorted, the shorter first", async () => {
    const rows = [[9], [1, 2], [1, 3], [0, 0, 0]].map((bytes, _id) => ({ _id, bytes: Buffer.from(bytes) }));
    for (const indexes of [[], [[{ bytes: 1 }]]] as [Row][][]) {
      const collection = await engine.collection([...rows].reverse(), indexes);
      expect(await ids(collection.find().sort({ bytes: 1 }))).toEqual([0, 1, 2, 3]);
      expect(await ids(collection.find({ bytes: Buffer.from([1, 3]) }))).toEqual([2]);
    }
  });
  test("sorts subdocuments field by field", async () => {
    const values = [{}, { a: 1 }, { a: 1, b: 0 }, { a: 2 }, { b: 1 }, { a: "text" }, { a: { c: 1 } }];
    for (const indexes of [[], [[{ value: 1 }]]] as [Row][][]) {
      const collection = await engine.collection(values.map((value, _id) => ({ _id, value })).reverse(), indexes);
      expect(await ids(collection.find().sort({ value: 1 }))).toEqual([0, 1, 2, 3, 4, 5, 6]);
    }
  });
  test("sorts text by its code points", async () => {
    const words = ["Z", "a", "é", "ب", "\uffee", "😀"];
    for (const indexes of [[], [[{ word: 1 }]]] as [Row][][]) {
      const collection = await engine.collection(
        [...words].reverse().map((word, _id) => ({ _id, word })),
        indexes,
      );
      expect((await collection.find().sort({ word: 1 }).toArray()).map(({ word }) => word)).toEqual(words);
    }
  });
  test("sorts arrays by their least element up, by their greatest down", async () => {
    const rows = [
      { _id: 1, n: [5, 1] },
      { _id: 2, n: [3, 4] },
      { _id: 3, n: 2 },
    ];
    for (const indexes of [[], [[{ n: 1 }]]] as [Row][][]) {
      const collection = await engine.collection(rows, indexes);
      expect(await ids(collection.find().sort({ n: 1 }))).toEqual([1, 3, 2]);
      expect(await ids(collection.find().sort({ n: -1 }))).toEqual([1, 2, 3]);
    }
  });
  test("skips and limits", async () => {
    const collection = await engine.collection(people, [[{ at: 1 }]]);
    expect(await ids(collection.find().sort({ _id: 1 }).skip(1).limit(2))).toEqual(["b", "c"]);
    expect(
      await ids(
        collection
          .find({ at: { $gte: at(2) } })
          .sort({ at: 1 })
          .skip(1)
          .limit(2),
      ),
    ).toEqual(["c", "d"]);
    expect(
      await ids(
        collection
          .find({ tags: { $ne: "y" } })
          .sort({ _id: -1 })
          .limit(2),
      ),
    ).toEqual(["f", "e"]);
    expect(await collection.countDocuments({ at: { $gte: at(2) } }, { skip: 1, limit: 2 })).toBe(2);
  });
  test("projects fields in, out, and inside subdocuments and arrays", async () => {
    const collection = await engine.collection(people);
    const project = (projection: Row, _id = "a") => collection.findOne({ _id: _id as never }, { projection });
    expect(await project({ name: 1 })).toEqual({ _id: "a", name: "Ada" });
    expect(await project({ name: 1, _id: 0 })).toEqual({ name: "Ada" });
    expect(await project({ "home.city": 1, _id: 0 })).toEqual({ home: { city: "Rome" } });
    expect(await project({ "answers.by": 1 }, "e")).toEqual({ _id: "e", answers: [{ by: "ann" }, { by: "bob" }] });
    expect(await project({ tags: 0, home: 0, at: 0, active: 0 })).toEqual({ _id: "a", name: "Ada", age: 36 });
    expect(await project({ _id: 0, name: 0, age: 0, at: 0, "home.city": 0, tags: 0, active: 0 })).toEqual({ home: {} });
  });
  test("findOne, in the order of a sort", async () => {
    const collection = await engine.collection(people);
    expect(await collection.findOne({ at: { $exists: true } }, { sort: { at: -1 } })).toMatchObject({ _id: "e" });
    expect(await collection.findOne({ _id: "none" as never })).toBeNull();
  });
  test("a cursor yields one after another, and as long a result as there is", async () => {
    const collection = await engine.collection(Array.from({ length: 1500 }, (_, _id) => ({ _id, n: _id % 7 })));
    const seen: unknown[] = [];
    for await (const each of collection.find({ n: { $lt: 6 } })) seen.push(each._id);
    expect(seen).toHaveLength(1286);
    expect(new Set(seen).size).toBe(1286);
    const cursor = collection.find().sort({ _id: 1 });
    expect(await cursor.next()).toEqual({ _id: 0, n: 0 });
    expect(await cursor.hasNext()).toBe(true);
    await cursor.close();
    expect(await collection.find().toArray()).toHaveLength(1500);
  });
  test("distinct values, those of arrays one by one", async () => {
    const collection = await engine.collection(people);
    expect((await collection.distinct("tags")).sort()).toEqual(["x", "y", "z"]);
    expect(await collection.distinct("name", { active: true })).toEqual(["Ada", "Cyd"]);
  });
  test("estimates the number of documents", async () => {
    expect(await (await engine.collection(people)).estimatedDocumentCount()).toBe(6);
  });

  // ---- aggregation

  const votes = ["a1", "a2", "b1", "c1", "c2", "c3"].map((_id, n) => ({
    _id,
    question: _id[0],
    n,
    at: at(n + 1),
    labels: n % 2 ? ["x", "y"] : [],
  }));
  const aggregates = (name: string, pipeline: Row[], expected: unknown[]) =>
    test(`aggregates ${name}`, async () => {
      for (const indexes of [[], [[{ question: 1, n: 1 }]]] as [Row][][])
        expect(await (await engine.collection(votes, indexes)).aggregate(pipeline as never).toArray()).toEqual(
          expected,
        );
    });
  aggregates("with $match and $count", [{ $match: { question: "c" } }, { $count: "votes" }], [{ votes: 3 }]);
  aggregates("with $count of nothing", [{ $match: { question: "z" } }, { $count: "votes" }], []);
  aggregates(
    "with $group and $sort",
    [{ $group: { _id: "$question", votes: { $sum: 1 }, total: { $sum: "$n" } } }, { $sort: { votes: -1 } }],
    [
      { _id: "c", votes: 3, total: 12 },
      { _id: "a", votes: 2, total: 1 },
      { _id: "b", votes: 1, total: 2 },
    ],
  );
  aggregates(
    "with $avg, $min, $max, $first, $last",
    [
      { $sort: { n: 1 } },
      {
        $group: {
          _id: null,
          avg: { $avg: "$n" },
          min: { $min: "$n" },
          max: { $max: "$at" },
          first: { $first: "$_id" },
          last: { $last: "$_id" },
        },
      },
    ],
    [{ _id: null, avg: 2.5, min: 0, max: at(6), first: "a1", last: "c3" }],
  );
  aggregates(
    "with $push",
    [{ $match: { question: "a" } }, { $sort: { n: -1 } }, { $group: { _id: "$question", all: { $push: "$n" } } }],
    [{ _id: "a", all: [1, 0] }],
  );
  aggregates(
    "with $addToSet",
    [{ $match: { question: "a" } }, { $group: { _id: null, all: { $addToSet: "$question" } } }],
    [{ _id: null, all: ["a"] }],
  );
  aggregates(
    "with a $group by several fields",
    [{ $match: { n: { $lt: 2 } } }, { $group: { _id: { question: "$question" }, votes: { $sum: 1 } } }],
    [{ _id: { question: "a" }, votes: 2 }],
  );
  aggregates(
    "with $skip and $limit",
    [{ $sort: { _id: 1 } }, { $skip: 2 }, { $limit: 2 }, { $project: { n: 1 } }],
    [
      { _id: "b1", n: 2 },
      { _id: "c1", n: 3 },
    ],
  );
  aggregates(
    "with $project of an expression",
    [
      { $match: { _id: "c3" } },
      { $project: { _id: 0, q: "$question", twice: { $multiply: ["$n", 2] }, late: { $gt: ["$n", 3] } } },
    ],
    [{ q: "c", twice: 10, late: true }],
  );
  aggregates(
    "with $project that leaves out",
    [{ $match: { _id: "a1" } }, { $project: { at: 0, labels: 0 } }],
    [{ _id: "a1", question: "a", n: 0 }],
  );
  aggregates(
    "with $project of $size, $ifNull, $cond and $filter",
    [
      { $match: { _id: "a2" } },
      {
        $project: {
          labels: { $size: "$labels" },
          none: { $ifNull: ["$missing", "none"] },
          kind: { $cond: [{ $eq: ["$n", 1] }, "one", "many"] },
          only: { $filter: { input: "$labels", as: "each", cond: { $eq: ["$$each", "x"] } } },
        },
      },
    ],
    [{ _id: "a2", labels: 2, none: "none", kind: "one", only: ["x"] }],
  );
  aggregates(
    "with $unwind",
    [{ $unwind: "$labels" }, { $group: { _id: "$labels", votes: { $sum: 1 } } }, { $sort: { _id: 1 } }],
    [
      { _id: "x", votes: 3 },
      { _id: "y", votes: 3 },
    ],
  );
  aggregates(
    "with $unwind that keeps what has none",
    [
      { $match: { question: "a" } },
      { $sort: { n: 1 } },
      { $unwind: { path: "$labels", preserveNullAndEmptyArrays: true } },
      { $project: { labels: 1 } },
    ],
    [{ _id: "a1" }, { _id: "a2", labels: "x" }, { _id: "a2", labels: "y" }],
  );
  aggregates(
    "with $match after $group",
    [{ $group: { _id: "$question", votes: { $sum: 1 } } }, { $match: { votes: { $gte: 2 } } }, { $sort: { _id: 1 } }],
    [
      { _id: "a", votes: 2 },
      { _id: "c", votes: 3 },
    ],
  );
  aggregates(
    "by week",
    [
      { $group: { _id: { $dateToString: { date: "$at", format: "%Y-%m-%d" } }, votes: { $sum: 1 } } },
      { $sort: { _id: 1 } },
      { $limit: 1 },
    ],
    [{ _id: "2026-01-01", votes: 1 }],
  );
});
