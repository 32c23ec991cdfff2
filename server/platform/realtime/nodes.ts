/** What nodes say to each other, by way of Redis; without Redis there is one node, and nothing is said. */
import type { Redis } from "ioredis";
import { whenNeeded } from "../lazily.ts";
import { log } from "../log.ts";
import { presentEpoch } from "./epoch.ts";

type Listener = (text: string) => void;
interface Line {
  speaking: Redis;
  hearing: Redis;
  /** The channel, once this node hears it. */
  house: string | undefined;
  /** Which server it is, where that can be told. */
  redis: string | null;
  /** How often this node has said something to itself and not heard it yet. */
  unheard: number;
  /** Messages on their way to Redis. */
  unanswered: number;
  away: boolean;
  ticking: NodeJS.Timeout;
  onBack: () => void;
  coming: NodeJS.Timeout | undefined;
}
const ioredis = whenNeeded<typeof import("ioredis")>("ioredis");
const listeners = new Map<string, Listener[]>();
const self = crypto.randomUUID();
let line: Line | undefined;

const tickEvery = 1_000;
/** A line on which so many ticks got lost is dead, whatever TCP says. */
const mostUnheard = 3;
/** For a Redis that is too slow nothing piles up here. */
const mostUnanswered = 5_000;
/** Redis being there again is said once, however many of the connections have come back. */
const comesBackWithin = 100;

/** Hears what other nodes publish on a channel. */
export function onPublished<M>(channel: string, listener: (message: M) => void): void {
  onPublishedText(channel, (text) => listener(JSON.parse(text) as M));
}
/** The same, as the text that was published. */
export function onPublishedText(channel: string, listener: Listener): void {
  listeners.set(channel, [...(listeners.get(channel) ?? []), listener]);
}

/** Says something to every other node: fire and forget. Redis may be away, and may lose it. */
export const publish = (channel: string, message: unknown): void => publishText(channel, JSON.stringify(message));

/** The same with a text. */
export function publishText(channel: string, text: string): void {
  const saying = line;
  // What cannot be said at once is not said later: streams make up for it.
  if (!saying?.house || saying.speaking.status !== "ready" || saying.unanswered >= mostUnanswered) return;
  saying.unanswered++;
  saying.speaking
    .publish(saying.house, `${self} ${channel} ${text}`)
    .catch(() => {})
    .finally(() => saying.unanswered--);
}

/** Whether there may be other nodes. */
export const hasOthers = (): boolean => line !== undefined;

/** Whether nodes can hear each other: always so where there is one. */
export const areNodesConnected = (): boolean => line === undefined || (isComplete(line) && line.unheard < mostUnheard);

let othersAreCutOff = false;
/** Another node cannot reach Redis though this one can: what it says is heard nowhere. */
export const noteCutOff = (isAny: boolean): void => {
  othersAreCutOff = isAny;
};
/** Whether this node hears what every other says. */
export const areAllHeard = (): boolean => areNodesConnected() && !othersAreCutOff;

/** Which Redis server this node hears the others through; null: none now, or it does not say. */
export const presentRedis = (): string | null => (line && isComplete(line) ? line.redis : null);

/** Joins the other nodes; `onBack` is called whenever Redis is there (again), for this node or for another. */
export function joinNodes(redisUrl: string | undefined, onBack: () => void): void {
  if (!redisUrl) return;
  const { Redis } = ioredis();
  const how = {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    autoResubscribe: false,
    autoResendUnfulfilledCommands: false,
    connectTimeout: 2_000,
    // Nothing is answered: a black hole.
    socketTimeout: 1_500,
    disconnectTimeout: 200,
    retryStrategy: (times: number) => Math.min(times * 100, 1_000),
  };
  const joined: Line = {
    speaking: new Redis(redisUrl, how),
    hearing: new Redis(redisUrl, how),
    house: undefined,
    redis: null,
    unheard: 0,
    unanswered: 0,
    away: false,
    ticking: setInterval(() => tick(joined), tickEvery),
    onBack,
    coming: undefined,
  };
  line = joined;
  joined.ticking.unref();
  for (const client of [joined.speaking, joined.hearing])
    client.on("error", (error: Error) => noteAway(joined, error.message)).on("close", () => noteAway(joined, "closed"));
  joined.speaking.on("ready", () => comeBack(joined));
  joined.hearing.on("message", (_house: string, text: string) => hear(joined, text));
  joined.hearing.on("ready", () => {
    void subscribe(joined).then(
      () => comeBack(joined),
      (error: unknown) => {
        log.warn({ error }, "the other nodes cannot be heard");
        // A new connection is a new try.
        setTimeout(() => line === joined && joined.hearing.disconnect(true), 1000).unref();
      },
    );
  });
}
// Another node speaks again: what it said meanwhile was not heard here.
onPublished("back", () => line?.onBack());

export function leaveNodes(): void {
  const leaving = line;
  line = undefined;
  othersAreCutOff = false;
  clearInterval(leaving?.ticking);
  clearTimeout(leaving?.coming);
  leaving?.speaking.disconnect();
  leaving?.hearing.disconnect();
}

async function subscribe(joined: Line): Promise<void> {
  const channel = `colloquy:${await presentEpoch()}`;
  joined.redis = await serverOf(joined.hearing);
  await joined.hearing.subscribe(channel);
  joined.house = channel;
  joined.unheard = 0;
}

/** In a cluster each server passes on what is said at the others. Null also where it may not be asked. */
async function serverOf(client: Redis): Promise<string | null> {
  const info = await client.info("server").catch(() => "");
  if (/redis_mode:cluster/.test(info)) return null;
  return /^run_id:(\w+)/m.exec(info)?.[1] ?? null;
}

const isComplete = ({ house, speaking, hearing }: Line): boolean =>
  house !== undefined && speaking.status === "ready" && hearing.status === "ready";

function comeBack(joined: Line): void {
  if (!isComplete(joined)) return;
  joined.coming ??= setTimeout(() => {
    joined.coming = undefined;
    if (line !== joined || !isComplete(joined)) return;
    if (joined.away) log.warn("Redis is back");
    joined.away = false;
    joined.onBack();
    publish("back", {});
  }, comesBackWithin);
}

function noteAway(joined: Line, reason: string): void {
  if (joined.away || line !== joined) return;
  joined.away = true;
  log.warn({ reason }, "Redis is away: this node does not hear the others");
}

/** Speaks to itself through Redis: what does not come back shows that one of the connections leads nowhere. */
function tick(joined: Line): void {
  if (!isComplete(joined)) return;
  if (joined.unheard >= mostUnheard) {
    noteAway(joined, "nothing comes back");
    joined.unheard = 0;
    joined.speaking.disconnect(true);
    joined.hearing.disconnect(true);
    return;
  }
  joined.unheard++;
  publish("tick", {});
}

function hear(joined: Line, said: string): void {
  const [, from, channel = "", text = ""] = /^(\S+) (\S+) (.*)$/s.exec(said) ?? [];
  if (from === self) {
    if (channel === "tick") joined.unheard = 0;
    return;
  }
  for (const listener of listeners.get(channel) ?? []) listener(text);
}
