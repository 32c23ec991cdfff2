/** What the embedded engine promises beside MongoDB's own rules: refusals by name, one server a file, a free event loop. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { execPath } from "node:process";
import { DatabaseSync } from "node:sqlite";
import { text as streamText } from "node:stream/consumers";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import mongoose, { type Connection, Schema } from "mongoose";
import {
  backUp,
  engineOf,
  isEmbedded,
  useEmbeddedDriver,
  useMongoDriver,
} from "../../server/embedded-database/index.ts";
import { freshFile, type Row } from "./fresh-file.ts";

const open = (url: string, sqlite: Row = {}) => mongoose.createConnection(url, { sqlite } as object).asPromise();

/** Its threads, and what it asks of them by itself. */
const insideOf = (of: Connection) =>
  engineOf(of) as unknown as Record<"writer" | "scanner", { worker: { terminate(): Promise<number> } } | null> & {
    checkpoint(): Promise<void>;
  };

/** What a process of its own says, and how it ends. */
async function run(command: string, args: string[]): Promise<{ said: string; code: number }> {
  const child = spawn(command, args, { stdio: ["ignore", "pipe", "inherit"] });
  const [said, [code]] = await Promise.all([streamText(child.stdout), once(child, "close")]);
  return { said: said.trim(), code };
}
const house = await freshFile();
let connection: Connection;
beforeAll(async () => {
  useEmbeddedDriver();
  connection = await open(house.url);
});
afterAll(async () => {
  await connection.destroy();
  await house.remove();
});

describe("what is not supported is refused by name, and nothing is ignored", () => {
  const things = () => connection.collection<Row>("things");
  const refused: [string, () => Promise<unknown>][] = [
    ["$text", () => things().findOne({ $text: { $search: "x" } })],
    ["$where", () => things().findOne({ $where: "true" })],
    ["$expr", () => things().findOne({ $expr: { $eq: ["$a", "$b"] } })],
    ["$jsonSchema", () => things().countDocuments({ $jsonSchema: {} })],
    [
      "$near",
      () =>
        things()
          .find({ place: { $near: [0, 0] } })
          .toArray(),
    ],
    ["$bitsAllSet", () => things().findOne({ a: { $bitsAllSet: 1 } })],
    ["$unheardOf", () => things().findOne({ $or: [{ a: 1 }, { a: { $not: { $unheardOf: 1 } } }] } as never)],
    [
      "$lookup",
      () =>
        things()
          .aggregate([{ $lookup: { from: "x", localField: "a", foreignField: "b", as: "c" } }])
          .toArray(),
    ],
    [
      "$out",
      () =>
        things()
          .aggregate([{ $out: "x" }])
          .toArray(),
    ],
    [
      "$facet",
      () =>
        things()
          .aggregate([{ $facet: {} }])
          .toArray(),
    ],
    [
      "$merge",
      () =>
        things()
          .aggregate([{ $merge: "x" }])
          .toArray(),
    ],
    [
      "$stdDevPop",
      () =>
        things()
          .aggregate([{ $group: { _id: null, s: { $stdDevPop: "$a" } } }])
          .toArray(),
    ],
    [
      "$function",
      () =>
        things()
          .aggregate([{ $project: { a: { $function: { body: "x", args: [], lang: "js" } } } }])
          .toArray(),
    ],
    [
      "$rand",
      () =>
        things()
          .aggregate([{ $project: { a: { $rand: {} } } }])
          .toArray(),
    ],
    [
      "$$NOW",
      () =>
        things()
          .aggregate([{ $project: { a: "$$NOW" } }])
          .toArray(),
    ],
    [
      "$where",
      () =>
        things()
          .aggregate([{ $match: { $where: "true" } }])
          .toArray(),
    ],
    ["$currentDate", () => things().updateOne({}, { $currentDate: { a: true } } as never)],
    ["$bit", () => things().updateOne({}, { $bit: { a: { and: 1 } } } as never)],
    ["aggregation pipeline", () => things().updateOne({}, [{ $set: { a: 1 } }])],
    [
      "collation",
      () =>
        things()
          .find({}, { collation: { locale: "en" } })
          .toArray(),
    ],
    ["hint2", () => things().findOne({}, { hint2: 1 } as never)],
    ["let", () => things().deleteOne({}, { let: { a: 1 } })],
    ["$slice", () => things().findOne({}, { projection: { a: { $slice: 1 } } })],
    [
      "$meta",
      () =>
        things()
          .find({}, { sort: { score: { $meta: "textScore" } } })
          .toArray(),
    ],
    ["text", () => things().createIndex({ a: "text" })],
    ["2dsphere", () => things().createIndex({ a: "2dsphere" })],
    ["expireAfterSeconds", () => things().createIndex({ a: 1 }, { expireAfterSeconds: 5 })],
    ["collation", () => things().createIndex({ a: 1 }, { collation: { locale: "en" } })],
    ["Decimal128", () => things().insertOne({ a: mongoose.Types.Decimal128.fromString("1.5") })],
    ["bigint", () => things().insertOne({ a: 5n })],
    ["sessions and transactions", () => connection.startSession()],
    ["sessions and transactions", () => connection.transaction(async () => {})],
    ["sessions and transactions", () => things().insertOne({}, { session: {} as never })],
    ["change streams", async () => things().watch()],
    ["rename", async () => things().rename("other")],
    ["names no file", () => open("sqlite:relative.db")],
    ["useDb", async () => connection.useDb("other")],
    ["capped", () => connection.createCollection("c", { capped: true, size: 5 })],
  ];
  test.each(refused)("%s", async (name, work) => {
    await expect(Promise.resolve().then(work)).rejects.toThrow(name);
  });

  test("populate, which mongoose does with finds of its own, works", async () => {
    const Authors = connection.model("Author", new Schema({ _id: String, name: String }));
    const Books = connection.model("Book", new Schema({ _id: String, author: { type: String, ref: "Author" } }));
    await Authors.create({ _id: "a", name: "Ada" });
    await Books.create({ _id: "b", author: "a" });
    expect(await Books.findById("b").populate("author").lean()).toMatchObject({ author: { name: "Ada" } });
  });
});

describe("one file, one server", () => {
  const door = pathToFileURL(fileURLToPath(new URL("../../server/embedded-database/index.ts", import.meta.url))).href;
  const driver = import.meta.resolve("mongoose");
  const imports = `import mongoose from ${JSON.stringify(driver)}; import { useEmbeddedDriver } from ${JSON.stringify(door)}; useEmbeddedDriver();`;

  /** A server of its own on a file, up once it says so. */
  async function otherServer(url: string) {
    const code = `${imports}
      try { await mongoose.connect(${JSON.stringify(url)}); console.log("up"); } catch (error) { console.log(error.message); }`;
    const child = spawn(
      process.execPath,
      ["--disable-warning=ExperimentalWarning", "--input-type=module", "-e", code],
      { stdio: ["ignore", "pipe", "inherit"] },
    );
    const [line] = (await once(child.stdout, "data")) as [Buffer];
    return { child, said: String(line).trim() };
  }
  test("a second server on the same file is refused in one sentence; a killed one is in nobody's way", async () => {
    const { url, file, remove } = await freshFile();
    const first = await otherServer(url);
    expect(first.said).toBe("up");
    await expect(open(url)).rejects.toThrow(
      `${file} is open in another server: two servers on one SQLite file are refused`,
    );
    first.child.kill("SIGKILL");
    await once(first.child, "exit");
    const after = await open(url);
    const second = await otherServer(url);
    expect(second.said).toContain("is open in another server");
    await once(second.child, "exit");
    await after.destroy();
    await remove();
  });
  test("a server may be given a size of its heap, and whatever else its threads may not have", async () => {
    const { url, remove } = await freshFile();
    const code = `${imports} await mongoose.connect(${JSON.stringify(url)}); const things = mongoose.connection.collection("things");
      await things.insertOne({ n: 1 }); console.log(await things.aggregate([{ $count: "n" }]).next()); await mongoose.disconnect();`;
    const flags = ["--max-old-space-size=300", "--stack-trace-limit=20", "--title=colloquy", "--input-type=module"];
    expect(await run(execPath, [...flags, "-e", code])).toEqual({ said: "{ n: 1 }", code: 0 });
    await remove();
  });
  test("a file that something else wrote is refused and left as it is", async () => {
    const { url, file, remove } = await freshFile();
    const other = new DatabaseSync(file);
    other.exec("PRAGMA application_id = 7; CREATE TABLE theirs(a)");
    other.close();
    await expect(open(url)).rejects.toThrow("was not written by this version");
    const again = new DatabaseSync(file);
    expect(again.prepare("SELECT name FROM sqlite_schema").all()).toHaveLength(1);
    again.close();
    await remove();
  });
  test("several files at once, each with its own documents; a closed one opens again with all it had", async () => {
    const houses = await Promise.all([freshFile(), freshFile()]);
    const open2 = () => Promise.all(houses.map(({ url }) => open(url)));
    const first = await open2();
    await Promise.all(
      first.map(async (each, n) => {
        await each.collection("things").createIndex({ tags: 1 }, { unique: true });
        await each.collection("things").insertOne({ n, tags: ["a", "b"] });
      }),
    );
    await Promise.all(first.map((each) => each.destroy()));
    const again = await open2();
    for (const [n, each] of again.entries()) {
      expect(await each.collection("things").find({ tags: "b" }).toArray()).toMatchObject([{ n }]);
      expect(
        await each
          .collection("things")
          .insertOne({ tags: "a" })
          .catch(({ code }) => code),
      ).toBe(11000);
    }
    await Promise.all(again.map((each) => each.destroy()));
    await Promise.all(houses.map(({ remove }) => remove()));
  });
  test("the driver leaves addresses of MongoDB to mongoose's own", async () => {
    const away = mongoose.createConnection("mongodb://127.0.0.1:1/none", { serverSelectionTimeoutMS: 50 });
    await expect(away.asPromise()).rejects.toThrow(/ECONNREFUSED|Server selection timed out/);
    await away.destroy();
    expect(isEmbedded(away)).toBe(false);
    expect(isEmbedded(connection)).toBe(true);
    await expect(backUp(away, "copy.db")).rejects.toThrow("mongodump");
    expect(typeof useMongoDriver).toBe("function");
  });
  test("closing waits for what was asked before, and refuses what is asked after", async () => {
    const { url, remove } = await freshFile();
    const brief = await open(url);
    const things = brief.collection("things");
    const writes = Array.from({ length: 50 }, (_, n) => things.insertOne({ n }));
    await Promise.all([...writes, brief.destroy()]);
    const again = await open(url);
    expect(await again.collection("things").countDocuments()).toBe(50);
    await again.destroy();
    await remove();
  });
});

describe("nobody waits for others", () => {
  const many = 20_000;
  let large: Connection;
  let file: Awaited<ReturnType<typeof freshFile>>;
  beforeAll(async () => {
    file = await freshFile();
    large = await open(file.url, { synchronous: "NORMAL" });
    const rows = Array.from({ length: many }, (_, _id) => ({ _id, n: _id % 10, text: `row ${_id} `.repeat(30) }));
    for (let at = 0; at < many; at += 2000)
      await large.collection("rows").insertMany(rows.slice(at, at + 2000) as never);
  });
  afterAll(async () => {
    await large.destroy();
    await file.remove();
  });

  test("while a whole collection is looked through, small reads and writes come first", async () => {
    const rows = large.collection<{ _id: number; [field: string]: unknown }>("rows");
    const order: string[] = [];
    const scan = rows.countDocuments({ text: /row 19999 / }).then((count) => {
      order.push("scan");
      return count;
    });
    for (let n = 0; n < 20; n++) expect(await rows.findOne({ _id: n })).toMatchObject({ n: n % 10 });
    await rows.updateOne({ _id: 1 }, { $set: { n: 1 } });
    order.push("small");
    expect(await scan).toBe(1);
    expect(order).toEqual(["small", "scan"]);
  });
  test("a page of a list is read in its order and no further, if its alternatives lead to many; to few, by these", async () => {
    const { url, remove } = await freshFile();
    const brief = await open(url, { synchronous: "NORMAL" });
    const rows = brief.collection<{ _id: number; [field: string]: unknown }>("pages");
    await rows.createIndex({ at: -1, _id: -1 });
    await rows.createIndex({ name: 1 });
    await rows.insertMany(Array.from({ length: 2000 }, (_, _id) => ({ _id, at: _id >> 1, name: `n${_id}` })));
    const page = (filter: Row) => rows.find(filter).sort({ at: -1, _id: -1 }).limit(3).toArray();
    const second = await page({ $or: [{ at: { $lt: 990 } }, { at: 990, _id: { $lt: 1981 } }] });
    expect(second.map(({ _id }) => _id)).toEqual([1980, 1979, 1978]);
    const named = await page({ $or: [{ name: "n7" }, { name: "n8" }] });
    expect(named.map(({ _id }) => _id)).toEqual([8, 7]);
    // Neither was left to the scanner.
    expect(insideOf(brief).scanner === null).toBe(true);
    await brief.destroy();
    await remove();
  });
  test("an update of many without an index lets other writes between, and says the same numbers", async () => {
    const rows = large.collection<{ _id: number; [field: string]: unknown }>("rows");
    const order: string[] = [];
    const update = rows.updateMany({ n: 3, seen: { $exists: false } }, { $set: { seen: true } }).then((answer) => {
      order.push("many");
      return answer;
    });
    await pause(1);
    await rows.insertOne({ _id: many, n: 0 });
    order.push("one");
    expect(await update).toMatchObject({ matchedCount: many / 10, modifiedCount: many / 10 });
    expect(order).toEqual(["one", "many"]);
    expect(await rows.countDocuments({ seen: true })).toBe(many / 10);
    expect(await rows.deleteMany({ seen: true })).toMatchObject({ deletedCount: many / 10 });
    expect(await rows.updateMany({ n: 77 }, { $set: { a: 1 } }, { upsert: true })).toMatchObject({ upsertedCount: 1 });
  });
  test("a bulk write of very many is done in parts, and says which failed", async () => {
    const things = large.collection<{ _id: number }>("parts");
    await things.insertOne({ _id: 1200 });
    const documents = Array.from({ length: 1600 }, (_, _id) => ({ _id }));
    const error = await things.insertMany(documents, { ordered: false }).catch((thrown) => thrown);
    expect(error).toMatchObject({ code: 11000, insertedCount: 1599, writeErrors: [{ index: 1200 }] });
    await things.deleteMany({});
    await things.insertOne({ _id: 600 });
    expect(await things.insertMany(documents).catch((thrown) => thrown)).toMatchObject({ insertedCount: 600 });
    expect(await things.countDocuments()).toBe(601);
  });
  test("one that the engine itself stumbles over takes no other along either", async () => {
    let deep: unknown = {};
    for (let n = 0; n < 4000; n++) deep = { a: deep };
    const things = large.collection<Row>("deep");
    const tries = await Promise.allSettled([
      things.insertOne({ n: 1 }),
      things.insertOne({ deep }),
      things.insertOne({ n: 2 }),
    ]);
    expect([tries[0]?.status, tries[2]?.status]).toEqual(["fulfilled", "fulfilled"]);
    expect(await things.countDocuments({ n: { $gt: 0 } })).toBe(2);
  });
  test("one that fails takes no other along that was committed with it", async () => {
    const things = large.collection<Row>("together");
    await things.createIndex({ name: 1 }, { unique: true });
    const tries = await Promise.allSettled(Array.from({ length: 30 }, (_, n) => things.insertOne({ name: n % 20 })));
    expect(tries.filter(({ status }) => status === "rejected")).toHaveLength(10);
    expect(await things.countDocuments()).toBe(20);
  });
  test("an index learns of its first array with the very write that brings it", async () => {
    const things = large.collection<Row>("first-arrays");
    await things.createIndex({ a: 1 });
    await things.insertOne({ a: 5 });
    expect(await things.countDocuments({ a: { $gt: 6, $lt: 3 } })).toBe(0);
    await things.insertOne({ a: [1, 9] });
    expect(await things.countDocuments({ a: { $gt: 6, $lt: 3 } })).toBe(1);
  });
  test("a copy is taken while writes go on", async () => {
    const target = join(file.file, "..", "copy.db");
    const writes = Array.from({ length: 20 }, (_, n) => large.collection("during").insertOne({ n }));
    await Promise.all([backUp(large, target), ...writes]);
    expect(existsSync(target)).toBe(true);
    const copy = await open(pathToFileURL(target).href.replace("file:", "sqlite:"));
    expect(await copy.collection("together").countDocuments()).toBe(20);
    await copy.destroy();
  });
});

describe("when something breaks", () => {
  test("a full disk refuses by name, keeps what was there, and recovers once there is room", async () => {
    const { url, remove } = await freshFile();
    const small = await open(url, { largestFile: 400_000 });
    const things = small.collection<{ _id: number; text: string }>("things");
    let written = 0;
    const failure = await (async () => {
      for (;;) {
        await things.insertOne({ _id: written, text: "x".repeat(5000) });
        written++;
      }
    })().catch((error) => error);
    expect(failure).toMatchObject({ name: "MongoServerError", code: 14031, codeName: "OutOfDiskSpace" });
    expect(written).toBeGreaterThan(20);
    expect(await things.countDocuments()).toBe(written);
    await things.deleteMany({ _id: { $lt: 20 } });
    await things.insertOne({ _id: 1, text: "room again" });
    expect(await things.countDocuments()).toBe(written - 19);
    await small.destroy();
    await remove();
  });
  test("if the writer dies, whoever waits is told, and so is whoever comes after", async () => {
    const { url, remove } = await freshFile();
    const brief = await open(url);
    await brief.collection("things").insertOne({ n: 1 });
    expect(await brief.db?.command({ ping: 1 })).toEqual({ ok: 1 });
    const waiting = brief
      .collection("things")
      .insertOne({ n: 2 })
      .catch((error) => error);
    await insideOf(brief).writer?.worker.terminate();
    expect([await waiting].filter((each) => each instanceof Error || each.acknowledged)).toHaveLength(1);
    await expect(brief.collection("things").insertOne({ n: 3 })).rejects.toThrow("has stopped");
    await expect(brief.db?.command({ ping: 1 })).rejects.toThrow("has stopped");
    expect(await brief.collection("things").findOne({ n: 1 })).not.toBeNull();
    await brief.destroy();
    await remove();
  });
  test("if the scanner dies, whoever waits is told, and the next need begins another", async () => {
    const { url, remove } = await freshFile();
    const brief = await open(url, { synchronous: "NORMAL" });
    const things = brief.collection<{ _id: number }>("things");
    await things.insertMany(Array.from({ length: 2000 }, (_, _id) => ({ _id })));
    const inside = insideOf(brief);
    const [left, read] = [things.find(), things.find()];
    for (const cursor of [left, read]) expect(await cursor.next()).toMatchObject({ _id: 0 });
    await inside.scanner?.worker.terminate();

    await left.close();
    expect(inside.scanner === null).toBe(true);
    expect(await things.aggregate([{ $count: "n" }]).toArray()).toEqual([{ n: 2000 }]);
    // By the numbers that the cursors of the dead one had.
    const others = [things.find({ _id: { $gte: 5 } }), things.find({ _id: { $gte: 5 } })];
    for (const cursor of others) await cursor.next();
    await expect(read.toArray()).rejects.toThrow("has stopped");
    for (const cursor of others) expect(await cursor.toArray()).toHaveLength(1994);
    await inside.checkpoint();

    const waiting = things.aggregate([{ $count: "n" }]).toArray();
    const told = expect(waiting).rejects.toThrow("has stopped");
    await inside.scanner?.worker.terminate();
    await told;
    expect(await things.countDocuments({ _id: { $not: { $mod: [2, 0] } } })).toBe(1000);
    await brief.destroy();
    await expect(things.aggregate([{ $count: "n" }]).toArray()).rejects.toThrow("has stopped");
    await remove();
  });
  test("a log that cannot be moved into the file stays, and writes go on", async () => {
    const { url, remove } = await freshFile();
    const script = fileURLToPath(new URL("./fills-its-disk.ts", import.meta.url));
    const limited = 'ulimit -f 8192 && exec "$0" --disable-warning=ExperimentalWarning "$@"';
    const { said } = await run("sh", ["-c", limited, execPath, script, url]);
    expect(JSON.parse(said)).toEqual({ refused: expect.stringMatching(/disk I\/O error|is full/), lost: 0 });
    await remove();
  });
});
