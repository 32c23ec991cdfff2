/** From the commit of a post to the last of its watchers, against bare socket.io and bare ws sending the same bytes. */
import { newId } from "../../../shared/ids.ts";
import type { Bench, Row } from "../bench.ts";
import { Crowds } from "../crowds.ts";
import { median, percentile } from "../figures.ts";
import type { Helper } from "../helper.ts";
import { cookieOf, type HouseUnderTest, processorSeconds, watchTurns } from "../house.ts";
import { atMost, type Outcome } from "../outcome.ts";
import { post, toldBytes } from "../post.ts";

async function run(bench: Bench): Promise<Outcome[]> {
  const house = await bench.house({ people: 21 });
  const crowds = await Crowds.start(bench);
  const bare = {
    "socket.io": await bench.helper("bare/socket-io.ts"),
    ws: await bench.helper("bare/ws.ts"),
  };
  const threadId = house.filled.threads[0] as string;
  const writer = house.people[20];
  if (!writer) throw new Error("nobody to write");
  await house.ask("saved");
  const outcomes: Outcome[] = [];
  for (const many of bench.options.quick ? [1000] : [1000, 5000, 10_000]) {
    await crowds.open({
      name: "ours",
      port: house.node.port,
      speaks: "socket.io",
      many,
      origin: house.url,
      watch: `thread:${threadId}`,
    });
    for (const [name, helper] of Object.entries(bare))
      await crowds.open({
        name,
        port: await helper.ask<number>("port"),
        speaks: name as "socket.io" | "ws",
        many,
        watch: "room",
      });
    const payload = await toldBytes(house, threadId, cookieOf(writer));
    await bench.watchLoop(house);
    const turns = watchTurns(house.node.pid);
    const rounds: Round[] = [];
    for (let round = 0; round < bench.options.rounds; round++) {
      rounds.push(await oneRound(house, crowds, bare, { many, threadId, cookie: cookieOf(writer), payload }, bench));
      const { ours, socketIo, ws } = rounds.at(-1) as Round;
      bench.say(
        `${many}: ours ${said(ours)}; socket.io ${said(socketIo)}; ws ${said(ws)} (ms: median, p99); ${payload.length} bytes`,
      );
    }
    bench.say(turns());
    await bench.noteLoop(house);
    for (const name of ["ours", ...Object.keys(bare)]) await crowds.close(name);
    outcomes.push(...outcomesOf(many, rounds));
    // What a thousand lines leave behind is cleared away before the next come.
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
  return outcomes;
}

interface Round {
  ours: number[];
  socketIo: number[];
  ws: number[];
  /** Processor time of each server for a message to one watcher, in microseconds. */
  each: { ours: number; socketIo: number; ws: number };
}
const said = (all: number[]): string => `${median(all).toFixed(1)}, ${percentile(all, 0.99).toFixed(1)}`;

interface Given {
  many: number;
  threadId: string;
  cookie: string;
  payload: string;
}

/** Fifty posts; each is followed by the same bytes on both bare servers, so that all three meet the same machine. */
async function oneRound(
  house: HouseUnderTest,
  crowds: Crowds,
  bare: { "socket.io": Helper; ws: Helper },
  { many, threadId, cookie, payload }: Given,
  bench: Bench,
): Promise<Round> {
  const round: Round = { ours: [], socketIo: [], ws: [], each: { ours: 0, socketIo: 0, ws: 0 } };
  const pids = { ours: house.node.pid, "socket.io": bare["socket.io"].pid, ws: bare.ws.pid };
  const before = Object.values(pids).map(processorSeconds);
  for (const name of Object.keys(pids)) await crowds.messages(name);
  const posts = bench.options.quick ? 20 : 50;
  const emit = async (name: "socket.io" | "ws"): Promise<number> => {
    const marker = newId();
    await crowds.listen(name, marker);
    const at = await bare[name].ask<number>("emit", {
      event: "told",
      payload: JSON.parse(payload.replace("MARKER", marker)) as unknown,
    });
    return ((await crowds.heard(name, many)) - at) / 1e6;
  };
  for (let time = 0; time < posts; time++) {
    const id = newId();
    await crowds.listen("ours", id);
    await house.ask("saved");
    await post(house, { threadId, cookie, id });
    const last = await crowds.heard("ours", many);
    const [committed] = await house.ask<number[]>("saved");
    if (committed === undefined) throw new Error("nothing was saved");
    round.ours.push((last - committed) / 1e6);
    // The thread's own counts are told after the post: they do not disturb the others.
    await crowds.quiet("ours", 80);
    round.socketIo.push(await emit("socket.io"));
    round.ws.push(await emit("ws"));
  }
  const used = Object.values(pids).map((pid, at) => processorSeconds(pid) - (before[at] as number));
  const sent = await Promise.all(Object.keys(pids).map((name) => crowds.messages(name)));
  const [ours = 0, socketIo = 0, ws = 0] = used.map((seconds, at) => (seconds * 1e6) / (sent[at] as number));
  round.each = { ours, socketIo, ws };
  return round;
}

function outcomesOf(many: number, rounds: Round[]): Outcome[] {
  const p99 = (of: (round: Round) => number[]) => median(rounds.map((round) => percentile(of(round), 0.99)));
  const ours = p99((round) => round.ours);
  const socketIo = p99((round) => round.socketIo);
  const ws = p99((round) => round.ws);
  const ratio = (of: (round: Round) => number[], part: number) =>
    median(rounds.map((round) => percentile(round.ours, part) / percentile(of(round), part)));
  const each = (of: (costs: Round["each"]) => number) => median(rounds.map((round) => of(round.each))).toFixed(1);
  const outcome = atMost({
    row: `commit to the last of ${many} watchers, p99`,
    ours: `${ours.toFixed(0)} ms`,
    baseline: `socket.io ${socketIo.toFixed(0)} ms, ws ${ws.toFixed(0)} ms`,
    figure: ratio((round) => round.socketIo, 0.99),
    unit: "×",
    bar: 1.5,
    notes: [
      `processor time a message to one watcher: ours ${each(({ ours }) => ours)} µs (the posts themselves included), socket.io ${each(({ socketIo }) => socketIo)}, ws ${each(({ ws }) => ws)}`,
      `to bare ws: ${ratio((round) => round.ws, 0.99).toFixed(2)} ×; medians: ${ratio((round) => round.socketIo, 0.5).toFixed(2)} × socket.io, ${ratio((round) => round.ws, 0.5).toFixed(2)} × ws`,
    ],
  });
  return [{ ...outcome, aim: "≤ 1 × ws", aimReached: ratio((round) => round.ws, 0.99) <= 1 }];
}

export const rows: Row[] = [
  {
    name: "fan-out",
    what: "from the commit of a post to the last of its watchers, against bare socket.io and bare ws sending the same bytes",
    run,
  },
];
