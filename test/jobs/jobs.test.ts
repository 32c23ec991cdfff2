/** Jobs: run when they are due, once, in order, again where they failed, and after a kill. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import { connect, disconnect } from "../../server/database/connect.ts";
import { moveClock, now, nowMs, startClock, stopClock } from "../../server/platform/clock.ts";
import { onJob, runDueJobs, schedule, startJobs, stopJobs, unschedule } from "../../server/platform/jobs/index.ts";
import { Jobs } from "../../server/platform/jobs/job.model.ts";
import { eventually } from "../support/stage.ts";

const folder = mkdtempSync(join(tmpdir(), "jobs-"));
const ran: string[] = [];
const minute = 60_000;
const later = (milliseconds: number) => new Date(nowMs() + milliseconds);
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

beforeAll(async () => {
  await startClock(await connect({ mongoUrl: undefined, dataDir: folder }), { movable: true });
  onJob("ring", async ({ subject }) => void ran.push(subject));
});
afterEach(async () => {
  await stopJobs();
  await Jobs.deleteMany({});
  ran.length = 0;
});
afterAll(async () => {
  stopClock();
  await disconnect();
  rmSync(folder, { recursive: true });
});

test("a job runs when its moment has come, once, and not before", async () => {
  await schedule({ id: "ring:a", name: "ring", at: later(minute), subject: "a" });
  expect(await runDueJobs()).toBe(0);
  await moveClock(minute);
  expect(await runDueJobs()).toBe(1);
  expect(await runDueJobs()).toBe(0);
  expect(ran).toEqual(["a"]);
});

test("what is overdue runs in the order in which it was due", async () => {
  for (const [subject, minutes] of [
    ["third", 30],
    ["first", 10],
    ["second", 20],
  ] as const)
    await schedule({ id: `ring:${subject}`, name: "ring", at: later(minutes * minute), subject });
  await moveClock(60 * minute);
  await runDueJobs();
  expect(ran).toEqual(["first", "second", "third"]);
});

test("scheduling again moves a job, and one that was forgotten does not run", async () => {
  await schedule({ id: "ring:a", name: "ring", at: later(minute), subject: "a" });
  await schedule({ id: "ring:a", name: "ring", at: later(10 * minute), subject: "a" });
  await schedule({ id: "ring:b", name: "ring", at: later(minute), subject: "b" });
  await unschedule("ring:b");
  await unschedule("ring:never-there");
  await moveClock(5 * minute);
  expect(await runDueJobs()).toBe(0);
  await moveClock(10 * minute);
  await runDueJobs();
  expect(ran).toEqual(["a"]);
});

test("scheduled many times at once, it is one job", async () => {
  await Promise.all(
    Array.from({ length: 20 }, () => schedule({ id: "ring:a", name: "ring", at: now(), subject: "a" })),
  );
  expect(await Jobs.countDocuments()).toBe(1);
});

test("many that look at once run a job once", async () => {
  await schedule({ id: "ring:a", name: "ring", at: now(), subject: "a" });
  await Promise.all(Array.from({ length: 10 }, () => runDueJobs()));
  expect(ran).toEqual(["a"]);
});

test("one that fails is tried again, later each time, and stays until it succeeds", async () => {
  let failures = 2;
  onJob("stumble", async () => {
    if (failures-- > 0) throw new Error("not yet");
    ran.push("stumbled on");
  });
  await schedule({ id: "stumble", name: "stumble", at: now(), subject: "s" });
  await runDueJobs();
  const first = (await Jobs.findById("stumble").lean())?.dueAt.getTime() ?? 0;
  expect(first - nowMs()).toBeGreaterThan(500);
  await moveClock(2000);
  await runDueJobs();
  expect(((await Jobs.findById("stumble").lean())?.dueAt.getTime() ?? 0) - nowMs()).toBeGreaterThan(1500);
  await moveClock(minute);
  await runDueJobs();
  expect(ran).toEqual(["stumbled on"]);
  expect(await Jobs.countDocuments()).toBe(0);
});

test("what a killed node had taken is taken again when its lease is over", async () => {
  await schedule({ id: "ring:a", name: "ring", at: now(), subject: "a" });
  await Jobs.updateOne({ _id: "ring:a" }, { $set: { lease: "of a dead node", leasedUntil: later(30_000) } });
  expect(await runDueJobs()).toBe(0);
  await moveClock(31_000);
  expect(await runDueJobs()).toBe(1);
});

test("a job that is scheduled again while it runs runs again", async () => {
  onJob("again", async ({ id, name, subject }) => {
    ran.push(subject);
    if (ran.length === 1) await schedule({ id, name, at: now(), subject: "second" });
  });
  await schedule({ id: "again", name: "again", at: now(), subject: "first" });
  await runDueJobs();
  expect(ran).toEqual(["first", "second"]);
});

test("what nobody here can run is left to a node that can", async () => {
  await schedule({ id: "strange", name: "strange", at: now(), subject: "s" });
  expect(await runDueJobs()).toBe(0);
  expect(await Jobs.countDocuments()).toBe(1);
});

test("many that are due at once do not wait for each other's second", async () => {
  await Promise.all(
    Array.from({ length: 100 }, (_, at) => schedule({ id: `ring:${at}`, name: "ring", at: now(), subject: `${at}` })),
  );
  startJobs();
  for (let tries = 0; ran.length < 100 && tries < 100; tries++) await pause(50);
  expect(new Set(ran).size).toBe(100);
  expect(ran).toHaveLength(100);
});

test("started, it runs by itself within a second, and stopping waits for what runs", async () => {
  startJobs();
  await schedule({ id: "ring:a", name: "ring", at: later(50), subject: "a" });
  await pause(1300);
  expect(ran).toEqual(["a"]);

  let finished = false;
  onJob("slow", async () => {
    await pause(300);
    finished = true;
  });
  await schedule({ id: "slow", name: "slow", at: now(), subject: "s" });
  await pause(1200);
  await stopJobs();
  expect(finished).toBe(true);
  await schedule({ id: "ring:b", name: "ring", at: now(), subject: "b" });
  await pause(1200);
  expect(ran).toEqual(["a"]);
});

/** Handlers that hang until they are released; `began` says how many of a name have begun. */
function hangers(...names: string[]) {
  const began = new Map(names.map((name) => [name, 0]));
  let release = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  for (const name of names)
    onJob(name, () => {
      began.set(name, (began.get(name) as number) + 1);
      return released;
    });
  return { began, release };
}
const scheduleMany = (name: string, count: number) =>
  Promise.all(
    Array.from({ length: count }, (_, at) =>
      schedule({ id: `${name}:${at}`, name, at: later(-minute), subject: `${at}` }),
    ),
  );

test("many jobs of one name that hang leave half of the room to the others", async () => {
  const { began, release } = hangers("hang");
  await scheduleMany("hang", 20);
  startJobs();
  await eventually(async () => ((began.get("hang") as number) >= 4 ? true : undefined));
  await schedule({ id: "ring:a", name: "ring", at: now(), subject: "a" });
  await eventually(async () => (ran.length === 1 ? true : undefined));
  expect(began.get("hang")).toBe(4);
  release();
  await eventually(async () => (began.get("hang") === 20 ? true : undefined));
});

test("as soon as one of a name ends, the next of that name begins", async () => {
  onJob("linger", async ({ subject }) => {
    await pause(50);
    ran.push(subject);
  });
  await scheduleMany("linger", 80);
  startJobs();
  // A second's pause after each four would be twenty seconds.
  await eventually(async () => (ran.length === 80 ? true : undefined));
});

test("while all that can run at once hangs, stopping takes seconds, gives every lease back and lets nothing more begin", async () => {
  const { began, release } = hangers("hang", "stick");
  await scheduleMany("hang", 4);
  await scheduleMany("stick", 4);
  startJobs();
  await eventually(async () => ([...began.values()].every((count) => count === 4) ? true : undefined));
  await schedule({ id: "ring:a", name: "ring", at: now(), subject: "a" });
  const stopped = await Promise.race([stopJobs().then(() => true), delay(10_000, false, { ref: false })]);
  const held = await Jobs.countDocuments({ lease: { $ne: null } });
  release();
  expect([stopped, held]).toEqual([true, 0]);
  await pause(1_200);
  expect(ran).toEqual([]);
});
