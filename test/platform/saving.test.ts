/** Writes that are sent again, and what must follow them. */
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import { moveClock } from "../../server/platform/clock.ts";
import {
  countParked,
  registerKind,
  settled,
  sinceSwept,
  startOutbox,
  stopOutbox,
  sweep,
} from "../../server/platform/outbox/index.ts";
import { newId } from "../../shared/ids.ts";
import { type Client, type House, openHouse, until } from "./house.ts";
import { Echoes, knobs, type Note, Notes } from "./notes.ts";

let house: House;
let ada: Client;
let ben: Client;
beforeAll(async () => {
  house = await openHouse();
  ada = house.client("ada");
  ben = house.client("ben");
});
afterAll(() => house.close());
afterEach(() => {
  Object.assign(knobs, { echoFails: false, viewFailsFor: "" });
});
/** From now on this follows a note. */
const echoBy = (echo: (note: Note) => Promise<void>) =>
  registerKind<Note>({ kind: "note", model: Notes, streams: ["place"], effects: { echo } });
const noteOf = async (id: string) => (await Notes.findById(id).lean<Note>()) as Note;

test("the same create ten times at once is one thing with ten equal answers", async () => {
  const id = newId();
  const answers = await Promise.all(Array.from({ length: 10 }, () => ada.create("p", "once", id)));
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  expect(await Notes.countDocuments({ _id: id })).toBe(1);
});

test("a retry after an edit, and after the place was closed, is still said to be saved", async () => {
  const first = await ada.create("q", "typed once");
  await ada.ask("notes.changeNote", { noteId: first.id, changeId: newId(), text: "edited" });
  await ada.ask("notes.closePlace", { placeId: "q" });
  expect(await ada.create("q", "typed once", first.id)).toEqual({ id: first.id, text: "edited", version: 2 });
});

test("the same id with other words is already-sent, and says what stands; somebody else's is id-taken, and says nothing", async () => {
  const { id } = await ada.create("p", "mine");
  await expect(ada.create("p", "other", id)).rejects.toMatchObject({
    code: "already-sent",
    details: { stands: { id, version: 1 } },
  });
  await expect(ben.create("p", "mine", id)).rejects.toMatchObject({ code: "id-taken", details: {} });
});

test("a change sent again succeeds at once and changes nothing more", async () => {
  const { id } = await ada.create("p", "before");
  const sent = { noteId: id, changeId: newId(), hidden: true };
  const both = await Promise.all([ada.ask("notes.hideNote", sent), ada.ask("notes.hideNote", sent)]);
  expect(both).toEqual([expect.objectContaining({ version: 2 }), expect.objectContaining({ version: 2 })]);
  await expect(ben.ask("notes.hideNote", { ...sent })).rejects.toMatchObject({ code: "moved-on" });
  for (let more = 0; more < 20; more++)
    await ada.ask("notes.changeNote", { noteId: id, changeId: newId(), text: `${more}` });
  expect((await noteOf(id)).changes).toHaveLength(16);
});

test("nothing is pending once all is done, and each effect was done", async () => {
  const { id } = await ada.create("p", "hello");
  await until(async () => (await noteOf(id)).pending.length === 0);
  expect(await Echoes.findById(id).lean()).toMatchObject({ count: 1 });
});

test("what failed is done by the sweep", async () => {
  knobs.echoFails = true;
  const { id } = await ada.create("p", "hello");
  await settled();
  expect((await noteOf(id)).pending).toEqual(["echo"]);
  knobs.echoFails = false;
  await sweep();
  expect((await noteOf(id)).pending).toEqual([]);
});

test("what failed twenty times is parked, counted, holds nothing up, and is tried again at the next start", async () => {
  knobs.echoFails = true;
  const { id } = await ada.create("p", "hello");
  await settled();
  for (let tries = 1; tries < 20; tries++) await sweep();
  expect((await noteOf(id)).pending).toEqual(["parked:echo"]);
  expect(await countParked()).toBe(1);
  knobs.echoFails = false;
  await stopOutbox();
  await startOutbox();
  await settled();
  expect((await noteOf(id)).pending).toEqual([]);
  expect(await countParked()).toBe(0);
});

test("twenty failures long apart are not twenty in a row: after a day without one they are counted anew", async () => {
  knobs.echoFails = true;
  const { id } = await ada.create("p", "hello");
  await settled();
  for (let tries = 1; tries < 19; tries++) await sweep();
  await moveClock(25 * 3_600_000);
  await sweep();
  expect((await noteOf(id)).pending).toEqual(["echo"]);
  for (let tries = 1; tries < 20; tries++) await sweep();
  expect((await noteOf(id)).pending).toEqual(["parked:echo"]);
});

test("one thing that cannot be shown does not keep the others from being told", async () => {
  const watched = house.client("ben").watch("place:r");
  const notes = watched.items("note");
  await until(() => watched.state.value === "live");
  knobs.viewFailsFor = "poison";
  await Promise.all(["one", "poison", "two"].map((text) => ada.create("r", text)));
  await until(() => notes.value.size === 2);
  knobs.viewFailsFor = "";
  await settled();
  await sweep();
  await until(() => notes.value.size === 3);
});

test("work asked for while an effect ran is not struck with it", async () => {
  let release = () => {};
  let ran = 0;
  echoBy(async () => {
    ran++;
    if (ran === 1) await new Promise<void>((resolve) => (release = resolve));
  });
  const { id } = await ada.create("p", "first");
  await until(() => ran === 1);
  await ada.ask("notes.changeNote", { noteId: id, changeId: newId(), text: "second" });
  release();
  await until(async () => (await noteOf(id)).pending.length === 0);
  expect(ran).toBe(2);
});

test("what hangs is not waited for by the sweep, which does the rest", async () => {
  let release = () => {};
  let began = 0;
  let fails = true;
  echoBy(async ({ text }) => {
    if (text === "hangs")
      await new Promise<void>((resolve) => {
        began++;
        release = resolve;
      });
    else if (fails) throw new Error("not yet");
  });
  const other = await ada.create("p", "fails at first");
  await settled();
  const hanging = await ada.create("p", "hangs");
  await until(() => began === 1);
  fails = false;
  const done = await Promise.race([sweep().then(() => true), pause(3_000, false, { ref: false })]);
  const left = [(await noteOf(hanging.id)).pending, (await noteOf(other.id)).pending];
  // It was asked again meanwhile, and hangs once more.
  const again = setInterval(() => release(), 10);
  await settled();
  clearInterval(again);
  expect(done).toBe(true);
  expect(left).toEqual([["echo"], []]);
  expect((await noteOf(hanging.id)).pending).toEqual([]);
});

test("a sweep that takes long is not stuck as long as it comes further", async () => {
  const releases: (() => void)[] = [];
  let fails = true;
  echoBy(async () => {
    if (fails) throw new Error("not yet");
    await new Promise<void>((resolve) => releases.push(resolve));
  });
  await Promise.all([ada.create("p", "one"), ada.create("p", "two")]);
  await settled();
  fails = false;
  const sweeping = sweep();
  await until(() => releases.length === 2);
  const then = performance.now();
  releases[0]?.();
  await until(() => performance.now() - sinceSwept() > then);
  releases[1]?.();
  await sweeping;
});
