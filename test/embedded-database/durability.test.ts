/** A process that is killed loses nothing that it acknowledged, and leaves no lock behind. */
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import mongoose from "mongoose";
import { useEmbeddedDriver } from "../../server/embedded-database/index.ts";
import { freshFile } from "./fresh-file.ts";

const ROUNDS = Number(process.env["ROUNDS"] ?? 4);
const script = fileURLToPath(new URL("./writes-until-killed.ts", import.meta.url));

let house: Awaited<ReturnType<typeof freshFile>>;
beforeAll(async () => {
  useEmbeddedDriver();
  house = await freshFile();
});
afterAll(() => house.remove());

/** The writes that were acknowledged before the process was killed, at a random moment. */
async function writeAndKill(round: number): Promise<string[]> {
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", script, house.url, String(round)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const heard: string[] = [];
  const lines = createInterface({ input: child.stdout });
  const ended = new Promise((resolve) => lines.once("close", resolve));
  await new Promise<void>((resolve) => {
    lines.on("line", (line) => (line === "ready" ? resolve() : heard.push(line)));
  });
  await pause(100 + Math.random() * 500);
  child.kill("SIGKILL");
  await ended;
  return heard;
}

test(`killed ${ROUNDS} times under 16 writers: nothing acknowledged is lost, nothing doubled, the file is whole`, async () => {
  const told = {
    inserted: new Set<string>(),
    updated: new Set<string>(),
    deleting: new Set<string>(),
    deleted: new Set<string>(),
  };
  for (let round = 0; round < ROUNDS; round++) {
    for (const line of await writeAndKill(round)) {
      const [what, id] = line.split(" ") as [keyof typeof told, string];
      told[what].add(id);
    }
    const connection = await mongoose.createConnection(house.url).asPromise();
    const posts = connection.collection<{ _id: string; version: number; shownIn: string[] }>("posts");
    const there = new Map((await posts.find().toArray()).map((post) => [post._id, post]));
    // A deletion may have been done and not told of: then the post is gone rightly.
    expect([...told.inserted].filter((id) => !there.has(id) && !told.deleting.has(id))).toEqual([]);
    expect([...told.updated].filter((id) => there.has(id) && there.get(id)?.version !== 2)).toEqual([]);
    expect([...told.deleted].filter((id) => there.has(id))).toEqual([]);
    // The indexes tell the same as the documents.
    expect(await posts.countDocuments({ shownIn: "home" })).toBe(there.size);
    expect(await posts.countDocuments({ shownIn: "later" })).toBe(
      [...there.values()].filter(({ version }) => version === 2).length,
    );
    await connection.destroy();
    checkFile(house.file);
  }
  expect(told.inserted.size).toBeGreaterThan(ROUNDS);
}, 120_000);

function checkFile(file: string): void {
  const sqlite = new DatabaseSync(file);
  expect(sqlite.prepare("PRAGMA integrity_check").all()).toEqual(
    [{ integrity_check: "ok" }].map((row) => expect.objectContaining(row)),
  );
  sqlite.close();
}
