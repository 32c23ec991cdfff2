/** A thousand people vote within five seconds; and a webinar with five hundred open questions is closed. */
import { newId } from "../../../shared/ids.ts";
import type { Bench, Row } from "../bench.ts";
import type { ClosingFigures } from "../closing-figures.ts";
import { median, percentile, sum } from "../figures.ts";
import type { Helper } from "../helper.ts";
import { askAll, askers, attendees, fillRoom, openHour, startHours } from "../hour.ts";
import { watchTurns } from "../house.ts";
import type { Steady } from "../load.ts";
import { atMost, type Outcome } from "../outcome.ts";

const within = 5000;

interface Counted {
  perSecond: number;
  most: number;
  all: number;
}

async function vote(bench: Bench): Promise<Outcome[]> {
  const { house, crowds } = await startHours(bench);
  const { webinarId, questions } = await openHour(house, 200);
  await fillRoom(crowds, house, webinarId);
  await bench.watchLoop(house);
  const kinds = {
    "spread over 200 questions": (line: number, round: number) => questions[(line * 7 + round * 13) % questions.length],
    "all on one question": (_line: number, round: number) => questions[(round * 31 + 150) % questions.length],
  };
  const outcomes: Outcome[] = [];
  for (const [kind, questionFor] of Object.entries(kinds)) {
    const said = watchTurns(house.node.pid);
    const rounds: { p99: number; perSecond: number; most: number; each: number }[] = [];
    for (let round = 0; round < bench.options.rounds; round++) {
      await Promise.all(crowds.helpers.map((helper) => helper.ask("count", { name: "room", begins: '42["tally"' })));
      const answered = await askAll(
        crowds,
        "room",
        Array.from({ length: attendees }, (_, line) => ({
          line,
          after: Math.random() * within,
          event: "webinars.vote",
          input: { questionId: questionFor(line, round), on: true },
        })),
      );
      await new Promise((resolve) => setTimeout(resolve, 1000));
      const counted = await Promise.all(
        crowds.helpers.map((helper) => helper.ask<Counted>("counted", { name: "room" })),
      );
      rounds.push({
        p99: percentile(
          answered.map(({ took }) => took),
          0.99,
        ),
        perSecond: Math.max(...counted.map(({ perSecond }) => perSecond)),
        most: Math.max(...counted.map(({ most }) => most)),
        each: sum(counted.map(({ all }) => all)) / attendees,
      });
    }
    const heard = median(rounds.map(({ perSecond }) => perSecond));
    outcomes.push(
      atMost({
        row: `1000 votes within 5 s, ${kind}: p99 of the acknowledgement`,
        ours: `${Math.round(median(rounds.map(({ p99 }) => p99)))} ms`,
        figure: median(rounds.map(({ p99 }) => p99)),
        unit: "ms",
        bar: 250,
        aim: 100,
        notes: [said()],
      }),
      atMost({
        row: `the same, ${kind}: updates that a client hears`,
        ours: `${median(rounds.map(({ each }) => each)).toFixed(1)} in all`,
        figure: heard,
        unit: "a second",
        bar: 4,
        notes: [`at most ${median(rounds.map(({ most }) => most))} within any one second, late ones close to the next`],
      }),
    );
  }
  await bench.noteLoop(house);
  return outcomes;
}

const openQuestions = 500;

/** Once with nobody in the room, and once with a thousand people who watch every question go. */
const close = async (bench: Bench): Promise<Outcome[]> => {
  const hours = await startHours(bench);
  const steady = await bench.helper("load.ts");
  return [...(await closeBefore(bench, hours, steady, 0)), ...(await closeBefore(bench, hours, steady, attendees))];
};

async function closeBefore(
  bench: Bench,
  { house, crowds }: Awaited<ReturnType<typeof startHours>>,
  steady: Helper,
  present: number,
): Promise<Outcome[]> {
  const rounds: (ClosingFigures & { others: number; before: number; said: string })[] = [];
  for (let round = 0; round < bench.options.rounds; round++) {
    const { webinarId, questions, host } = await openHour(house, openQuestions);
    await fillRoom(crowds, house, webinarId);
    // Three votes each.
    for (let time = 0; time < 3; time++)
      await askAll(
        crowds,
        "room",
        Array.from({ length: attendees }, (_, line) => ({
          line,
          after: Math.random() * within,
          event: "webinars.vote",
          input: { questionId: questions[(line * 11 + time * 17) % openQuestions], on: true },
        })),
      );
    if (present === 0) await crowds.close("room");
    const others = (seconds: number) =>
      steady.ask<Steady>("steady", {
        url: house.url,
        paths: house.filled.threads.map((id) => `/api/threads/${id}?page=1`),
        perSecond: 30,
        seconds,
      });
    const before = await others(5);
    await bench.watchLoop(house);
    await host.http("webinars.closeWebinar", { webinarId, changeId: newId() });
    // Nothing is carried for ten seconds, in which the host may call it back.
    await new Promise((resolve) => setTimeout(resolve, 9000));
    const turns = watchTurns(house.node.pid);
    const [meanwhile, figures] = await Promise.all([others(8), closed(house, webinarId)]);
    await bench.noteLoop(house);
    bench.say(
      `threads ${figures.lastThread} ms, askers told ${figures.lastAsker} ms, voters told ${figures.lastVoter} ms after carryFrom (${figures.threads} threads, ${figures.askersTold} askers' and ${figures.votersTold} voters' notices); others' p99 ${meanwhile.p99.toFixed(0)} ms, before ${before.p99.toFixed(0)} ms`,
    );
    rounds.push({ ...figures, others: meanwhile.p99, before: before.p99, said: turns() });
    if (present > 0) await crowds.close("room");
  }
  const first = median(rounds.map(({ lastThread, lastAsker }) => Math.max(lastThread, lastAsker)));
  const said = present === 0 ? "nobody in the room" : `${present} in the room`;
  return [
    atMost({
      row: `close with ${openQuestions} open questions, ${said}: threads and askers' notices`,
      ours: `${Math.round(first)} ms`,
      figure: first / 1000,
      unit: "s",
      bar: 3,
      aim: 1,
      notes: [
        `threads ${median(rounds.map(({ lastThread }) => lastThread))} ms, notices ${median(rounds.map(({ lastAsker }) => lastAsker))} ms`,
        ...rounds.slice(0, 1).map((round) => round.said),
      ],
    }),
    atMost({
      row: `the same, ${said}: voters' notices`,
      ours: `${median(rounds.map(({ votersTold }) => votersTold))} people`,
      figure: median(rounds.map(({ lastVoter }) => lastVoter)) / 1000,
      unit: "s",
      bar: 30,
      aim: 1,
    }),
    atMost({
      row: `the same, ${said}: others' requests meanwhile, p99`,
      ours: `${Math.round(median(rounds.map(({ others }) => others)))} ms`,
      baseline: `before the close ${Math.round(median(rounds.map(({ before }) => before)))} ms`,
      figure: median(rounds.map(({ others }) => others)),
      unit: "ms",
      bar: 100,
    }),
  ];
}

/** Waits until everything has followed. */
async function closed(
  house: { ask<T>(what: string, input: unknown): Promise<T> },
  webinarId: string,
): Promise<ClosingFigures> {
  const began = performance.now();
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, 2000));
    const figures = await house.ask<ClosingFigures>("closing", { webinarId });
    const all =
      figures.state === "closed" &&
      figures.threads === openQuestions &&
      figures.askersTold === openQuestions &&
      figures.votersTold >= attendees - askers;
    if (all) return figures;
    if (performance.now() - began > 180_000) throw new Error(`the close did not end: ${JSON.stringify(figures)}`);
  }
}

export const rows: Row[] = [
  {
    name: "votes",
    what: "1000 people with the room open vote within 5 s, spread over 200 questions and all on one",
    run: vote,
  },
  {
    name: "close",
    what: "a webinar with 500 open questions and 3000 votes is closed while others read",
    run: close,
  },
];
