/** What is written reaches everyone who watches, through real sockets, and nobody who may not. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { io, type Socket } from "socket.io-client";
import { faults, settled, sweep } from "../../server/platform/outbox/index.ts";
import {
  beginEpoch,
  countWatchers,
  emitTally,
  endSockets,
  recheckWatchers,
  sayRevisions,
} from "../../server/platform/realtime/index.ts";
import { letGoOfStalled } from "../../server/platform/realtime/stalled.ts";
import { numberEntries } from "../../server/platform/realtime/streams.ts";
import { newId } from "../../shared/ids.ts";
import { asObject, type Client, type House, type NoteView, openHouse, until } from "./house.ts";
import { knobs, Notes } from "./notes.ts";

let house: House;
let ada: Client;
let place: string;
beforeAll(async () => {
  house = await openHouse();
  ada = house.client("ada");
});
afterAll(() => house.close());
beforeEach(() => {
  place = `p${newId()}`;
});
afterEach(() => {
  faults.at = () => {};
  knobs.banned.clear();
});
const hide = (id: string, hidden: boolean) =>
  ada.ask<NoteView>("notes.hideNote", { noteId: id, changeId: newId(), hidden });
const edit = (id: string, text: string) =>
  ada.ask<NoteView>("notes.changeNote", { noteId: id, changeId: newId(), text });

test("a note reaches everyone watching its place: members, staff and visitors", async () => {
  const watching = [
    house.client("ben").watch(`place:${place}`),
    house.client("mo").watch(`place:${place}:staff`),
    house.client().watch(`place:${place}`),
  ];
  const seen = watching.map((one) => one.items("note"));
  await until(() => watching.every(({ state }) => state.value === "live"));
  const { id } = await ada.create(place, "Hello");
  await until(() => seen.every((notes) => notes.value.get(id)?.text === "Hello"));
  await edit(id, "Hello, all");
  await until(() => seen.every((notes) => notes.value.get(id)?.version === 2));
});

test("what is hidden leaves the stream, stays for staff, and comes back", async () => {
  const notes = house.client("ben").watch(`place:${place}`).items("note");
  const staff = house.client("mo").watch(`place:${place}:staff`).items("note");
  const { id } = await ada.create(place, "Hello");
  await until(() => notes.value.size === 1 && staff.value.size === 1);
  await hide(id, true);
  await until(() => notes.value.size === 0);
  expect(staff.value.get(id)).toMatchObject({ text: "Hello" });
  const late = house.client("cy").watch(`place:${place}`);
  await until(() => late.state.value === "live");
  expect(late.items("note").value.size).toBe(0);
  await hide(id, false);
  await until(() => notes.value.size === 1 && late.items("note").value.size === 1);
});

test("the author's own side of a note is told under a kind of its own, and what is personal comes whole", async () => {
  const client = house.client("dee");
  const mine = client.watch("self:dee") as unknown as { items(kind: string): { value: ReadonlyMap<string, object> } };
  await until(() => mine.items("self").value.size === 1);
  const { id } = await client.create(place, "of mine");
  await until(() => mine.items("myNote").value.size === 1);
  expect(mine.items("myNote").value.get(id)).toEqual({ id, text: "of mine", version: 1, hidden: false });
  expect(mine.items("note").value.size).toBe(0);
});

test("nobody watches what one may not read, and it looks as if it did not exist", async () => {
  const ben = house.client("ben");
  const refusals = await Promise.all(
    [`place:${place}:staff`, "self:ada", "nothing:here", "place"].map((stream) =>
      ben.ask("watch", { stream }).catch((thrown: unknown) => thrown),
    ),
  );
  for (const refusal of refusals) expect(refusal).toMatchObject({ code: "not-found", details: {} });
  const watched = ben.watch(`place:${place}:staff`);
  await until(() => watched.state.value === "gone");
});

test("a held entry that somebody makes up reads nothing of another place", async () => {
  const { id } = await ada.create(place, "here");
  await settled();
  const ben = house.client("ben");
  const held = { stream: `place:other${place}`, held: [`note:${id}`, "note:none", "nonsense", "unknown:1"] };
  expect(await ben.ask("watch", held)).toMatchObject({ changes: [] });
});

test("a place that closes is taken from its watchers within a second, and nothing of it comes after", async () => {
  const watched = house.client("ben").watch(`place:${place}`);
  await until(() => watched.state.value === "live");
  const { id } = await ada.create(place, "before");
  await until(() => watched.items("note").value.size === 1);
  const from = performance.now();
  await ada.ask("notes.closePlace", { placeId: place });
  await until(() => watched.state.value === "gone");
  expect(performance.now() - from).toBeLessThan(1000);
  expect(watched.items("note").value.size).toBe(0);
  await edit(id, "after");
  await settled();
  expect(watched.items("note").value.size).toBe(0);
});

test("what was left before it was watched is not watched afterwards", async () => {
  const fay = house.client("fay");
  await until(() => fay.connected);
  for (let time = 0; time < 70; time++) fay.watch(`place:${place}-${time}`).stop();
  const last = fay.watch(`place:${place}`);
  await until(() => last.state.value === "live");
  expect(countWatchers(`place:${place}`)).toBe(1);
  for (let time = 0; time < 70; time++) expect(countWatchers(`place:${place}-${time}`)).toBe(0);
  last.stop();
});

test("whoever is signed out is cut off within a second, and refused", async () => {
  const eve = house.client("eve");
  const watched = eve.watch(`place:${place}`);
  await until(() => watched.state.value === "live");
  knobs.banned.add("eve");
  endSockets({ personId: "eve" });
  await until(() => watched.state.value === "gone", 1000);
  await expect(
    eve.ask("notes.createNote", { id: newId(), placeId: place, text: "still here?" }, 300),
  ).rejects.toThrow();
  expect(await Notes.countDocuments({ placeId: place })).toBe(0);
});

test("whoever is no moderator any more leaves the moderators' stream, and keeps the members'", async () => {
  knobs.moderators.add("gus");
  const gus = house.client("gus");
  const staff = gus.watch(`place:${place}:staff`);
  const members = gus.watch(`place:${place}`);
  await until(() => staff.state.value === "live" && members.state.value === "live");
  knobs.moderators.delete("gus");
  recheckWatchers({ personId: "gus" });
  await until(() => staff.state.value === "gone", 1000);
  expect(members.state.value).toBe("live");
});

test("a room of more than a thousand is sent to in slices, each in order", async () => {
  const url = `http://127.0.0.1:${house.port}`;
  const sockets = Array.from({ length: 1100 }, () =>
    io(url, { forceNew: true, transports: ["websocket"], reconnection: false }),
  );
  const heard = new Map<Socket, number[]>();
  for (let from = 0; from < sockets.length; from += 100) {
    await Promise.all(
      sockets.slice(from, from + 100).map(async (socket) => {
        heard.set(socket, []);
        socket.on("tally", ({ turn }: { turn: number }) => heard.get(socket)?.push(turn));
        await socket.emitWithAck("watch", { stream: `place:${place}` });
      }),
    );
  }
  expect(countWatchers(`place:${place}`)).toBe(1100);
  for (let turn = 0; turn < 5; turn++) emitTally(`place:${place}`, { turn });
  await until(() => [...heard.values()].every((turns) => turns.length === 5), 10_000);
  for (const turns of heard.values()) expect(turns).toEqual([0, 1, 2, 3, 4]);
  for (const socket of sockets) socket.disconnect();
  await until(() => countWatchers(`place:${place}`) === 0);
});

test("a reader that takes nothing any more is let go of, and catches up when it is back", async () => {
  const url = `http://127.0.0.1:${house.port}`;
  const stalled = io(url, {
    forceNew: true,
    transports: ["websocket"],
    reconnectionDelay: 10,
    reconnectionDelayMax: 20,
  });
  await stalled.emitWithAck("watch", { stream: `place:${place}` });
  const lines: string[] = [];
  stalled.on("disconnect", () => lines.push("gone"));
  stalled.on("connect", () => lines.push("back"));
  const wire = (stalled.io.engine.transport as unknown as { ws: { _socket: { pause(): void; resume(): void } } }).ws
    ._socket;
  wire.pause();
  const big = "x".repeat(10_000);
  for (let turn = 0; turn < 3_000; turn++) {
    emitTally(`place:${place}`, { big });
    if (turn % 100 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  expect(letGoOfStalled()).toBe(1);
  await until(() => countWatchers(`place:${place}`) === 0);
  expect(letGoOfStalled()).toBe(0);
  wire.resume();
  await until(() => lines.includes("gone") && lines.includes("back"));
  const { id } = await ada.create(place, "meanwhile");
  await settled();
  const { ok } = (await stalled.emitWithAck("watch", { stream: `place:${place}` })) as {
    ok: { changes: { id: string }[] };
  };
  expect(ok.changes.map((change) => change.id)).toEqual([id]);
  stalled.disconnect();
});

test("whoever lost the session without a word is refused at the next operation", async () => {
  const fay = house.client("fay");
  await fay.create(place, "one");
  knobs.banned.add("fay");
  await expect(fay.create(place, "two")).rejects.toMatchObject({ code: "session-expired" });
  await until(() => !fay.connected);
});

test("a client away for a while catches up by its cursor, and one away for long by its window", async () => {
  const ben = house.client("ben");
  const notes = ben.watch(`place:${place}`, { last: 2 }).items("note");
  const first = await ada.create(place, "first");
  await until(() => notes.value.size === 1);
  for (const away of [3, 300]) {
    ben.loses = 1;
    for (const socket of house.gateway.io.sockets.sockets.values())
      if (socket.data.identity.person.id === "ben") socket.conn.close();
    await edit(first.id, `while away ${away}`);
    await ada.create(place, `new ${away}`);
    await settled();
    // Many changes of other things: more than a stream remembers.
    if (away > 256)
      await numberEntries(
        `place:${place}`,
        Array.from({ length: away }, () => `note:${newId()}`),
      );
    ben.loses = 0;
    await until(() => ben.connected);
    // It may have been back before the writing ended, and lost all of it: the next bare revision tells.
    await sayRevisions();
    // The first is beyond the window of two by the second round; it is held, so it is read again.
    await until(() => notes.value.get(first.id)?.text === `while away ${away}`);
  }
  await until(async () => notes.value.size === 3);
  expect(asObject(notes.value)).toEqual(asObject(await house.fresh(place)));
});

test("after a restore under a new epoch nothing of the other past is left", async () => {
  const ben = house.client("ben");
  const notes = ben.watch(`place:${place}`).items("note");
  const { id } = await ada.create(place, "lost by the restore");
  const kept = await ada.create(place, "kept");
  await until(() => notes.value.size === 2);
  await settled();
  await Notes.deleteOne({ _id: id });
  await beginEpoch();
  for (const socket of house.gateway.io.sockets.sockets.values()) socket.conn.close();
  await until(() => !notes.value.has(id));
  await until(() => notes.value.has(kept.id));
});

test("a writer that dies after any step leaves nobody with a wrong state once the sweep has been", async () => {
  const ben = house.client("ben");
  const notes = ben.watch(`place:${place}`).items("note");
  await until(() => ben.connected);
  const { id } = await ada.create(place, "0");
  let version = 1;
  for (const point of ["changed", "numbered", "struck", "effect-done"] as const) {
    faults.at = (at) => {
      if (at === point) throw new Error(`died after ${point}`);
    };
    await edit(id, point).catch(() => {});
    version++;
    await settled();
    faults.at = () => {};
    await sweep();
    await until(() => notes.value.get(id)?.text === point);
    expect(await Notes.findById(id).lean()).toMatchObject({ version, pending: [] });
  }
});

test("with one event in twenty lost, lines that break and notes that come and go, every final state is a fresh read", async () => {
  const names = ["ada", "ben", "cy", "dee"];
  const watchers = Array.from({ length: 12 }, (_, index) => {
    const client = house.client(names[index % 4], { transports: index % 6 === 5 ? ["polling"] : ["websocket"] });
    client.loses = 0.05;
    return { client, notes: client.watch(`place:${place}`).items("note") };
  });
  await until(() => watchers.every(({ client }) => client.connected));
  // Versions only ever rise in what a watcher shows.
  const fallen: string[] = [];
  for (const { notes } of watchers) {
    let before: ReadonlyMap<string, NoteView> = new Map();
    notes.subscribe((now) => {
      for (const [id, { version }] of now) if (version < (before.get(id)?.version ?? 0)) fallen.push(id);
      before = now;
    });
  }
  const ids: string[] = [];
  await Promise.all(
    Array.from({ length: 6 }, async (_, writer) => {
      for (let turn = 0; turn < 40; turn++) {
        const some = ids[Math.floor(Math.random() * ids.length)];
        const what = Math.random();
        if (!some || what < 0.3) ids.push((await ada.create(place, `${writer}.${turn}`)).id);
        else if (what < 0.8) await edit(some, `${writer}.${turn}`);
        else await hide(some, what < 0.9).catch(() => {});
        if (Math.random() < 0.05) {
          const sockets = [...house.gateway.io.sockets.sockets.values()].filter(
            ({ data }) => data.identity.person.id !== "ada",
          );
          sockets[Math.floor(Math.random() * sockets.length)]?.conn.close();
        }
      }
    }),
  );
  await settled();
  await until(() => watchers.every(({ client }) => client.connected));
  await sayRevisions();
  const fresh = JSON.stringify(asObject(await house.fresh(place)));
  await until(() => watchers.every(({ notes }) => JSON.stringify(asObject(notes.value)) === fresh), 10_000);
  expect(fallen).toEqual([]);
});

test("what is in no stream goes to those who watch", async () => {
  const ben = house.client("ben");
  const heard: unknown[] = [];
  ben.on("tally", (payload) => heard.push(payload));
  const watched = ben.watch(`place:${place}`);
  await until(() => watched.state.value === "live");
  emitTally(`place:${place}`, { votes: 3 });
  await until(() => heard.length === 1);
  watched.stop();
  await new Promise((resolve) => setTimeout(resolve, 50));
  emitTally(`place:${place}`, { votes: 4 });
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(heard).toEqual([{ votes: 3 }]);
});
