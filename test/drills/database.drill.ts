/** Drill 3: the database goes and comes back, in every way that it can; nobody restarts anything. */
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import mongoose from "mongoose";
import { Refusal } from "../../client/live/refusal.ts";
import { newId } from "../../shared/ids.ts";
import { atMost, counted, type Drill, type Figure, mustBe, type Size } from "../support/drill.ts";
import { type FaultProxy, startFaultProxy } from "../support/fault-proxy.ts";
import { type MadePerson, makePeople } from "../support/make-people.ts";
import { type MongoProtocolServer, startMongoProtocolServer } from "../support/mongo-protocol.ts";
import { NodeProcess } from "../support/node-process.ts";
import { type RedisServer, startRedisServer } from "../support/redis-server.ts";
import { serversLack } from "../support/two-nodes.ts";
import { crowd, publicUrl } from "./ground.ts";
import { comesTrue, type Line, openLine, pause } from "./line.ts";
import { compare, watchThread } from "./reading.ts";
import { audit, furnish, Journal, type Stage, write } from "./writers.ts";

const sizes = {
  short: { nodes: 1, writers: 4, watchers: 1, away: 2_500, long: 0 },
  long: { nodes: 2, writers: 20, watchers: 6, away: 10_000, long: 90_000 },
};

interface Place {
  mongo: MongoProtocolServer;
  redis: RedisServer | undefined;
  /** Between the nodes and the database. */
  proxy: FaultProxy;
  nodes: NodeProcess[];
  people: MadePerson[];
  stop(): Promise<void>;
}

/** One node by itself, or two with Redis, which reach the database through a proxy. */
async function setUp(size: Size): Promise<Place | { unavailable: string }> {
  const { nodes: count, writers, watchers } = sizes[size];
  const redis = count > 1 ? await startRedisServer() : undefined;
  if (redis && "unavailable" in redis) return redis;
  const mongo = await startMongoProtocolServer({ durable: true });
  if ("unavailable" in mongo) {
    await redis?.stop();
    return { unavailable: `no server that speaks MongoDB's protocol: ${mongo.unavailable}` };
  }
  const proxy = await startFaultProxy({ port: mongo.port });
  const dataDir = mkdtempSync(join(tmpdir(), "colloquy-drill-"));
  const env = {
    PUBLIC_URL: publicUrl,
    SECRET: randomBytes(32).toString("hex"),
    ...(redis ? { REDIS_URL: redis.url } : {}),
  };
  const people = await makePeople({ dataDir, env: { ...env, MONGO_URL: mongo.url } }, crowd(2 + writers + watchers));
  const nodes = Array.from(
    { length: count },
    () => new NodeProcess({ dataDir, env: { ...env, MONGO_URL: proxy.through(mongo.url) } }),
  );
  for (const node of nodes) await node.start();
  return {
    mongo,
    redis,
    proxy,
    nodes,
    people,
    async stop() {
      await Promise.all(nodes.map((node) => node.end("SIGKILL")));
      await proxy.stop();
      await Promise.all([mongo.stop(), redis?.stop()]);
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Somebody who tries once and says what came back, and after how long. */
async function attempt(line: Line, { threadIds }: Stage): Promise<{ code: string; seconds: number }> {
  const began = performance.now();
  const input = { id: newId(), threadId: threadIds[0] as string, body: "Is it there?", language: "en" };
  const code = await line.ask("forum.createPost", input, 30_000).then(
    () => "ok",
    (thrown: unknown) => (thrown instanceof Refusal ? thrown.code : String(thrown)),
  );
  return { code, seconds: (performance.now() - began) / 1000 };
}

/** What is pending or parked in any collection. */
async function leftOver(url: string): Promise<number> {
  const client = await new mongoose.mongo.MongoClient(url).connect();
  const db = client.db();
  const counts = await Promise.all(
    (await db.listCollections().toArray()).map(({ name }) =>
      db.collection(name).countDocuments({ "pending.0": { $exists: true } }),
    ),
  );
  await client.close();
  return counts.reduce((sum, one) => sum + one, 0);
}

async function webinarIs(url: string, id: string, state: string): Promise<boolean> {
  const client = await new mongoose.mongo.MongoClient(url).connect();
  const found = await client.db().collection<{ _id: string }>("webinars").findOne({ _id: id, state });
  await client.close();
  return found !== null;
}

async function goneAndBack(place: Place, size: Size, say: (line: string) => void): Promise<Figure[]> {
  const { writers, away, long } = sizes[size];
  const { mongo, proxy, nodes, people } = place;
  const lines = await Promise.all(
    people.map((person, at) => openLine(person, () => nodes[at % nodes.length] as NodeProcess)),
  );
  const [organiser, trying, ...others] = lines as [Line, Line, ...Line[]];
  const [writing, reading] = [others.slice(0, writers), others.slice(writers)];
  const stage = await furnish(organiser, 3);
  const other = await furnish(organiser, 1, 0);
  const watched = reading.flatMap((line) => stage.threadIds.map((threadId) => watchThread(line, threadId)));
  const journal = new Journal();
  let goesOn = true;
  const all = writing.map((line, number) => write(line, stage, journal, { number, every: 60, goesOn: () => goesOn }));

  const figures: Figure[] = [];
  const ways: {
    name: string;
    bar: number;
    away: number;
    begin(): Promise<void> | void;
    end(): Promise<void> | void;
  }[] = [
    { name: "killed", bar: 4, away, begin: () => mongo.kill(), end: () => mongo.start() },
    { name: "refusing", bar: 4, away, begin: () => proxy.refuse(), end: () => proxy.mend() },
    { name: "silent", bar: 8, away: Math.max(away, 6_000), begin: () => proxy.drop(), end: () => proxy.mend() },
  ];
  if (long)
    ways.push({ name: "killed for long", bar: 4, away: long, begin: () => mongo.kill(), end: () => mongo.start() });
  for (const way of ways) {
    await comesTrue(() => journal.acknowledged > 0);
    const before = journal.acknowledged;
    await comesTrue(() => journal.acknowledged > before + 2 * writers);
    await way.begin();
    const until = performance.now() + way.away;
    const tries: Awaited<ReturnType<typeof attempt>>[] = [];
    while (performance.now() < until) {
      tries.push(await attempt(trying, other));
      await pause(100);
    }
    await way.end();
    const back = performance.now();
    const works = await comesTrue(async () => (await attempt(trying, other)).code === "ok");
    const seconds = (performance.now() - back) / 1000;
    const others = tries.filter(({ code }) => code !== "unavailable").map(({ code }) => code);
    say(`${way.name}: ${tries.length} tries refused, works again after ${seconds.toFixed(1)} s`);
    figures.push(
      mustBe(`${way.name}: answers that were not a plain "unavailable"`, others.length, 0),
      ...(others.length > 0 ? [counted(`${way.name}: they were`, [...new Set(others)].join(", "))] : []),
      mustBe(`${way.name}: works again without a restart`, works ? 1 : 0, 1),
      // Other tests run beside the short form: there it is only told.
      ...(size === "long"
        ? [
            atMost(`${way.name}: the longest refusal`, Math.max(...tries.map(({ seconds }) => seconds)), way.bar, "s"),
            atMost(`${way.name}: works again after`, seconds, 5, "s"),
          ]
        : [counted(`${way.name}: works again after`, `${seconds.toFixed(1)} s`)]),
    );
  }

  // Lines that only break, and a slow one: nobody is refused for these.
  for (let cut = 0; cut < 5; cut++) {
    proxy.cut();
    await pause(300);
  }
  proxy.delay(150);
  await pause(2_000);
  await proxy.mend();
  goesOn = false;
  await Promise.all(all);

  const settled = await comesTrue(async () => (await leftOver(mongo.url)) === 0, 120_000);
  figures.push(
    ...(await audit(organiser, writing, stage, journal)),
    ...(await compare(organiser, watched)),
    mustBe("what had to follow a write and did not", settled ? 0 : await leftOver(mongo.url), 0),
    mustBe("nodes that ended", nodes.filter((node) => !node.running || node.kills > 0).length, 0),
  );
  // The hour ends by a job.
  for (const node of nodes) await node.setClock(new Date(Date.now() + 5 * 3_600_000));
  const closed = await comesTrue(() => webinarIs(mongo.url, stage.webinarId, "closed"), 60_000);
  figures.push(mustBe("jobs that go on: the webinar was closed at its time", closed ? 1 : 0, 1));
  for (const [why, times] of journal.refused) figures.push(counted(`refused: ${why}`, times));
  await Promise.all(lines.map((line) => line.end()));
  return figures;
}

export const drills: Drill[] = [
  {
    name: "3 database gone and back, on SecantusDB",
    lacks: serversLack,
    promise:
      "the database killed, refusing, silent, cut and slow under writers: clear refusals, nothing acknowledged is lost, all goes on by itself",
    async run(size, say) {
      const place = await setUp(size);
      if ("unavailable" in place) throw new Error(place.unavailable);
      try {
        return await goneAndBack(place, size, say);
      } finally {
        await place.stop();
      }
    },
  },
];
