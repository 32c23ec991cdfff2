/** Everybody asks, votes and chats while the hour closes: what was acknowledged is there, what was refused is not, and nothing stays open. */
import { expect, test } from "@jest/globals";
import { ChatLines } from "../../server/features/webinars/chat/chat-line.model.ts";
import { outcomesOf } from "../../server/features/webinars/closing/outcomes.ts";
import { sweepCloses } from "../../server/features/webinars/closing/overdue.ts";
import { Questions } from "../../server/features/webinars/questions/question.model.ts";
import { Votes } from "../../server/features/webinars/votes/vote.model.ts";
import { Webinars } from "../../server/features/webinars/webinar.model.ts";
import { moveClock } from "../../server/platform/clock.ts";
import { settled } from "../../server/platform/outbox/index.ts";
import { newId } from "../../shared/ids.ts";
import { Refused } from "../support/client.ts";
import type { Someone } from "../support/house.ts";
import { ask, setWebinarStage } from "./stories.ts";

const stage = setWebinarStage();

test("a storm over the close loses nothing and lets nothing through", async () => {
  for (let round = 0; round < 4; round++) {
    const { webinarId, ada, ben, cleo, salma, ingrid } = await stage.hour();
    const voters = [ben, cleo, salma, ingrid];
    const asked = await Promise.all(Array.from({ length: 8 }, (_, at) => ask(ada, webinarId, `Question ${at}?`)));

    const questions = journal();
    const votes = journal();
    const lines = journal();
    const refusals = new Set<string>();
    let over = false;
    /** Writes on while the hour is open, and a little longer. */
    async function storm(one: Someone, at: number): Promise<void> {
      for (let turn = 0, last = 3; last > 0; turn++) {
        const [questionId, chatLineId] = [newId(), newId()];
        const target = asked[(turn + at) % asked.length]?.id as string;
        await Promise.all([
          questions.note(
            questionId,
            one.call("webinars.askQuestion", { id: questionId, webinarId, text: `Storm ${at} ${turn}?` }),
          ),
          lines.note(
            chatLineId,
            one.call("webinars.sendChatLine", { id: chatLineId, webinarId, text: `Line ${turn}` }),
          ),
          votes.note(`${target}:${one.id}`, one.call("webinars.vote", { questionId: target, on: true })),
        ]).catch((thrown) => {
          if (!(thrown instanceof Refused)) throw thrown;
          refusals.add(thrown.code);
        });
        if (over) last--;
      }
    }
    const storming = voters.map(storm);
    await new Promise((resolve) => setTimeout(resolve, 30 + 40 * round));
    await moveClock(80 * 60_000);
    over = true;
    await sweepCloses();
    await Promise.all(storming);
    await settled();
    await sweepCloses();
    await settled();

    expect([...refusals].filter((code) => !["webinar-closed", "moved-on"].includes(code))).toEqual([]);
    expect(await Webinars.findById(webinarId).lean()).toMatchObject({ state: "closed" });
    const kept = await Questions.find({ webinarId }).lean();
    expect(kept.filter(({ state, threadAt }) => state !== "carried" || !threadAt)).toEqual([]);
    expect(await outcomesOf(webinarId)).toMatchObject({ received: kept.length, carried: kept.length, holds: true });
    expectKept(questions, new Set(kept.map(({ _id }) => _id)));
    expectKept(lines, new Set((await ChatLines.find({ webinarId }).lean()).map(({ _id }) => _id)));
    expectKept(votes, new Set((await Votes.find({ webinarId }).lean()).map(({ _id }) => _id)));
    expect(await ChatLines.countDocuments({ webinarId, pending: { $ne: [] } })).toBe(0);
    expect(await Votes.countDocuments({ webinarId, pending: { $ne: [] } })).toBe(0);
  }
}, 120_000);

/** What was acknowledged, and what was refused and never acknowledged. */
function journal() {
  const acknowledged = new Set<string>();
  const refused = new Set<string>();
  const note = async (id: string, answer: Promise<unknown>): Promise<void> => {
    await answer.then(
      () => acknowledged.add(id),
      (thrown) => {
        refused.add(id);
        throw thrown;
      },
    );
  };
  return { acknowledged, refused, note };
}

function expectKept({ acknowledged, refused }: ReturnType<typeof journal>, kept: Set<string>): void {
  expect([...acknowledged].filter((id) => !kept.has(id))).toEqual([]);
  expect([...refused].filter((id) => kept.has(id) && !acknowledged.has(id))).toEqual([]);
}
