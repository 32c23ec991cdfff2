/** How often something may be done: one table, one way to spend from it. */
import { isIPv6 } from "node:net";
import type { Redis } from "ioredis";
import { nowMs } from "./clock.ts";
import { whenNeeded } from "./lazily.ts";
import { log } from "./log.ts";
import { Problem } from "./problem.ts";

interface Limit {
  points: number;
  seconds: number;
  /** Counted on each node by itself: for what is asked so often that a round trip to Redis would cost more than it saves. */
  local?: true;
}
/** So many points in so many seconds, for each key: an account, a person, an address. */
const limits = {
  /** Wrong passwords only: a right one is given back. */
  signInByAccount: { points: 10, seconds: 900 },
  signInByAddress: { points: 60, seconds: 900 },
  /** Mailed links and resets that one address book entry, or one client, may cause. */
  mailByAccount: { points: 5, seconds: 3600 },
  mailByAddress: { points: 30, seconds: 3600 },
  /** Tokens tried; a right one is given back, so that a whole office can join at once. */
  tokenByAddress: { points: 30, seconds: 900 },
  passwordByPerson: { points: 10, seconds: 900 },
  operationsByPerson: { points: 600, seconds: 60, local: true },
  operationsByAddress: { points: 6000, seconds: 60, local: true },
} as const satisfies Record<string, Limit>;
export type LimitName = keyof typeof limits;

const ioredis = whenNeeded<typeof import("ioredis")>("ioredis");
const lifted = new Set<LimitName>();
let redis: Redis | undefined;
/** Houses that share a Redis do not share their counts. */
let house = "";
let away = false;

/** Counts over all nodes of a house through Redis, where one is given; on this node alone without it, and while it is away. */
export function startLimits(redisUrl?: string, name = ""): void {
  stopLimits();
  if (!redisUrl) return;
  house = name;
  const connection = new (ioredis().Redis)(redisUrl, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    autoResendUnfulfilledCommands: false,
    connectTimeout: 2_000,
    // Whoever waits for a Redis that does not answer waits so long, and those after not at all: the line is given up.
    socketTimeout: 500,
    disconnectTimeout: 200,
    retryStrategy: (tries) => Math.min(tries * 100, 1_000),
  });
  redis = connection;
  connection.on("error", (error: Error) => noteAway(error.message)).on("ready", noteBack);
}
export function stopLimits(): void {
  redis?.disconnect();
  redis = undefined;
  away = false;
}

function noteAway(reason: string): void {
  if (!away) log.warn({ reason }, "Redis is away: limits are counted on this node alone");
  away = true;
}
function noteBack(): void {
  if (away) log.warn("Redis is back: limits are counted over all nodes");
  away = false;
}

/** Lifts these limits in this process, for the replay and for tests that say so. Returns what puts them back. */
export function liftLimits(...names: LimitName[]): () => void {
  for (const name of names) lifted.add(name);
  return () => {
    for (const name of names) lifted.delete(name);
  };
}

/** Forgets what was spent on this node. */
export function resetLimits(): void {
  counts.clear();
}

/** Spends points of a limit. Throws `too-many` with the seconds to wait; what is refused costs nothing. */
export async function spend(name: LimitName, key: string, points = 1): Promise<void> {
  if (lifted.has(name)) return;
  const limit: Limit = limits[name];
  const here = spendHere(name, key, limit, points);
  const everywhere = limit.local || !here ? here : await spendEverywhere(name, key, limit, points);
  if (everywhere ?? here) return;
  if (here) giveBackHere(name, key, points);
  const length = limit.seconds * 1000;
  throw new Problem("too-many", { seconds: Math.ceil((length - (nowMs() % length)) / 1000) });
}

/** Takes back what was spent: it turned out to be no attempt at guessing. */
export async function giveBack(name: LimitName, key: string, points = 1): Promise<void> {
  if (lifted.has(name)) return;
  const limit: Limit = limits[name];
  giveBackHere(name, key, points);
  if (!limit.local) await giveBackEverywhere(name, key, limit, points);
}

/** The key of a client's address: an IPv6 client owns a whole /64. */
export function addressKey(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/, "");
  if (!isIPv6(plain)) return plain;
  const [head = "", tail = ""] = plain.split("::");
  const start = head.split(":").filter(Boolean);
  const end = tail.split(":").filter(Boolean);
  const whole = plain.includes("::")
    ? [...start, ...Array<string>(8 - start.length - end.length).fill("0"), ...end]
    : start;
  return `${whole
    .slice(0, 4)
    .map((part) => Number.parseInt(part, 16).toString(16))
    .join(":")}::/64`;
}

/* A sliding window of two fixed ones: the former counts for the part of it that still lies within. */
interface Count {
  window: number;
  present: number;
  former: number;
}
const counts = new Map<string, Count>();
const mostKeys = 100_000;

const windowOf = ({ seconds }: Limit): number => Math.floor(nowMs() / (seconds * 1000));
const weightOfFormer = ({ seconds }: Limit): number => 1 - (nowMs() % (seconds * 1000)) / (seconds * 1000);

function spendHere(name: LimitName, key: string, limit: Limit, points: number): boolean {
  const window = windowOf(limit);
  const count = counts.get(`${name} ${key}`) ?? { window, present: 0, former: 0 };
  if (count.window !== window) {
    count.former = count.window === window - 1 ? count.present : 0;
    count.present = 0;
    count.window = window;
  }
  if (count.present + count.former * weightOfFormer(limit) + points > limit.points) return false;
  count.present += points;
  // The oldest keys go first where an attacker makes ever new ones.
  counts.delete(`${name} ${key}`);
  counts.set(`${name} ${key}`, count);
  if (counts.size > mostKeys) counts.delete(counts.keys().next().value as string);
  return true;
}

function giveBackHere(name: LimitName, key: string, points: number): void {
  const count = counts.get(`${name} ${key}`);
  if (count) count.present = Math.max(0, count.present - points);
}

const redisKey = (name: LimitName, key: string, window: number): string =>
  `colloquy:${house}:limit:${name}:${key}:${window}`;
const keptFor = ({ seconds }: Limit): number => seconds * 2 + 60;

/** Null where Redis does not answer: then this node's own count decides, which goes on all the time, so that nothing fails open. */
async function spendEverywhere(name: LimitName, key: string, limit: Limit, points: number): Promise<boolean | null> {
  const window = windowOf(limit);
  const present = redisKey(name, key, window);
  const answers = await askRedis((connection) =>
    connection
      .multi()
      .incrby(present, points)
      .get(redisKey(name, key, window - 1))
      .expire(present, keptFor(limit))
      .exec(),
  );
  if (!answers) return null;
  const [spent, former] = answers.map(([error, answer]) => (error ? Number.NaN : Number(answer ?? 0))) as [
    number,
    number,
  ];
  if (Number.isNaN(spent) || Number.isNaN(former)) return null;
  if (spent + former * weightOfFormer(limit) <= limit.points) return true;
  await giveBackEverywhere(name, key, limit, points);
  return false;
}

async function giveBackEverywhere(name: LimitName, key: string, limit: Limit, points: number): Promise<void> {
  const present = redisKey(name, key, windowOf(limit));
  // A Redis that was started anew meanwhile knows nothing of it, and must not keep it for ever.
  await askRedis((connection) => connection.multi().decrby(present, points).expire(present, keptFor(limit)).exec());
}

async function askRedis<T>(ask: (connection: Redis) => Promise<T>): Promise<T | null> {
  if (redis?.status !== "ready") return null;
  try {
    return await ask(redis);
  } catch (error) {
    noteAway(String(error));
    return null;
  }
}
