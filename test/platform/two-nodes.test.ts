/** Two nodes on one database, which hear each other through Redis as long as it is there. */
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { rm } from "node:fs/promises";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { newId } from "../../shared/ids.ts";
import { type FaultProxy, startFaultProxy } from "../support/fault-proxy.ts";
import { startServers } from "../support/two-nodes.ts";
import { asObject, type Client, databaseOf, type NoteView, openClient, spawnNode, until } from "./house.ts";

const servers = await startServers();
if ("unavailable" in servers) process.stdout.write(`Two nodes are not tried: ${servers.unavailable}\n`);

("unavailable" in servers ? describe.skip : describe)("two nodes", () => {
  let redis: FaultProxy;
  const nodes: { node: ChildProcess; port: number }[] = [];
  const clients: Client[] = [];
  const client = (at: 0 | 1, name?: string): Client => {
    const one = openClient(nodes[at]?.port ?? 0, name);
    clients.push(one);
    return one;
  };
  let folder = "";

  beforeAll(async () => {
    if ("unavailable" in servers) return;
    redis = await startFaultProxy({ port: Number(new URL(servers.redisUrl).port || 6379) });
    folder = (await databaseOf()).dataDir;
    const place = { dataDir: folder, mongoUrl: servers.mongoUrl };
    const redisUrl = redis.through(servers.redisUrl);
    for (let index = 0; index < 2; index++) nodes.push(await spawnNode({ place, redisUrl }));
  }, 180_000);
  afterAll(async () => {
    for (const one of clients) one.close();
    for (const { node } of nodes) {
      const ended = once(node, "exit");
      node.kill("SIGTERM");
      await ended;
    }
    await redis?.stop();
    if ("stop" in servers) await servers.stop();
    if (folder) await rm(folder, { recursive: true, force: true });
  });

  test("what is written on one is seen on the other", async () => {
    const watched = client(1, "ben").watch("place:a");
    await until(() => watched.state.value === "live");
    const { id } = await client(0, "ada").create("a", "across");
    await until(() => watched.items("note").value.has(id), 2000);
  });

  test("the same create ten times at once on both is one thing with ten equal answers", async () => {
    const id = newId();
    const both = [client(0, "ada"), client(1, "ada")];
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) => (both[index % 2] as Client).create("b", "once", id)),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    const late = client(1, "cy").watch("place:b");
    await until(() => late.state.value === "live");
    expect([...late.items("note").value.keys()]).toEqual([id]);
  });

  test("a right that one takes away is gone from the other's rooms within a second", async () => {
    const watched = client(1, "ben").watch("place:c");
    await until(() => watched.state.value === "live");
    await client(0, "ada").ask("notes.closePlace", { placeId: "c" });
    await until(() => watched.state.value === "gone", 1000);
  });

  test("without Redis writes go on; five seconds after it is back everyone has seen everything", async () => {
    const ada = client(0, "ada");
    const here = client(0, "ben").watch("place:d");
    const there = client(1, "ben").watch("place:d");
    await until(() => here.state.value === "live" && there.state.value === "live");
    const first = await ada.create("d", "before");
    await until(() => there.items("note").value.has(first.id), 2000);
    await redis.refuse();
    const from = performance.now();
    const ids: string[] = [];
    for (let index = 0; index < 20; index++) ids.push((await ada.create("d", `${index}`)).id);
    await ada.ask<NoteView>("notes.changeNote", { noteId: first.id, changeId: newId(), text: "meanwhile" });
    expect(performance.now() - from).toBeLessThan(2000 * 21);
    await until(() => ids.every((id) => here.items("note").value.has(id)));
    await redis.mend();
    await until(
      () =>
        ids.every((id) => there.items("note").value.has(id)) &&
        there.items("note").value.get(first.id)?.text === "meanwhile",
      5000,
    );
    // And it flaps.
    for (let flap = 0; flap < 3; flap++) {
      await redis.refuse();
      ids.push((await ada.create("d", `flap ${flap}`)).id);
      await redis.mend();
    }
    await until(() => ids.every((id) => there.items("note").value.has(id)), 5000);
  });

  test("clients that lose one event in twenty and come back to either node end with a fresh read", async () => {
    const through = await eitherOf(nodes.map(({ port }) => port));
    const watchers = Array.from({ length: 20 }, (_, index) => {
      const one = openClient(through.port, `w${index}`);
      clients.push(one);
      one.loses = 0.05;
      return one.watch("place:e").items("note");
    });
    const writers = [client(0, "ada"), client(1, "ben")];
    const last = new Map<string, NoteView>();
    for (let turn = 0; turn < 60; turn++) {
      const writer = writers[turn % 2] as Client;
      const id = [...last.keys()][Math.floor(Math.random() * last.size)];
      const noteView =
        id && turn % 3 > 0
          ? await writer.ask<NoteView>("notes.changeNote", { noteId: id, changeId: newId(), text: `${turn}` })
          : await writer.create("e", `${turn}`);
      last.set(noteView.id, noteView);
      if (turn % 5 === 0) through.cut();
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
    const late = client(0, "late").watch("place:e").items("note");
    await until(() => late.value.size === last.size);
    expect(asObject(late.value)).toEqual(asObject(last));
    // The bare revisions come every ten seconds.
    await until(
      () => watchers.every((notes) => JSON.stringify(asObject(notes.value)) === JSON.stringify(asObject(last))),
      15_000,
    );
    await through.close();
  });
});

/** A door that leads to any of the ports, and is cut now and then. */
async function eitherOf(ports: number[]): Promise<{ port: number; cut(): void; close(): Promise<void> }> {
  const pairs = new Set<Socket>();
  const door = createServer((near) => {
    const far = connect(ports[Math.floor(Math.random() * ports.length)] as number, "127.0.0.1");
    for (const end of [near, far]) {
      pairs.add(end);
      end.on("error", () => {});
      end.on("close", () => {
        pairs.delete(end);
        near.destroy();
        far.destroy();
      });
    }
    near.pipe(far).pipe(near);
  });
  await new Promise<void>((resolve) => door.listen(0, "127.0.0.1", resolve));
  const cut = (all = false) => {
    for (const one of pairs) if (all || Math.random() < 0.3) one.destroy();
  };
  return {
    port: (door.address() as AddressInfo).port,
    cut: () => cut(),
    close: () =>
      new Promise((resolve) => {
        door.close(() => resolve());
        cut(true);
        // Whoever knocks again finds nobody.
      }),
  };
}
