/** Sixty people who post as fast as they are acknowledged, with all that follows, against bare Express and one durable insert. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Bench, Row } from "../bench.ts";
import { Crowds } from "../crowds.ts";
import { median } from "../figures.ts";
import { cookieOf, type HouseUnderTest, processorSeconds } from "../house.ts";
import type { Loaded, WriteLoad } from "../load.ts";
import { atLeast, atMost, type Outcome } from "../outcome.ts";

const writers = 60;
/** They write in so many threads, three in each. */
const threads = 20;
const body = `${"We asked them again after the harvest, and the answers had changed. ".repeat(5)}\n\n- what was kept\n- what was **not**`;

interface Backlog {
  /** What had still to follow, each second while they wrote. */
  during: number[];
  /** Seconds from the last acknowledgement until nothing had. */
  drained: number;
}

/** Watches what has still to follow until there is nothing left. */
function watchBacklog(house: HouseUnderTest): () => Promise<Backlog> {
  const during: number[] = [];
  let going = true;
  const watching = (async () => {
    while (going) {
      await new Promise((resolve) => setTimeout(resolve, 1000));
      if (going) during.push(await house.ask<number>("pending"));
    }
  })();
  return async () => {
    going = false;
    const ended = performance.now();
    await watching;
    while ((await house.ask<number>("pending")) > 0) {
      if (performance.now() - ended > 120_000) throw new Error("what follows does not come to its end");
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return { during, drained: (performance.now() - ended) / 1000 };
  };
}

async function run(bench: Bench): Promise<Outcome[]> {
  const seconds = bench.options.quick ? 8 : 30;
  const house = await bench.house({ people: writers });
  const folder = mkdtempSync(join(tmpdir(), "colloquy-bare-"));
  const bare = await bench.helper("bare/insert.ts", { DATA_DIR: folder });
  const load = await bench.helper("load.ts");
  const crowds = await Crowds.start(bench, 1);
  const threadOf = (index: number) => house.filled.threads[index % threads] as string;
  // Everybody has the thread open in which she or he writes.
  await crowds.open({
    name: "writers",
    port: house.node.port,
    speaks: "socket.io",
    many: writers,
    cookies: house.people.map(cookieOf),
    origin: house.url,
    watch: house.people.map((_, index) => `thread:${threadOf(index)}`),
  });
  const people = house.people.map((person, index) => ({
    path: `/api/threads/${threadOf(index)}/posts`,
    cookie: cookieOf(person),
  }));
  const bareUrl = await bare.ask<string>("url");
  const write = async (url: string, pid: number, time: number, below = "") => {
    const before = processorSeconds(pid);
    const loaded = await load.ask<Loaded>("write", {
      url,
      writers: people.map(({ path, cookie }) => ({ path: below + path, cookie })),
      body,
      seconds: time,
    } satisfies WriteLoad);
    return { loaded, used: processorSeconds(pid) - before };
  };
  await write(bareUrl, bare.pid, 2);
  await write(house.url, house.node.pid, 3);
  await watchBacklog(house)();
  await bench.watchLoop(house);

  const rounds = [];
  for (let round = 0; round < bench.options.rounds; round++) {
    const done = watchBacklog(house);
    const before = processorSeconds(house.node.pid);
    const { loaded: ours } = await write(house.url, house.node.pid, seconds);
    const backlog = await done();
    const used = (processorSeconds(house.node.pid) - before) / ours.requests;
    const theirs = await write(bareUrl, bare.pid, Math.min(seconds, 15));
    const byMongoose = await write(bareUrl, bare.pid, Math.min(seconds, 8), "/mongoose");
    bench.say(
      `${Math.round(ours.perSecond)} a second, bare ${Math.round(theirs.loaded.perSecond)}, by a mongoose model ${Math.round(byMongoose.loaded.perSecond)}; to follow each second: ${backlog.during.join(" ")}; all done ${backlog.drained.toFixed(2)} s after the last`,
    );
    rounds.push({
      // What was still to follow when they stopped belongs to the time that it took.
      ours: ours.requests / (ours.seconds + backlog.drained),
      p99: ours.p99,
      most: ours.most,
      bare: theirs.loaded.perSecond,
      bareP99: theirs.loaded.p99,
      byMongoose: byMongoose.loaded.perSecond,
      used,
      bareUsed: theirs.used / theirs.loaded.requests,
      backlog,
    });
  }
  await bench.noteLoop(house);
  rmSync(folder, { recursive: true, force: true });

  const perSecond = median(rounds.map(({ ours }) => ours));
  const baseline = median(rounds.map(({ bare }) => bare));
  return [
    atLeast({
      row: `create a post, ${writers} people, ${seconds} s, all that follows done`,
      ours: `${Math.round(perSecond)} a second`,
      baseline: `bare Express + insert ${Math.round(baseline)} a second`,
      figure: median(rounds.map(({ ours, bare }) => ours / bare)),
      unit: "×",
      bar: 0.25,
      aim: 0.5,
      notes: [
        `acknowledged: p99 ${median(rounds.map(({ p99 }) => p99))} ms, longest ${median(rounds.map(({ most }) => most))} ms; bare p99 ${median(rounds.map(({ bareP99 }) => bareP99))} ms`,
        `where the bare insert goes through a mongoose model: ${median(rounds.map(({ ours, byMongoose }) => ours / byMongoose)).toFixed(3)} × (${Math.round(median(rounds.map(({ byMongoose }) => byMongoose)))} a second)`,
        `by processor time, all threads: ${median(rounds.map(({ used, bareUsed }) => bareUsed / used)).toFixed(2)} × (${(median(rounds.map(({ used }) => used)) * 1000).toFixed(2)} ms a post, bare ${(median(rounds.map(({ bareUsed }) => bareUsed)) * 1000).toFixed(2)})`,
      ],
    }),
    atMost({
      row: "the same: growth of what has to follow, second half to first",
      ours: `${Math.round(median(rounds.map(({ backlog }) => median(backlog.during))))} waiting`,
      figure: median(rounds.map(({ backlog: { during } }) => growthOf(during))),
      unit: "×",
      bar: 1.5,
      notes: [
        `all done ${median(rounds.map(({ backlog }) => backlog.drained)).toFixed(2)} s after the last acknowledgement`,
      ],
    }),
  ];
}

/** The second half's median to the first half's; what is less than a second's work is no backlog. */
function growthOf(during: number[]): number {
  const half = Math.floor(during.length / 2);
  const least = 200;
  return Math.max(least, median(during.slice(half))) / Math.max(least, median(during.slice(0, half)));
}

export const rows: Row[] = [
  {
    name: "create",
    what: `${writers} people posting in ${threads} threads that they have open, against bare Express and one durable insert in the same engine`,
    run,
  },
];
