/** The close, killed between any two of its steps and begun again: closed once, each question carried once, each notice there once. */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { closeHouse, openHouse } from "../../server/app.ts";
import { Threads } from "../../server/features/forum/threads/thread.model.ts";
import { Members } from "../../server/features/members/member.model.ts";
import { Notifications } from "../../server/features/notifications/notification.model.ts";
import { outcomesOf } from "../../server/features/webinars/closing/outcomes.ts";
import { faults, steps, sweepCloses } from "../../server/features/webinars/index.ts";
import { Questions } from "../../server/features/webinars/questions/question.model.ts";
import { Webinars } from "../../server/features/webinars/webinar.model.ts";
import { moveClock } from "../../server/platform/clock.ts";
import { readConfig } from "../../server/platform/config.ts";
import { settled, sweep } from "../../server/platform/outbox/index.ts";
import { startTestHouse, type TestHouse } from "../support/house.ts";
import { startMongoProtocolServer } from "../support/mongo-protocol.ts";
import { ask, change, hour, people } from "./stories.ts";

describe("broken off at a step", () => {
  let house: TestHouse;
  let all: Awaited<ReturnType<typeof people>>;
  beforeAll(async () => {
    house = await startTestHouse();
    all = await people(house);
  }, 60_000);
  afterAll(() => house.stop());

  /** Each of these comes once a question. */
  const repeated: readonly string[] = ["question-carried", "thread-opened", "thread-noted", "asker-told"];
  for (const step of steps) {
    for (const time of repeated.includes(step) ? [1, 3] : [1]) {
      test(`at “${step}”, the ${time === 1 ? "first" : "third"} time`, async () => {
        const { webinarId, ada, ben, moderator, salma } = await hour(all, { preApproval: true });
        const asked = await Promise.all(Array.from({ length: 4 }, (_, at) => ask(ada, webinarId, `Question ${at}?`)));
        const [first, second] = asked.slice(1).map(({ id }) => id) as [string, string];
        for (const questionId of [first, second])
          await moderator.call("webinars.approve", { questionId, version: 1, ...change() });
        await ben.call("webinars.vote", { questionId: first, on: true });
        await moderator.call("webinars.assign", { questionId: second, version: 2, ...change(), panellistId: salma.id });
        await settled();

        // From that step on nothing of the close goes through: as far as it is concerned, the process is dead.
        let times = 0;
        faults.at = (reached) => {
          if (reached === step) times++;
          if (times >= time) throw new Error(`broken off at ${step}`);
        };
        await moveClock(80 * 60_000);
        await sweepCloses();
        await settled();
        faults.at = () => {};
        await sweepCloses();
        await sweep(0);
        await settled();

        expect(await outcomesOf(webinarId)).toMatchObject({ received: 4, carried: 4, holds: true });
        await expectClosed(webinarId);
        const notices = await Notifications.find({
          subjectId: { $in: [webinarId, ...asked.map(({ id }) => id)] },
        }).lean();
        expect(notices.filter(({ kind }) => kind === "question-carried")).toHaveLength(4);
        expect(notices.filter(({ kind }) => kind === "carried-for-you")).toHaveLength(1);
        expect(notices.filter(({ kind }) => kind === "carried-voted")).toMatchObject([{ personId: ben.id, count: 1 }]);
      });
    }
  }
});

/** Seeds webinars that are overdue, runs `close` until nobody is killed any more, and looks at what is there. */
async function closeAll(
  webinars: number,
  mongoUrl: string | undefined,
  close: (dataDir: string) => Promise<void>,
): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), "colloquy-killed-"));
  try {
    expect(await child("seed", dataDir, webinars, mongoUrl)).toBe("SIGKILL");
    await close(dataDir);
    await openHouse({
      ...readConfig({ DATA_DIR: dataDir, NODE_ENV: "test", MONGO_URL: mongoUrl }),
      movableClock: true,
    });
    await settled();
    await expectEverythingOnce(webinars);
    await closeHouse();
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

test("killed by -9 again and again, on the embedded database", async () => {
  await closeAll(4, undefined, async (dataDir) => {
    // Each start gets a few steps further than the last, to the end.
    let kills = 0;
    for (let at = 1; (await child("close", dataDir, at)) === "SIGKILL"; at += 2) kills++;
    expect(kills).toBeGreaterThan(4);
  });
}, 180_000);

test("two nodes that race for the same closes, one killed and then the other, over MongoDB's protocol", async () => {
  const server = await startMongoProtocolServer();
  if ("unavailable" in server) {
    process.stdout.write(`Two nodes were not raced over MongoDB's protocol: ${server.unavailable}\n`);
    return;
  }
  try {
    await closeAll(3, server.url, async (dataDir) => {
      const race = (one: number, other: number) =>
        Promise.all([one, other].map((at) => child("close", dataDir, at, server.url)));
      expect(await race(9, 14)).toEqual(["SIGKILL", "SIGKILL"]);
      expect(await race(12, 0)).toContain(0);
      expect(await race(0, 0)).toEqual([0, 0]);
    });
  } finally {
    await server.stop();
  }
}, 180_000);

async function expectEverythingOnce(webinars: number): Promise<void> {
  const ended = await Webinars.find({}).lean();
  expect(ended).toHaveLength(webinars);
  const named = new Map((await Members.find({}).lean()).map(({ _id, name }) => [name, _id]));
  for (const { _id: webinarId } of ended) {
    expect(await outcomesOf(webinarId)).toMatchObject({ received: 5, answered: 1, carried: 4, holds: true });
    await expectClosed(webinarId);
    const ids = (await Questions.find({ webinarId }).lean()).map(({ _id }) => _id);
    const notices = await Notifications.find({ subjectId: { $in: [webinarId, ...ids] } }).lean();
    const told = (kind: string) => notices.filter((notice) => notice.kind === kind).map(({ personId }) => personId);
    expect(told("question-carried")).toEqual(Array(4).fill(named.get("Ada Asker")));
    expect(told("carried-for-you")).toEqual([named.get("Ingrid Panel")]);
    expect(told("carried-voted")).toEqual([named.get("Ben Voter")]);
  }
}

/** Closed, and each carried question has the one thread that is its own. */
async function expectClosed(webinarId: string): Promise<void> {
  expect(await Webinars.findById(webinarId).lean()).toMatchObject({ state: "closed" });
  const carried = await Questions.find({ webinarId, state: "carried" }).lean();
  const threads = await Threads.find({ questionId: { $in: carried.map(({ _id }) => _id) } }).lean();
  expect(threads.map(({ _id, state }) => [_id, state]).sort()).toEqual(
    carried.map(({ threadId, before }) => [threadId, before === "asked" ? "held" : "open"]).sort(),
  );
  expect(
    carried.every(({ threadAt, onAir, pending }) => threadAt !== null && onAir === null && pending.length === 0),
  ).toBe(true);
}

/** How the process ended: the signal that killed it, or its exit code. */
function child(task: string, dataDir: string, number: number, mongoUrl = ""): Promise<string | number | null> {
  const script = join(import.meta.dirname, "closing-child.ts");
  const running = spawn(process.execPath, [script, task, dataDir, String(number)], {
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, LOG_LEVEL: "fatal", MONGO_URL: mongoUrl },
  });
  return new Promise((resolve) => running.once("exit", (code, signal) => resolve(signal ?? code)));
}
