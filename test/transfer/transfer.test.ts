/** Copy, backup and restore on the command line: nothing of a document is lost, nothing is written over, each fault is a sentence. */
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import mongoose, { type Connection, type mongo } from "mongoose";
import { settleSchema } from "../../server/database/schema.ts";
import { useEmbeddedDriver } from "../../server/embedded-database/index.ts";
import { backUp } from "../../server/transfer/backup.ts";
import { type Command, sentenceOf, WrongArguments } from "../../server/transfer/command.ts";
import { copy } from "../../server/transfer/copy.ts";
import { openMongoSource } from "../../server/transfer/mongo-source.ts";
import { restore } from "../../server/transfer/restore.ts";
import { startMongoProtocolServer } from "../support/mongo-protocol.ts";
import { runCommand as runForReal } from "./command-line.ts";
import { startMongoInBetween } from "./mongo-in-between.ts";

// The machine may be busy.
jest.setTimeout(120_000);

const folder = mkdtempSync(join(tmpdir(), "colloquy-transfer-"));
const at = (name: string): string => join(folder, name);
const fileAt = (name: string): string => join(folder, name, "colloquy.db");
const placeAt = (name: string): string => `sqlite:${join(folder, name)}/`;
/** In this process; that a process of its own says the same is one test. */
const commands: Record<"copy" | "backup" | "restore", Command> = { copy, backup: backUp, restore };
async function succeed(
  name: keyof typeof commands,
  words: string[],
  hear: (line: string) => void = () => {},
): Promise<string> {
  const said: string[] = [];
  await commands[name](words, (line) => {
    said.push(line);
    hear(line);
  });
  return said.join("\n");
}
async function runCommand(...of: Parameters<typeof succeed>): Promise<{ code: number; complained: string }> {
  try {
    await succeed(...of);
    return { code: 0, complained: "" };
  } catch (thrown) {
    return thrown instanceof WrongArguments
      ? { code: 2, complained: thrown.message }
      : { code: 1, complained: sentenceOf(thrown) };
  }
}
const secret = "0123456789abcdef0123456789abcdef";

async function open(name: string): Promise<Connection> {
  useEmbeddedDriver();
  return mongoose.createConnection(`sqlite://${fileAt(name)}`, { autoIndex: false }).asPromise();
}
async function within(name: string, work: (db: mongo.Db) => Promise<unknown>): Promise<void> {
  const connection = await open(name);
  await work(connection.db as mongo.Db);
  await connection.close();
}

const { ObjectId, Binary } = mongoose.mongo;
/** One of each kind of value, and what is easily lost of them. */
const odd = {
  z: 1,
  a: 2,
  "10": "keys that look like positions come where the language puts them",
  none: null,
  moment: new Date(1_700_000_000_123),
  before1970: new Date(-1),
  whole: 5,
  half: 0.5,
  large: 2 ** 40,
  small: -(2 ** 31),
  endless: Number.POSITIVE_INFINITY,
  minusNothing: -0,
  yes: true,
  text: 'العربية 👩‍🌾 \u0000 "quoted"',
  id: new ObjectId("0123456789abcdef01234567"),
  bytes: new Binary(Buffer.from([0, 1, 254, 255])),
  empty: {},
  list: [[], [null], { b: 1, a: [new Date(0)] }, ""],
  $date: "a field that looks like a mark",
};

/** What a file holds, as it is kept there; the epoch is new after each copy. */
function textsIn(file: string): string[] {
  const sqlite = new DatabaseSync(file, { readOnly: true });
  const names = sqlite.prepare('SELECT name FROM "$catalogue" ORDER BY name').all() as { name: string }[];
  const texts = names
    .filter(({ name }) => name !== "schema")
    .flatMap(({ name }) =>
      (sqlite.prepare(`SELECT id, document FROM "${name}" ORDER BY id`).all() as { id: string; document: string }[])
        .filter(({ id }) => id !== "epoch")
        .map(({ document }) => `${name} ${document}`),
    );
  sqlite.close();
  return texts;
}
function valueIn(file: string, collection: string, id: string): Record<string, unknown> {
  const sqlite = new DatabaseSync(file, { readOnly: true });
  const found = sqlite.prepare(`SELECT document FROM "${collection}" WHERE id = ?`).get(id) as { document: string };
  sqlite.close();
  return JSON.parse(found.document) as Record<string, unknown>;
}

beforeAll(async () => {
  await within("origin", async (db) => {
    await settleSchema({ db, getClient: () => ({}), name: "origin" } as unknown as Connection);
    const posts = db.collection<{ _id: string }>("posts");
    await posts.createIndex({ pending: 1, pendingSince: 1 });
    await posts.createIndex({ onAir: 1 }, { unique: true, partialFilterExpression: { onAir: { $type: "string" } } });
    await posts.insertMany(
      Array.from({ length: 1200 }, (_, n) => ({ _id: `p${String(n).padStart(5, "0")}`, n, ...odd })),
    );
    await db
      .collection<{ _id: string }>("settings")
      .insertMany([{ _id: "epoch", epoch: "the first" } as { _id: string }]);
    await db.createCollection("votes");
  });
  writeFileSync(at("origin/secret"), secret);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("a copy is the same to the letter, has its indexes, the secret and an epoch of its own", async () => {
  const said = await succeed("copy", ["--from", placeAt("origin"), "--to", placeAt("copied")]);
  expect(said).toMatch(/posts +1 200 {2}yes/);
  expect(textsIn(fileAt("copied"))).toEqual(textsIn(fileAt("origin")));
  expect(valueIn(fileAt("copied"), "settings", "epoch")["epoch"]).not.toBe("the first");
  expect(readFileSync(at("copied/secret"), "utf8")).toBe(secret);
  await within("copied", async (db) => {
    const indexes = await db.collection("posts").listIndexes().toArray();
    expect(indexes.map(({ name }) => name)).toEqual(["_id_", "pending_1_pendingSince_1", "onAir_1"]);
    expect(indexes[2]).toMatchObject({ unique: true, partialFilterExpression: { onAir: { $type: "string" } } });
    expect(Object.is((await db.collection("posts").findOne({ n: 7 }))?.["minusNothing"], -0)).toBe(true);
    expect(await db.collection("schema").findOne({})).toMatchObject({ version: 1, made: { by: "copy", whole: true } });
  });
});

test("what was broken off goes on; what has changed in the source since is written anew", async () => {
  cpSync(at("origin"), at("moving"), { recursive: true });
  await succeed("copy", ["--from", placeAt("moving"), "--to", placeAt("arrived")]);
  // As it stands when it is killed in the midst of the posts.
  await within("arrived", async (db) => {
    await db.collection("schema").updateOne({}, { $set: { "made.whole": false } });
    await db.collection("posts").deleteMany({ n: { $gte: 700 } });
    await db.collection("posts").dropIndex("onAir_1");
  });
  renameSync(fileAt("arrived"), `${fileAt("arrived")}.part`);
  const rest = await succeed("copy", ["--from", placeAt("moving"), "--to", placeAt("arrived")]);
  expect(rest).toMatch(/it goes on there[\s\S]*settings has changed since/);
  expect(rest).not.toMatch(/posts has changed/);
  expect(textsIn(fileAt("arrived"))).toEqual(textsIn(fileAt("origin")));

  await within("arrived", (db) => db.collection("schema").updateOne({}, { $set: { "made.whole": false } }));
  renameSync(fileAt("arrived"), `${fileAt("arrived")}.part`);
  await within("moving", (db) => db.collection("posts").updateOne({ n: 3 }, { $set: { whole: 6 } }));
  expect(await succeed("copy", ["--from", placeAt("moving"), "--to", placeAt("arrived")])).toMatch(/posts has changed/);
  expect(textsIn(fileAt("arrived"))).toEqual(textsIn(fileAt("moving")));
});

test("a backup is written while a server has the file open, and what it was restored to is the same", async () => {
  const server = await open("origin");
  await succeed("backup", ["--from", placeAt("origin"), "--to", at("backup")]);
  await server.close();
  expect(readdirSync(at("backup")).sort()).toEqual([
    "manifest.json",
    "posts.bson.gz",
    "secret",
    "settings.bson.gz",
    "votes.bson.gz",
  ]);
  await succeed("restore", [at("backup"), "--to", placeAt("restored")]);
  expect(textsIn(fileAt("restored"))).toEqual(textsIn(fileAt("origin")));
  expect(readFileSync(at("restored/secret"), "utf8")).toBe(secret);

  // In the place of another one, which is kept.
  const refused = await runCommand("restore", [at("backup"), "--to", placeAt("restored")]);
  expect(refused).toMatchObject({ code: 1, complained: expect.stringMatching(/is there already.*--replace/) });
  await within("restored", (db) => db.collection("posts").deleteMany({}));
  const before = textsIn(fileAt("restored"));
  expect(await succeed("restore", [at("backup"), "--to", placeAt("restored"), "--replace"])).toMatch(/is kept as/);
  expect(textsIn(fileAt("restored"))).toEqual(textsIn(fileAt("origin")));
  const [kept] = readdirSync(at("restored")).filter((name) => name.includes(".before-"));
  expect(textsIn(at(`restored/${kept}`))).toEqual(before);
});

/** As a restore to it stands when it is killed in the midst. */
async function breakOff(name: string): Promise<string> {
  await within(name, (db) => db.collection("schema").updateOne({}, { $set: { "made.whole": false } }));
  const part = `${fileAt(name)}.part`;
  renameSync(fileAt(name), part);
  return part;
}

/** What a server that is killed leaves beside its file, and not the file. */
async function leaveLog(name: string): Promise<void> {
  cpSync(at("origin"), at("killed"), { recursive: true });
  mkdirSync(at(name));
  await within("killed", async (db) => {
    await db.collection("posts").updateMany({}, { $set: { n: -1 } });
    for (const end of ["-wal", "-shm"]) copyFileSync(fileAt("killed") + end, fileAt(name) + end);
  });
  rmSync(at("killed"), { recursive: true });
}

test("a file that somebody else reads is not called whole before its log is in it", async () => {
  await succeed("restore", [at("backup"), "--to", placeAt("watched")]);
  const part = await breakOff("watched");
  rmSync(at("watched/secret"));
  const watcher = new DatabaseSync(part, { readOnly: true });
  const refused = await runCommand("restore", [at("backup"), "--to", placeAt("watched")], (line) => {
    if (line.includes("it goes on there")) watcher.exec("BEGIN; SELECT count(*) FROM posts");
  });
  expect(refused).toEqual({
    code: 1,
    complained: `${part} could not be finished: something else has it open. Run the same command again.`,
  });
  expect(existsSync(fileAt("watched"))).toBe(false);
  // It is brought before, so that no kill comes in between.
  expect(readFileSync(at("watched/secret"), "utf8")).toBe(secret);
  watcher.close();
  expect(await succeed("restore", [at("backup"), "--to", placeAt("watched")])).toMatch(/it goes on there/);
  expect(readdirSync(at("watched")).sort()).toEqual(["colloquy.db", "colloquy.db.lock", "secret"]);
  expect(textsIn(fileAt("watched"))).toEqual(textsIn(fileAt("origin")));
});

test("the log of a file that was removed is not written over the restored one, but kept and named", async () => {
  await leaveLog("cleared");
  const said = await succeed("restore", [at("backup"), "--to", placeAt("cleared")]);
  expect(textsIn(fileAt("cleared"))).toEqual(textsIn(fileAt("origin")));
  const kept = readdirSync(at("cleared")).filter((name) => name.includes(".before-"));
  expect(kept.map((name) => name.replace(/.*-/, "-")).sort()).toEqual(["-shm", "-wal"]);
  for (const name of kept) expect(said).toContain(at(`cleared/${name}`));
});

test("an old file whose log cannot be taken in keeps it, and its place; a damaged one makes room with it", async () => {
  cpSync(at("origin"), at("old"), { recursive: true });
  await leaveLog("old log");
  copyFileSync(`${fileAt("old log")}-wal`, `${fileAt("old")}-wal`);
  const before = readFileSync(`${fileAt("old")}-wal`);
  // SQLite cannot open the log then.
  rmSync(`${fileAt("old")}-shm`, { force: true });
  mkdirSync(`${fileAt("old")}-shm`);
  const words = [at("backup"), "--to", placeAt("old"), "--replace"];
  const refused = await runCommand("restore", words);
  expect(refused).toMatchObject({ code: 1, complained: expect.stringMatching(/^The database file cannot be used/) });
  expect(readFileSync(`${fileAt("old")}-wal`)).toEqual(before);
  rmSync(`${fileAt("old")}-shm`, { recursive: true });

  writeFileSync(fileAt("old"), "a letter\n".repeat(1000));
  const said = await succeed("restore", words);
  expect(textsIn(fileAt("old"))).toEqual(textsIn(fileAt("origin")));
  const [kept] = readdirSync(at("old")).filter((name) => /\.before-[-T\d]+$/.test(name));
  expect(readFileSync(at(`old/${kept}`), "utf8")).toMatch(/^a letter/);
  expect(readFileSync(at(`old/${kept}-wal`))).toEqual(before);
  expect(said).toContain(`${at(`old/${kept}`)}, ${at(`old/${kept}-wal`)}`);
});

describe("each fault is one sentence and a non-zero exit, and nothing is changed", () => {
  const cases: [what: string, command: Parameters<typeof runCommand>, code: number, sentence: RegExp][] = [];
  const add = (what: string, command: Parameters<typeof runCommand>, code: number, sentence: RegExp) =>
    cases.push([what, command, code, sentence]);

  add("no arguments", ["copy", []], 2, /^--from and --to are both needed/);
  add("an unknown option", ["backup", ["--too", "x"]], 2, /^Unknown option '--too'/);
  add(
    "no such engine",
    ["copy", ["--from", "mysql:x", "--to", placeAt("x")]],
    2,
    /--from is sqlite:FOLDER, sqlite:FILE or/,
  );
  add("the same place", ["copy", ["--from", placeAt("origin"), "--to", placeAt("origin")]], 2, /the same place/);
  add("a word too many", ["restore", ["one", "two"]], 2, /what is two\?/);
  add(
    "no source",
    ["copy", ["--from", placeAt("nowhere"), "--to", placeAt("x")]],
    1,
    /^There is no database .*nowhere/,
  );
  add(
    "a target that is there",
    ["copy", ["--from", placeAt("origin"), "--to", placeAt("other")]],
    1,
    /is there already/,
  );
  add(
    "a file of another program",
    ["backup", ["--from", placeAt("other"), "--to", at("x")]],
    1,
    /belongs to another program/,
  );
  add("no database file", ["backup", ["--from", placeAt("text"), "--to", at("x")]], 1, /is no database file/);
  add(
    "a backup that is there",
    ["backup", ["--from", placeAt("origin"), "--to", at("origin")]],
    1,
    /is never written over/,
  );
  add(
    "a server on the source",
    ["copy", ["--from", placeAt("served"), "--to", placeAt("x")]],
    1,
    /^A server .* open: stop it first/,
  );
  add(
    "a server on the target",
    ["restore", [at("good"), "--replace", "--to", placeAt("served")]],
    1,
    /open: stop it first/,
  );
  add(
    "a newer database",
    ["copy", ["--from", placeAt("newer"), "--to", placeAt("x")]],
    1,
    /is of version 99, and this program knows versions up to 1/,
  );
  add(
    "a newer database, backed up",
    ["backup", ["--from", placeAt("newer"), "--to", at("x")]],
    1,
    /use the newer program/,
  );
  add(
    "a part of something",
    ["backup", ["--from", placeAt("part"), "--to", at("x")]],
    1,
    /is only a part of sqlite:elsewhere: finish that copy/,
  );
  add("a copy of it", ["copy", ["--from", placeAt("part"), "--to", placeAt("x")]], 1, /is only a part of/);
  add("no backup", ["restore", [at("nowhere"), "--to", placeAt("x")]], 1, /is no backup: it has no manifest.json/);
  add(
    "a file as backup",
    ["restore", [fileAt("origin"), "--to", placeAt("x")]],
    1,
    /is no backup: a backup is a folder/,
  );
  add(
    "a damaged file in it",
    ["restore", [at("flipped"), "--to", placeAt("x")]],
    1,
    /damaged: .*posts.bson.gz is not as it was/,
  );
  add(
    "a missing file in it",
    ["restore", [at("missing"), "--to", placeAt("x")]],
    1,
    /not whole: .*votes.bson.gz is missing/,
  );
  add(
    "a damaged manifest",
    ["restore", [at("forged"), "--to", placeAt("x")]],
    1,
    /manifest.json is damaged: it is not as/,
  );
  add(
    "half a manifest",
    ["restore", [at("cut"), "--to", placeAt("x")]],
    1,
    /manifest.json is damaged: it cannot be read/,
  );
  add(
    "a folder that is a file",
    ["backup", ["--from", placeAt("origin"), "--to", at("origin/secret/x")]],
    1,
    /secret cannot be used: it is a file and no folder/,
  );
  add(
    "nobody listens",
    ["copy", ["--from", placeAt("origin"), "--to", "mongodb://u:hidden@127.0.0.1:1/c"]],
    1,
    /^MongoDB \(127.0.0.1:1\/c\): (?!.*hidden)/,
  );

  let outcomes: Awaited<ReturnType<typeof runCommand>>[];
  let origin: string[];
  beforeAll(async () => {
    origin = textsIn(fileAt("origin"));
    await within("other", async () => {});
    rmSync(fileAt("other"));
    const other = new DatabaseSync(fileAt("other"));
    other.exec("CREATE TABLE accounts(number INTEGER)");
    other.close();
    cpSync(at("origin"), at("text"), { recursive: true });
    writeFileSync(fileAt("text"), "a letter\n".repeat(1000));
    cpSync(at("origin"), at("newer"), { recursive: true });
    await within("newer", (db) => db.collection("schema").updateOne({}, { $set: { version: 99 } }));
    cpSync(at("origin"), at("part"), { recursive: true });
    const made = { by: "copy", from: "sqlite:elsewhere", whole: false };
    await within("part", (db) => db.collection("schema").updateOne({}, { $set: { made } }));
    cpSync(at("origin"), at("served"), { recursive: true });
    await succeed("backup", ["--from", placeAt("origin"), "--to", at("good")]);
    for (const name of ["flipped", "missing", "forged", "cut"]) cpSync(at("good"), at(name), { recursive: true });
    const bytes = readFileSync(at("flipped/posts.bson.gz"));
    bytes[1000] = (bytes[1000] ?? 0) ^ 1;
    writeFileSync(at("flipped/posts.bson.gz"), bytes);
    rmSync(at("missing/votes.bson.gz"));
    const manifest = readFileSync(at("good/manifest.json"), "utf8");
    writeFileSync(at("forged/manifest.json"), manifest.replace('"documents": 1200', '"documents": 1199'));
    writeFileSync(at("cut/manifest.json"), manifest.slice(0, 500));
    const server = await open("served");
    outcomes = [];
    for (const [, command] of cases) outcomes.push(await runCommand(...command));
    await server.close();
  });

  test.each(cases.map(([what], index) => [what, index] as const))("%s", (_what, index) => {
    const [, , code, sentence] = cases[index] as (typeof cases)[number];
    const ended = outcomes[index];
    expect(ended?.complained).toMatch(sentence);
    expect(ended?.complained).not.toMatch(/\n\s+at /);
    expect(ended?.code).toBe(code);
    if (code === 1) expect(ended?.complained.trim().split("\n")).toHaveLength(1);
  });

  test("and nothing is left behind", () => {
    expect(textsIn(fileAt("origin"))).toEqual(origin);
    expect(existsSync(at("x")) && readdirSync(at("x"))).toBe(false);
  });
});

test("a process of its own says the same, and ends with the code", async () => {
  const [wrong, refused, done] = await Promise.all([
    runForReal("copy", ["--from", "sqlite:x"]),
    runForReal("restore", [at("nowhere"), "--to", placeAt("x")]),
    runForReal("backup", ["--to", at("own")], { DATA_DIR: at("origin") }),
  ]);
  expect(wrong).toMatchObject({ code: 2, complained: expect.stringMatching(/^Wrong arguments: --from and --to are/) });
  expect(wrong.complained).toContain("npm run copy -- --from PLACE --to PLACE");
  expect(refused).toMatchObject({ code: 1, complained: expect.stringMatching(/^\S+ is no backup: [^\n]+\n$/) });
  expect(done).toMatchObject({ code: 0, complained: "", said: expect.stringMatching(/own is whole/) });
});

test("the mark in a backup of a replica set is of the same moment as the rest, whatever is upgraded meanwhile", async () => {
  const server = await startMongoInBetween();
  const source = await openMongoSource(server.url, { alone: false });
  expect(source.moment).toBe(true);
  expect(source.mark).toMatchObject({ version: 1, doing: null });
  await source.close();
  server.stop();
});

describe("with a server of MongoDB's protocol", () => {
  let server: Awaited<ReturnType<typeof startMongoProtocolServer>>;
  beforeAll(async () => {
    server = await startMongoProtocolServer();
    if ("unavailable" in server) process.stdout.write(`Copies to a MongoDB: not run, ${server.unavailable}\n`);
  });
  afterAll(async () => {
    if ("stop" in server) await server.stop();
  });

  test("every kind of value comes back as it was; a running server, what is not empty and --replace are refused", async () => {
    if ("unavailable" in server) return;
    const { url } = server;
    expect(await succeed("copy", ["--from", placeAt("origin"), "--to", url])).toMatch(/SECRET as it stands in/);
    const client = await new mongoose.mongo.MongoClient(url).connect();
    const leases = client.db().collection<{ _id: string }>("nodes");
    const lease = (holder: string) => ({ how: "redis", holder, until: new Date(Date.now() + 3_600_000) });
    let serves = true;
    const serving = (async () => {
      for (; serves; await new Promise((resolve) => setTimeout(resolve, 50)))
        await leases.updateOne({ _id: "lease" }, { $set: lease("host, process 7") }, { upsert: true });
    })();
    const served = await runCommand("copy", ["--from", url, "--to", placeAt("y")]);
    serves = false;
    await serving;
    expect(served).toMatchObject({
      code: 1,
      complained: expect.stringMatching(/^A server \(host, process 7\) runs on mongodb:.*: stop it first/),
    });
    const again = await runCommand("copy", ["--from", placeAt("origin"), "--to", url]);
    expect(again).toMatchObject({ code: 1, complained: expect.stringMatching(/is not empty \(it holds /) });
    const replaced = await runCommand("restore", [at("good"), "--to", url, "--replace"]);
    expect(replaced).toMatchObject({ code: 1, complained: expect.stringMatching(/^--replace is for the embedded/) });
    await leases.deleteMany({});
    await client.close();

    await succeed("copy", ["--from", url, "--to", placeAt("back")]);
    expect(textsIn(fileAt("back"))).toEqual(textsIn(fileAt("copied")).filter((text) => !text.startsWith("nodes ")));
  });
});
