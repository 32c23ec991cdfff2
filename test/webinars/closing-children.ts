/** Runs closes in processes of their own, and looks at what they have left. */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "@jest/globals";
import { Threads } from "../../server/features/forum/threads/thread.model.ts";
import { Members } from "../../server/features/members/member.model.ts";
import { Notifications } from "../../server/features/notifications/notification.model.ts";
import { outcomesOf } from "../../server/features/webinars/closing/outcomes.ts";
import { Questions } from "../../server/features/webinars/questions/question.model.ts";
import { Webinars } from "../../server/features/webinars/webinar.model.ts";
import { closeHouse, openHouse } from "../../server/house.ts";
import { readConfig } from "../../server/platform/config.ts";
import { settled } from "../../server/platform/outbox/index.ts";

/** Seeds webinars that are overdue, runs `close` until nobody is killed any more, and looks at what is there. */
export async function closeAll(
  webinars: number,
  mongoUrl: string | undefined,
  close: (dataDir: string) => Promise<void>,
): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), "colloquy-killed-"));
  try {
    expect(await child("seed", dataDir, webinars, mongoUrl)).toBe("SIGKILL");
    await close(dataDir);
    await openHouse({
      ...readConfig({ DATA_DIR: dataDir, NODE_ENV: "test", ...placeOf(mongoUrl) }),
      movableClock: true,
    });
    await settled();
    await expectEverythingOnce(webinars);
    await closeHouse();
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

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
export async function expectClosed(webinarId: string): Promise<void> {
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

/** Several nodes on one MongoDB need a Redis; that it is away changes nothing for a close. */
const placeOf = (mongoUrl: string | undefined) =>
  mongoUrl ? { MONGO_URL: mongoUrl, REDIS_URL: "redis://127.0.0.1:1" } : { MONGO_URL: "" };

/** How the process ended: the signal that killed it, or its exit code. */
export function child(task: string, dataDir: string, number: number, mongoUrl = ""): Promise<string | number | null> {
  const script = join(import.meta.dirname, "closing-child.ts");
  const running = spawn(process.execPath, [script, task, dataDir, String(number)], {
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, LOG_LEVEL: "fatal", ...placeOf(mongoUrl) },
  });
  return new Promise((resolve) => running.once("exit", (code, signal) => resolve(signal ?? code)));
}
