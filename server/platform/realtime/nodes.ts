/** What nodes say to each other, by way of Redis; without Redis there is one node, and nothing is said. */
import { Redis } from "ioredis";
import { log } from "../log.ts";
import { presentEpoch } from "./epoch.ts";

type Listener = (message: never) => void;
const listeners = new Map<string, Listener[]>();
let clients: { speaking: Redis; hearing: Redis } | undefined;
/** Nodes of one database alone hear each other, whoever else uses that Redis. */
let house: string | undefined;
const self = crypto.randomUUID();

interface Said {
  from: string;
  channel: string;
  message: unknown;
}

/** Hears what other nodes publish on a channel. */
export function onPublished<M>(channel: string, listener: (message: M) => void): void {
  listeners.set(channel, [...(listeners.get(channel) ?? []), listener as Listener]);
}

/** Says something to every other node: fire and forget. Redis may be away, and may lose it. */
export function publish(channel: string, message: unknown): void {
  if (!clients || house === undefined || clients.speaking.status !== "ready") return;
  const said: Said = { from: self, channel, message };
  clients.speaking.publish(house, JSON.stringify(said)).catch(() => {});
}

/** Whether nodes can hear each other: always so where there is one. */
export const areNodesConnected = (): boolean =>
  clients === undefined ||
  (house !== undefined && clients.speaking.status === "ready" && clients.hearing.status === "ready");

/** Joins the other nodes; `onBack` is called whenever Redis is there (again). */
export function joinNodes(redisUrl: string | undefined, onBack: () => void): void {
  if (!redisUrl) return;
  // What cannot be said at once is not said later: streams make up for it.
  const how = {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    autoResubscribe: false,
    retryStrategy: (times: number) => Math.min(times * 100, 1000),
  };
  const joined = { speaking: new Redis(redisUrl, how), hearing: new Redis(redisUrl, how) };
  clients = joined;
  for (const client of Object.values(joined))
    client.on("error", (error: Error) => log.warn({ reason: error.message }, "Redis is away"));
  joined.hearing.on("message", (_house: string, text: string) => hear(text));
  joined.hearing.on("ready", () => {
    void subscribe(joined.hearing).then(onBack, (error: unknown) => {
      log.warn({ error }, "the other nodes cannot be heard");
      // A new connection is a new try.
      if (clients === joined) setTimeout(() => clients === joined && joined.hearing.disconnect(true), 1000).unref();
    });
  });
  joined.speaking.on("ready", onBack);
}

async function subscribe(hearing: Redis): Promise<void> {
  const channel = `colloquy:${await presentEpoch()}`;
  await hearing.subscribe(channel);
  house = channel;
}

function hear(text: string): void {
  const { from, channel, message } = JSON.parse(text) as Said;
  if (from === self) return;
  for (const listener of listeners.get(channel) ?? []) listener(message as never);
}

export function leaveNodes(): void {
  const leaving = clients;
  clients = undefined;
  house = undefined;
  leaving?.speaking.disconnect();
  leaving?.hearing.disconnect();
}
