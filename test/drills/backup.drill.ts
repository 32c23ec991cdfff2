/** Drill 9: a backup while people write, restored elsewhere; a copy to another engine and back, killed on the way. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as pause } from "node:timers/promises";
import mongoose from "mongoose";
import { databaseFile } from "../../server/database/connect.ts";
import { openSnapshot, type Snapshot } from "../../server/embedded-database/index.ts";
import type { Manifest } from "../../server/transfer/manifest.ts";
import { newId } from "../../shared/ids.ts";
import { Client } from "../support/client.ts";
import { counted, type Drill, type Figure, mustBe, type Size } from "../support/drill.ts";
import { filledFolder } from "../support/fill.ts";
import { makePeople } from "../support/make-people.ts";
import { mongoProtocolLacks, startMongoProtocolServer } from "../support/mongo-protocol.ts";
import { NodeProcess } from "../support/node-process.ts";
import { startCommand, succeed } from "../transfer/command-line.ts";
import { crowd } from "./ground.ts";

const sizes = {
  // Some 3 000 documents of all kinds.
  short: { posts: 600, writers: 6, secondsBefore: 1 },
  long: { posts: 100_000, writers: 30, secondsBefore: 5 },
};

export const drills: Drill[] = [
  {
    name: "9 backup, embedded",
    promise:
      "a backup while people write is a prefix of what they wrote, and restored elsewhere a house that starts and serves",
    run: backUpUnderLoad,
  },
  {
    name: "9 copy, embedded to SecantusDB and back",
    promise:
      "a copy that is killed goes on when it is run again; there and back, and by way of a backup, every document is the same",
    lacks: mongoProtocolLacks,
    run: copyThereAndBack,
  },
];

// ---- a backup under load

interface Written {
  id: string;
  sentAt: number;
  toldAt: number;
}

async function backUpUnderLoad(size: Size, say: (line: string) => void): Promise<Figure[]> {
  const { posts, writers, secondsBefore } = sizes[size];
  const { dataDir, filled, remove } = await filledFolder(posts);
  const elsewhere = mkdtempSync(join(tmpdir(), "colloquy-restored-"));
  const backup = join(elsewhere, "backup");
  const restored = join(elsewhere, "data");
  const people = await makePeople({ dataDir }, crowd(writers));
  const node = new NodeProcess({ dataDir });
  const there = new NodeProcess({ dataDir: restored });
  try {
    await node.start();
    const clients = people.map(({ cookies }) => new Client(node.url, cookies));
    const journal: Written[] = [];
    let goesOn = true;
    const writing = clients.map(async (client, number) => {
      const threadId = filled.threads[number % filled.threads.length] as string;
      for (let turn = 0; goesOn; turn++) {
        const id = newId();
        const sentAt = performance.now();
        await client.call("forum.createPost", { id, threadId, body: `Writer ${number}, turn ${turn}`, language: "en" });
        journal.push({ id, sentAt, toldAt: performance.now() });
        await pause(10);
      }
    });
    await pause(secondsBefore * 1000);
    const beganAt = performance.now();
    await succeed("backup", ["--to", backup], { DATA_DIR: dataDir });
    const endedAt = performance.now();
    say(`backed up in ${seconds(beganAt)} s`);
    await pause(500);
    goesOn = false;
    await Promise.all(writing);
    for (const client of clients) client.close();
    await node.kill();

    const restoringAt = performance.now();
    await succeed("restore", [backup, "--to", `sqlite:${restored}/`]);
    const restoredIn = seconds(restoringAt);
    say(`restored in ${restoredIn} s`);
    const during = journal.filter(({ sentAt, toldAt }) => toldAt > beganAt && sentAt < endedAt);
    const figures = [
      counted("documents in the backup", documentsOf(backup)),
      counted("posts acknowledged", journal.length),
      counted("of them while it was written", during.length),
      counted("longest wait of a writer meanwhile", `${longest(during)} ms`),
      counted("backed up in", `${Math.round((endedAt - beganAt) / 100) / 10} s`),
      counted("restored and compared in", `${restoredIn} s`),
      ...auditFile(join(restored, databaseFile), journal, beganAt),
      mustBe("whether the secret came along", Number(existsSync(join(restored, "secret"))), 1),
    ];
    await there.start();
    figures.push(...(await auditHouse(there, restored, filled.threads.slice(0, 20))));
    return figures;
  } finally {
    await node.end("SIGKILL");
    await there.end("SIGKILL");
    remove();
    rmSync(elsewhere, { recursive: true, force: true });
  }
}

const seconds = (since: number): number => Math.round((performance.now() - since) / 100) / 10;
const longest = (written: Written[]): number =>
  Math.round(written.reduce((most, { sentAt, toldAt }) => Math.max(most, toldAt - sentAt), 0));
const manifestOf = (backup: string): Manifest =>
  JSON.parse(readFileSync(join(backup, "manifest.json"), "utf8")) as Manifest;
const documentsOf = (backup: string): number =>
  manifestOf(backup).collections.reduce((sum, { documents }) => sum + documents, 0);

/** A prefix: what is there implies what was acknowledged before it was sent; what names another finds it; the file is whole. */
function auditFile(file: string, journal: Written[], beganAt: number): Figure[] {
  const snapshot = openSnapshot(file);
  const posts = new Map(all(snapshot, "posts").map((post) => [post["_id"] as string, post]));
  const threads = new Map(all(snapshot, "threads").map((thread) => [thread["_id"] as string, thread]));
  const sections = new Set(all(snapshot, "sections").map(({ _id }) => _id));
  const members = new Set(all(snapshot, "members").map(({ _id }) => _id));
  snapshot.close();
  const there = journal.filter(({ id }) => posts.has(id));
  const latest = there.reduce((most, { sentAt }) => Math.max(most, sentAt), 0);
  const holes = journal.filter(({ id, toldAt }) => !posts.has(id) && toldAt < latest);
  const forgotten = journal.filter(({ id, toldAt }) => !posts.has(id) && toldAt < beganAt);
  let unresolved = 0;
  for (const post of posts.values()) {
    // A thread's first post is there before its thread.
    if (!threads.has(post["threadId"] as string) && post["number"] !== 1) unresolved++;
    if (!sections.has(post["sectionId"]) || !members.has(post["authorId"])) unresolved++;
    const replyTo = post["replyTo"] as { id: string } | null;
    if (replyTo && !posts.has(replyTo.id)) unresolved++;
  }
  for (const thread of threads.values()) {
    const last = thread["lastPost"] as { id: string } | null;
    if (!sections.has(thread["sectionId"]) || (last && !posts.has(last.id))) unresolved++;
  }
  const sqlite = new DatabaseSync(file, { readOnly: true });
  const [integrity] = sqlite.prepare("PRAGMA integrity_check").all() as { integrity_check: string }[];
  sqlite.close();
  return [
    counted("acknowledged posts in it", there.length),
    mustBe("acknowledged before it began, and not in it", forgotten.length, 0),
    mustBe("holes: acknowledged before another was sent that is in it", holes.length, 0),
    mustBe("references that lead nowhere", unresolved, 0),
    {
      what: "integrity check",
      seen: integrity?.integrity_check ?? "",
      bar: "ok",
      holds: integrity?.integrity_check === "ok",
    },
  ];
}

function all(snapshot: Snapshot, collection: string): Record<string, unknown>[] {
  const documents: Record<string, unknown>[] = [];
  for (let last: unknown; ; ) {
    const read = snapshot.read(collection, last, 1000);
    documents.push(...read);
    last = read.at(-1)?.["_id"];
    if (read.length < 1000) return documents;
  }
}

/** The house answers with what stands in a file. */
async function auditHouse(node: NodeProcess, dataDir: string, threadIds: string[]): Promise<Figure[]> {
  const snapshot = openSnapshot(join(dataDir, databaseFile));
  const counts = new Map<string, number>();
  for (const post of all(snapshot, "posts"))
    if (post["state"] === "shown")
      counts.set(post["threadId"] as string, (counts.get(post["threadId"] as string) ?? 0) + 1);
  snapshot.close();
  const visitor = new Client(node.url);
  let wrong = 0;
  for (const threadId of threadIds) {
    let shown = 0;
    for (let page = 1, pages = 1; page <= pages; page++) {
      const read = await visitor.http("forum.readThread", { threadId, page });
      pages = read.pages;
      shown += read.posts.length;
    }
    if (shown !== counts.get(threadId)) wrong++;
  }
  return [counted("threads read in that house", threadIds.length), mustBe("not as they stand in the file", wrong, 0)];
}

// ---- a copy there and back

async function copyThereAndBack(size: Size, say: (line: string) => void): Promise<Figure[]> {
  const server = await startMongoProtocolServer();
  if ("unavailable" in server) throw new Error(server.unavailable);
  const { dataDir, filled, remove } = await filledFolder(sizes[size].posts);
  const elsewhere = mkdtempSync(join(tmpdir(), "colloquy-copied-"));
  const place = (name: string) => `sqlite:${join(elsewhere, name)}/`;
  const figures: Figure[] = [];
  const timed = async (what: string, work: () => Promise<unknown>) => {
    const began = performance.now();
    await work();
    figures.push(counted(what, `${seconds(began)} s`));
    say(`${what}: ${seconds(began)} s`);
  };
  const client = await new mongoose.mongo.MongoClient(server.url).connect();
  const node = new NodeProcess({ dataDir: join(elsewhere, "node"), env: { MONGO_URL: server.url } });
  try {
    // There: killed in the midst, twice; then to its end.
    const there = ["--from", `sqlite:${dataDir}`, "--to", server.url];
    const standing = (name: string) => client.db().collection(name).countDocuments({});
    let killed = 0;
    const stoodAt: string[] = [];
    for (const [name, least] of [
      ["members", 1],
      ["posts", sizes[size].posts / 3],
    ] as const) {
      killed += Number(await killWhen("copy", there, async () => (await standing(name)) >= least));
      stoodAt.push(`${await standing(name)} ${name}`);
    }
    figures.push(counted("copies that were killed", killed), counted("what stood there then", stoodAt.join(", ")));
    await timed("the rest, compared", () => succeed("copy", there));
    // And back, killed once.
    const back = ["--from", server.url, "--to", place("back")];
    const part = join(elsewhere, "back", `${databaseFile}.part`);
    killed = Number(await killWhen("copy", back, async () => countIn(part, "posts") > 0));
    figures.push(mustBe("copies back that were killed", killed, 1));
    figures.push(
      mustBe("a database to start after that", Number(existsSync(join(elsewhere, "back", databaseFile))), 0),
    );
    await timed("the rest back, compared", () => succeed("copy", back));
    // By way of a backup of the other engine.
    await timed("a backup of SecantusDB", () =>
      succeed("backup", ["--from", server.url, "--to", join(elsewhere, "backup")]),
    );
    await timed("restored to a file, compared", () =>
      succeed("restore", [join(elsewhere, "backup"), "--to", place("restored")]),
    );
    const files = [dataDir, join(elsewhere, "back"), join(elsewhere, "restored")].map((dir) => join(dir, databaseFile));
    const [first, ...others] = files.map(textsIn);
    figures.push(counted("documents", first?.size ?? 0));
    for (const [at, what] of ["the copy back", "the restored backup"].entries()) {
      const other = others[at] as Map<string, string>;
      figures.push(mustBe(`documents that differ in ${what}`, differing(first as Map<string, string>, other), 0));
    }
    // Last, since a house writes: the one that was copied to starts there and serves.
    await node.start();
    figures.push(...(await auditHouse(node, dataDir, filled.threads.slice(0, 10))));
    return figures;
  } finally {
    await node.end("SIGKILL");
    await client.close();
    await server.stop();
    remove();
    rmSync(elsewhere, { recursive: true, force: true });
  }
}

/** `kill -9` as soon as it is true; whether it still ran. */
async function killWhen(name: "copy", words: string[], isTrue: () => Promise<boolean>): Promise<boolean> {
  const { child, ended } = startCommand(name, words);
  while (child.exitCode === null && !(await isTrue())) await pause(50);
  child.kill("SIGKILL");
  return (await ended).code === null;
}

function countIn(file: string, collection: string): number {
  if (!existsSync(file)) return 0;
  try {
    const snapshot = openSnapshot(file);
    const count = snapshot.collections().includes(collection) ? snapshot.count(collection) : 0;
    snapshot.close();
    return count;
  } catch {
    // Just being made.
    return 0;
  }
}

/**
 * Every document as the file keeps it, letter by letter: types and the order of fields show in it. But for the epoch, which is new after
 * each copy, and what marks the database itself.
 */
function textsIn(file: string): Map<string, string> {
  const sqlite = new DatabaseSync(file, { readOnly: true });
  const texts = new Map<string, string>();
  const names = sqlite.prepare('SELECT name FROM "$catalogue"').all() as { name: string }[];
  for (const { name } of names) {
    if (name === "schema") continue;
    const rows = sqlite.prepare(`SELECT id, document FROM "${name}"`).iterate() as Iterable<{
      id: string;
      document: string;
    }>;
    for (const { id, document } of rows)
      if (!(name === "settings" && id === "epoch")) texts.set(`${name} ${id}`, idFirst(document));
  }
  sqlite.close();
  return texts;
}

/** Where MongoDB puts it, wherever it stood. */
function idFirst(text: string): string {
  const { _id, ...rest } = JSON.parse(text) as { _id: unknown };
  return JSON.stringify({ _id, ...rest });
}

function differing(one: Map<string, string>, other: Map<string, string>): number {
  let different = 0;
  for (const key of new Set([...one.keys(), ...other.keys()])) if (one.get(key) !== other.get(key)) different++;
  return different;
}
