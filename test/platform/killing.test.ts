/** The server is killed again and again under writers: nothing acknowledged is lost, nothing is there twice, every watcher ends right. */
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { rm } from "node:fs/promises";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { newId } from "../../shared/ids.ts";
import { asObject, type Client, databaseOf, type NoteView, openClient, spawnNode, until } from "./house.ts";

let place: Awaited<ReturnType<typeof databaseOf>>;
let port = 0;
let node: ChildProcess;
const clients: Client[] = [];

/** A death after each step of what follows a write, and one at any moment. KILLS=20 for the full bar. */
const points = ["saved", "changed", "numbered", "struck", "effect-done", undefined];
const kills = Number(process.env["KILLS"] ?? 6);
/** How the node of this round is to die. */
const fateOf = (round: number) => {
  const point = round < kills ? points[round % points.length] : undefined;
  return point ? { dieAfter: { point, times: 20 } } : {};
};

async function startNode(more: object = {}): Promise<void> {
  ({ node, port } = await spawnNode({ place, port, oftenHeard: true, ...more }));
}
const client = (name: string): Client => {
  const one = openClient(port, name, { reconnectionDelayMax: 100, renew: async () => "renewed" });
  clients.push(one);
  return one;
};
const killed = () => node.exitCode !== null || node.signalCode !== null;

beforeAll(async () => {
  place = await databaseOf();
  await startNode(fateOf(0));
});
afterAll(async () => {
  for (const one of clients) one.close();
  node.kill("SIGTERM");
  if (!killed()) await once(node, "exit");
  await rm(place.dataDir, { recursive: true, force: true });
});

test("killed under writers: 0 lost, 0 duplicates, every watcher's final state is a fresh read", async () => {
  /** What the server said is saved, as it was last acknowledged. */
  const journal = new Map<string, NoteView>();
  const watched = Array.from({ length: 5 }, (_, index) => client(`w${index}`).watch("place:p").items("note"));
  let writing = true;
  const writers = Array.from({ length: 12 }, async (_, index) => {
    const writer = client(`writer${index}`);
    let mine: NoteView | undefined;
    for (let turn = 0; writing; turn++) {
      // Typed once, sent until it is acknowledged: `ask` sends again after each reconnect, under the same ids.
      const noteId = newId();
      const text = `${index}.${turn}`;
      const changing = mine && turn % 3 > 0 ? { noteId: mine.id, changeId: newId(), text } : undefined;
      mine = changing
        ? await writer.ask<NoteView>("notes.changeNote", changing, 30_000)
        : await writer.ask<NoteView>("notes.createNote", { id: noteId, placeId: "p", text }, 30_000);
      journal.set(mine.id, mine);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  });

  for (let round = 0; round < kills; round++) {
    const before = journal.size;
    await until(() => journal.size > before + 20 || killed(), 30_000);
    if (!fateOf(round).dieAfter) node.kill("SIGKILL");
    await until(killed, 30_000);
    await startNode(fateOf(round + 1));
  }
  writing = false;
  await Promise.all(writers);

  const late = client("late").watch("place:p").items("note");
  await until(() => late.value.size >= journal.size, 10_000);
  const lost = [...journal].filter(([id, { version }]) => (late.value.get(id)?.version ?? 0) < version);
  expect(lost).toEqual([]);
  // Every change of a note raises its version by one; a change made twice would show here.
  const twice = [...late.value].filter(([id, { version }]) => version > (journal.get(id)?.version ?? 0));
  expect(twice).toEqual([]);
  const fresh = JSON.stringify(asObject(late.value));
  await until(() => watched.every((notes) => JSON.stringify(asObject(notes.value)) === fresh), 10_000);
}, 300_000);

test("stopped in good order, it leaves nothing undone", async () => {
  const writer = client("last");
  await writer.create("q", "goodbye");
  node.kill("SIGTERM");
  const [code] = (await once(node, "exit")) as [number];
  expect(code).toBe(0);
  await startNode();
  const again = client("again").watch("place:q").items("note");
  await until(() => again.value.size === 1, 10_000);
});
