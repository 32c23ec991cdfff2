/** A database says of which version it is: older ones are upgraded once, whatever is killed; newer and other ones are refused. */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import mongoose, { type Connection } from "mongoose";
import { readMark, settleSchema } from "../../server/database/schema.ts";
import type { Upgrade } from "../../server/database/upgrade.ts";
import { useEmbeddedDriver } from "../../server/embedded-database/index.ts";
import { startMongoProtocolServer } from "../support/mongo-protocol.ts";

// The machine may be busy.
jest.setTimeout(120_000);

const folder = mkdtempSync(join(tmpdir(), "colloquy-schema-"));
const open: Connection[] = [];
let files = 0;
const fresh = (): string => `sqlite://${join(folder, `${++files}.db`)}`;
async function connected(url = fresh()): Promise<Connection> {
  const connection = await mongoose.createConnection(url, { autoIndex: false }).asPromise();
  open.push(connection);
  return connection;
}
type Db = NonNullable<Connection["db"]>;
const dbOf = (connection: Connection): Db => connection.db as Db;

beforeAll(() => useEmbeddedDriver());
afterAll(async () => {
  for (const connection of open) await connection.close();
  rmSync(folder, { recursive: true, force: true });
});

/** An upgrade that numbers what it touches, so that twice would show. */
const touch = (name: string, more: (seen: number) => Promise<void> | void = () => {}): Upgrade => ({
  name,
  async run({ db, through }) {
    let seen = 0;
    await through("posts", async (documents) => {
      seen += documents.length;
      await more(seen);
      await db
        .collection("posts")
        .bulkWrite(
          documents
            .filter((document) => document[name] === undefined)
            .map(({ _id }) => ({ updateOne: { filter: { _id, [name]: null }, update: { $inc: { [name]: 1 } } } })),
        );
    });
  },
});

/** A database as it was made before there were marks. */
async function unmarked(connection: Connection, posts: number): Promise<void> {
  const collection = dbOf(connection).collection<{ _id: string }>("posts");
  await collection.createIndex({ pending: 1, pendingSince: 1 });
  const all = Array.from({ length: posts }, (_, at) => ({ _id: `p${String(at).padStart(6, "0")}` }));
  if (posts > 0) await collection.insertMany(all);
}
const touched = (connection: Connection, name: string): Promise<number> =>
  dbOf(connection)
    .collection("posts")
    .countDocuments({ [name]: 1 });

test("an empty database is marked with the present version, and no upgrade is run on it", async () => {
  const connection = await connected();
  await settleSchema(connection, { upgrades: [touch("one")] });
  expect(await readMark(dbOf(connection))).toMatchObject({ product: "Colloquy", version: 2, doing: null });
  await settleSchema(connection, { upgrades: [touch("one")] });
});

test("a database from before there were marks counts as version 1 and is upgraded step by step", async () => {
  const connection = await connected();
  await unmarked(connection, 1200);
  const said: string[] = [];
  await settleSchema(connection, { upgrades: [touch("one"), touch("two")], say: (line) => said.push(line) });
  expect(await readMark(dbOf(connection))).toMatchObject({ version: 3, steps: ["one", "two"], doing: null });
  expect([await touched(connection, "one"), await touched(connection, "two")]).toEqual([1200, 1200]);
  expect(said).toContain("The database is of version 3.");
});

test("an upgrade that fails says so and goes on where it was at the next start", async () => {
  const connection = await connected();
  await unmarked(connection, 1200);
  const failing = touch("one", (seen) => {
    if (seen > 500) throw new Error("the disk is full");
  });
  await expect(settleSchema(connection, { upgrades: [failing], say: () => {} })).rejects.toThrow(
    "The database could not be brought to version 2 (one): the disk is full. It goes on there at the next start.",
  );
  let batches = 0;
  await settleSchema(connection, { upgrades: [touch("one", () => void batches++)], say: () => {} });
  // The first 500 were done and noted.
  expect(batches).toBe(2);
  expect(await touched(connection, "one")).toBe(1200);
});

test("killed in the midst of an upgrade (kill -9), the next start does the rest", async () => {
  const url = fresh();
  const before = await connected(url);
  await unmarked(before, 3000);
  await before.close();
  const script = fileURLToPath(new URL("./upgrade-until-killed.ts", import.meta.url));
  for (const killedAt of [1, 3]) {
    const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", script, url, String(killedAt)], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    await new Promise((resolve) => child.once("exit", resolve));
    expect(child.signalCode).toBe("SIGKILL");
  }
  const connection = await connected(url);
  expect(await readMark(dbOf(connection))).toMatchObject({ version: 1 });
  await settleSchema(connection, { upgrades: [touch("one")], say: () => {} });
  expect(await touched(connection, "one")).toBe(3000);
  expect(await readMark(dbOf(connection))).toMatchObject({ version: 2 });
});

test("an older program refuses a newer database, and changes nothing", async () => {
  const connection = await connected();
  await settleSchema(connection, { upgrades: [touch("one"), touch("two")] });
  await expect(settleSchema(connection, { upgrades: [] })).rejects.toThrow(
    /is of version 3, and this program knows versions up to 1: start the newer program/,
  );
});

test("a database of another product is refused, marked or not", async () => {
  const marked = await connected();
  await settleSchema(marked);
  await dbOf(marked)
    .collection<{ _id: string }>("schema")
    .updateOne({ _id: "colloquy" }, { $set: { product: "Symposium" } });
  await expect(settleSchema(marked)).rejects.toThrow(/is a database of Symposium, not of Colloquy/);

  const other = await connected();
  await dbOf(other).collection("objects").insertOne({ of: "another forum" });
  await expect(settleSchema(other)).rejects.toThrow(/holds something else than Colloquy \(objects …\)/);
  expect(await readMark(dbOf(other))).toBeNull();
});

test("a SQLite file of another program is refused before anything in it is changed", async () => {
  const file = join(folder, "other.db");
  const sqlite = new DatabaseSync(file);
  sqlite.exec("CREATE TABLE accounts(number INTEGER)");
  sqlite.close();
  await expect(connected(`sqlite://${file}`)).rejects.toThrow(`${file} belongs to another program`);
  const after = new DatabaseSync(file);
  expect(after.prepare("PRAGMA journal_mode").get()).toMatchObject({ journal_mode: "delete" });
  expect(after.prepare("PRAGMA application_id").get()).toMatchObject({ application_id: 0 });
  after.close();
});

test("what a copy or a restore left unfinished does not start", async () => {
  const connection = await connected();
  await settleSchema(connection);
  await dbOf(connection)
    .collection<{ _id: string }>("schema")
    .updateOne({ _id: "colloquy" }, { $set: { made: { by: "copy", from: "sqlite:/data/colloquy.db", whole: false } } });
  await expect(settleSchema(connection)).rejects.toThrow(
    /holds a part of sqlite:\/data\/colloquy.db: the copy that makes it was broken off/,
  );
});

test("an index that no model names any more is dropped by the upgrade that says so", async () => {
  const connection = await connected();
  await unmarked(connection, 3);
  await dbOf(connection).collection("posts").createIndex({ old: 1 });
  const upgrade: Upgrade = {
    name: "an index less",
    async run({ dropIndex }) {
      await dropIndex("posts", "old_1");
      await dropIndex("posts", "old_1");
      await dropIndex("nowhere", "old_1");
    },
  };
  await settleSchema(connection, { upgrades: [upgrade], say: () => {} });
  const names = (await dbOf(connection).collection("posts").listIndexes().toArray()).map(({ name }) => name);
  expect(names).toEqual(["_id_", "pending_1_pendingSince_1"]);
});

describe("on a server of MongoDB's protocol", () => {
  let server: Awaited<ReturnType<typeof startMongoProtocolServer>>;
  beforeAll(async () => {
    server = await startMongoProtocolServer();
    if ("unavailable" in server) process.stdout.write(`Two nodes that upgrade: not run, ${server.unavailable}\n`);
  });
  afterAll(async () => {
    for (const connection of open.splice(0)) await connection.close();
    if ("stop" in server) await server.stop();
  });

  test("two nodes that start at once do an upgrade once, and one goes on where the other died", async () => {
    if ("unavailable" in server) return;
    const [one, other] = [await connected(server.url), await connected(server.url)];
    await unmarked(one, 1200);
    let runs = 0;
    const said: string[] = [];
    const counting = touch("one", async (seen) => {
      if (seen === 500) runs++;
      await new Promise((resolve) => setTimeout(resolve, 300));
    });
    const settle = (connection: Connection) =>
      settleSchema(connection, { upgrades: [counting], say: (line) => said.push(line) });
    await Promise.all([settle(one), settle(other)]);
    expect(runs).toBe(1);
    expect(await touched(one, "one")).toBe(1200);
    expect(said).toContain("Another node brings the database to version 2 (one); waiting …");
    expect(await readMark(dbOf(one))).toMatchObject({ version: 2, steps: ["one"] });
  });

  test("a node that died at an upgrade is not waited for without end", async () => {
    if ("unavailable" in server) return;
    const url = new URL(server.url);
    url.pathname = "/left-behind";
    const connection = await connected(url.href);
    await unmarked(connection, 10);
    const doing = { by: "a node that is gone", beat: 4, places: {} };
    await dbOf(connection)
      .collection<{ _id: string }>("schema")
      .insertOne({ _id: "colloquy", product: "Colloquy", version: 1, steps: [], doing, made: null } as { _id: string });
    await settleSchema(connection, { upgrades: [touch("one")], say: () => {}, deadAfter: 1000 });
    expect(await touched(connection, "one")).toBe(10);
  });
});
