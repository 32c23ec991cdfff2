/** The close, broken off between any two of its steps and begun again: closed once, each question carried once, each notice there once. */
import { describe, expect, test } from "@jest/globals";
import { Threads } from "../../server/features/forum/threads/thread.model.ts";
import { Notifications } from "../../server/features/notifications/notification.model.ts";
import { outcomesOf } from "../../server/features/webinars/closing/outcomes.ts";
import { faults, steps, sweepCloses } from "../../server/features/webinars/index.ts";
import { Questions } from "../../server/features/webinars/questions/question.model.ts";
import { Webinars } from "../../server/features/webinars/webinar.model.ts";
import { moveClock } from "../../server/platform/clock.ts";
import { log } from "../../server/platform/log.ts";
import { settled, sweep } from "../../server/platform/outbox/index.ts";
import { change } from "../support/stage.ts";
import { ask, setWebinarStage } from "./stories.ts";

// What is broken off here on purpose would fill the log.
log.level = "silent";

describe("broken off at a step", () => {
  const stage = setWebinarStage();

  /** Each of these comes once a question. */
  const repeated: readonly string[] = ["question-carried", "thread-opened", "thread-noted", "asker-told"];
  for (const step of steps) {
    for (const time of repeated.includes(step) ? [1, 3] : [1]) {
      test(`at “${step}”, the ${time === 1 ? "first" : "third"} time`, async () => {
        const { webinarId, ada, ben, moderator, salma } = await stage.hour({ preApproval: true });
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
