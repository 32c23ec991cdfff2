/** Where a drill is held: nodes in processes of their own on an empty database, and people who are signed in. */
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type MadePerson, makePeople, type PersonWish } from "../support/make-people.ts";
import { startMongoProtocolServer } from "../support/mongo-protocol.ts";
import { NodeProcess } from "../support/node-process.ts";
import { startRedisServer } from "../support/redis-server.ts";

/** The address that every node is told to be known by; what stands before them leads there. */
export const publicUrl = "http://colloquy.test";

export interface Ground {
  readonly nodes: NodeProcess[];
  readonly people: MadePerson[];
  readonly dataDir: string;
  stop(): Promise<void>;
}

/** So many people, the first of them an organiser. */
export const crowd = (count: number): PersonWish[] =>
  Array.from({ length: count }, (_, at) => ({
    name: `Person ${numberName(at)}`,
    role: at === 0 ? "organiser" : "member",
  }));

/** Names must not be confusable, so numbers are written in letters. */
const numberName = (at: number): string => [...String(at)].map((digit) => "bcdfghjklm"[Number(digit)]).join("a");

/** One node on the embedded engine, in a folder of its own where none is given. */
export async function embeddedGround(
  people: PersonWish[],
  env: Record<string, string> = {},
  folder?: string,
): Promise<Ground> {
  const dataDir = folder ?? mkdtempSync(join(tmpdir(), "colloquy-drill-"));
  const all = { PUBLIC_URL: publicUrl, ...env };
  const made = await makePeople({ dataDir, env: all }, people);
  const node = new NodeProcess({ dataDir, env: all });
  await node.start();
  return {
    nodes: [node],
    people: made,
    dataDir,
    async stop() {
      await node.end("SIGKILL");
      if (!folder) rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Two nodes on SecantusDB and Redis. `envOf` tells what else a node's environment says. */
export async function twoNodes(
  people: PersonWish[],
  envOf: (node: number) => Record<string, string> = () => ({}),
): Promise<Ground | { unavailable: string }> {
  const redis = await startRedisServer();
  if ("unavailable" in redis) return redis;
  const mongo = await startMongoProtocolServer();
  if ("unavailable" in mongo) {
    await redis.stop();
    return { unavailable: `no server that speaks MongoDB's protocol: ${mongo.unavailable}` };
  }
  const dataDir = mkdtempSync(join(tmpdir(), "colloquy-drill-"));
  const env = {
    PUBLIC_URL: publicUrl,
    MONGO_URL: mongo.url,
    REDIS_URL: redis.url,
    SECRET: randomBytes(32).toString("hex"),
  };
  const made = await makePeople({ dataDir, env }, people);
  const nodes = [0, 1].map((at) => new NodeProcess({ dataDir, env: { ...env, ...envOf(at) } }));
  // One after the other: the indexes are made by the first.
  for (const node of nodes) await node.start();
  return {
    nodes,
    people: made,
    dataDir,
    async stop() {
      await Promise.all(nodes.map((node) => node.end("SIGKILL")));
      await Promise.all([mongo.stop(), redis.stop()]);
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
