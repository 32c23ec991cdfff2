/** Two nodes with Redis: from the commit on one to the last watcher of both, against bare socket.io with its Redis adapter. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { newId } from "../../../shared/ids.ts";
import { fill } from "../../support/fill.ts";
import { makePeople } from "../../support/make-people.ts";
import { startMongoProtocolServer } from "../../support/mongo-protocol.ts";
import { startRedisServer } from "../../support/redis-server.ts";
import type { Bench, Row } from "../bench.ts";
import { Crowds } from "../crowds.ts";
import { median, percentile } from "../figures.ts";
import { cookieOf, HouseUnderTest, secret, startNode } from "../house.ts";
import { atMost, notYet, type Outcome } from "../outcome.ts";
import { post, toldBytes } from "../post.ts";

async function run(bench: Bench): Promise<Outcome[]> {
  const many = bench.options.quick ? 1000 : 10_000;
  const row = `two nodes with Redis: commit to the last of ${many} watchers, p99`;
  const redis = await startRedisServer();
  if ("unavailable" in redis) return [notYet(row, "≤ 1.2 ×", `SKIPPED: ${redis.unavailable}`)];
  const mongo = process.env["MONGO_URL"]
    ? { url: process.env["MONGO_URL"], stop: async () => {} }
    : await startMongoProtocolServer();
  const folders: string[] = [];
  try {
    if ("unavailable" in mongo) return [notYet(row, "≤ 1.2 ×", `SKIPPED: ${mongo.unavailable}`)];
    const url = new URL(mongo.url);
    url.pathname = `/bench-${newId()}`;
    const env = { MONGO_URL: url.href, REDIS_URL: redis.url, SECRET: secret, LOG_LEVEL: "fatal" };
    const folder = () => {
      folders.push(mkdtempSync(join(tmpdir(), "colloquy-bench-")));
      return folders.at(-1) as string;
    };
    const place = { dataDir: folder(), env: { ...env, REDIS_URL: "" } };
    const filled = await fill(500, place);
    const people = await makePeople(place, [{ id: filled.people[20] as string, name: "" }]);
    const nodes: HouseUnderTest[] = [];
    for (let at = 0; at < 2; at++) {
      const { node, hookPort } = await startNode(folder(), env, { profile: bench.options.profile });
      nodes.push(new HouseUnderTest(node, filled, people, hookPort, () => {}));
    }
    try {
      return [await measure(bench, row, many, nodes as [HouseUnderTest, HouseUnderTest], redis.url)];
    } finally {
      for (const node of nodes) await node.stop();
    }
  } finally {
    if (!("unavailable" in mongo)) await mongo.stop();
    await redis.stop();
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(
  bench: Bench,
  row: string,
  many: number,
  nodes: [HouseUnderTest, HouseUnderTest],
  redisUrl: string,
): Promise<Outcome> {
  const [first] = nodes;
  const crowds = await Crowds.start(bench);
  const bare = [
    await bench.helper("bare/socket-io.ts", { REDIS_URL: redisUrl }),
    await bench.helper("bare/socket-io.ts", { REDIS_URL: redisUrl }),
  ];
  const threadId = first.filled.threads[0] as string;
  const cookie = cookieOf(first.people[0] as HouseUnderTest["people"][number]);
  const half = many / 2;
  for (const at of [0, 1]) {
    const node = nodes[at] as HouseUnderTest;
    await crowds.open({
      name: `ours-${at}`,
      port: node.node.port,
      speaks: "socket.io",
      many: half,
      origin: node.url,
      watch: `thread:${threadId}`,
      atOnce: 10,
    });
    await crowds.open({
      name: `bare-${at}`,
      port: (await bare[at]?.ask<number>("port")) as number,
      speaks: "socket.io",
      many: half,
      watch: "room",
    });
  }
  const payload = await toldBytes(first, threadId, cookie);
  await first.ask("saved");
  for (const node of nodes) await bench.watchLoop(node);
  const both = async (name: string, marker: string, send: () => Promise<number>) => {
    for (const at of [0, 1]) await crowds.listen(`${name}-${at}`, marker);
    const began = await send();
    const last = await Promise.all([0, 1].map((at) => crowds.heard(`${name}-${at}`, half)));
    return (Math.max(...last) - began) / 1e6;
  };

  const rounds: { ours: number[]; theirs: number[] }[] = [];
  for (let round = 0; round < bench.options.rounds; round++) {
    const ours: number[] = [];
    const theirs: number[] = [];
    for (let time = 0; time < (bench.options.quick ? 20 : 50); time++) {
      const id = newId();
      let committed = 0;
      const sent = async () => {
        await first.ask("saved");
        await post(first, { threadId, cookie, id });
        return 0;
      };
      const whole = await both("ours", id, sent);
      [committed = 0] = await first.ask<number[]>("saved");
      ours.push(whole - committed / 1e6);
      for (const at of [0, 1]) await crowds.quiet(`ours-${at}`, 80);
      const marker = newId();
      theirs.push(
        await both(
          "bare",
          marker,
          () =>
            bare[0]?.ask<number>("emit", {
              event: "told",
              payload: JSON.parse(payload.replace("MARKER", marker)) as unknown,
            }) as Promise<number>,
        ),
      );
    }
    bench.say(
      `ours ${median(ours).toFixed(1)}, ${percentile(ours, 0.99).toFixed(1)}; bare ${median(theirs).toFixed(1)}, ${percentile(theirs, 0.99).toFixed(1)} (ms: median, p99)`,
    );
    rounds.push({ ours, theirs });
  }
  for (const node of nodes) await bench.noteLoop(node);
  const ratio = (part: number) =>
    median(rounds.map(({ ours, theirs }) => percentile(ours, part) / percentile(theirs, part)));
  return atMost({
    row,
    ours: `${median(rounds.map(({ ours }) => percentile(ours, 0.99))).toFixed(0)} ms`,
    baseline: `socket.io with its Redis adapter ${median(rounds.map(({ theirs }) => percentile(theirs, 0.99))).toFixed(0)} ms`,
    figure: ratio(0.99),
    unit: "×",
    bar: 1.2,
    notes: [`by the medians ${ratio(0.5).toFixed(2)} ×`],
  });
}

export const rows: Row[] = [
  {
    name: "nodes",
    what: "two nodes on one database with Redis, half of the watchers on each, against two processes of bare socket.io with its Redis adapter",
    run,
  },
];
