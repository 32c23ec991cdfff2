/** What nodes say to each other, by way of Redis; without Redis there is one node, and nothing is said. */
import { createAdapter } from "@socket.io/redis-adapter";
import { Redis } from "ioredis";
import type { Server } from "socket.io";
import { log } from "../log.ts";

type Listener = (message: never) => void;
const listeners = new Map<string, Listener[]>();
let io: Server | undefined;
let clients: Redis[] = [];

/** Hears what other nodes publish on a channel. */
export function onPublished<M>(channel: string, listener: (message: M) => void): void {
  listeners.set(channel, [...(listeners.get(channel) ?? []), listener as Listener]);
}

/** Says something to every other node: fire and forget. Redis may be away, and may lose it. */
export function publish(channel: string, message: unknown): void {
  if (clients.length > 0) io?.serverSideEmit("published", channel, message);
}

/** Whether nodes can hear each other: always so where there is one. */
export const areNodesConnected = (): boolean => clients.every(({ status }) => status === "ready");

/** Joins the other nodes; `onBack` is called whenever Redis is there again. */
export function joinNodes(server: Server, redisUrl: string | undefined, onBack: () => void): void {
  io = server;
  if (!redisUrl) return;
  const retryStrategy = (times: number) => Math.min(times * 100, 1000);
  // What cannot be said at once is not said later: streams make up for it.
  const speaking = new Redis(redisUrl, { enableOfflineQueue: false, maxRetriesPerRequest: 0, retryStrategy });
  const hearing = new Redis(redisUrl, { maxRetriesPerRequest: null, retryStrategy });
  clients = [speaking, hearing];
  const say = speaking.publish.bind(speaking);
  // The adapter does not wait for what it publishes; a refusal must not end the process.
  speaking.publish = ((...message: Parameters<typeof say>) =>
    say(...message).catch(() => 0)) as typeof speaking.publish;
  for (const client of clients)
    client.on("error", (error: Error) => log.warn({ reason: error.message }, "Redis is away"));
  let wasReady = false;
  hearing.on("ready", () => {
    if (wasReady) onBack();
    wasReady = true;
  });
  server.adapter(createAdapter(speaking, hearing));
  server.on("published", (channel: string, message: unknown) => {
    for (const listener of listeners.get(channel) ?? []) listener(message as never);
  });
}

export async function leaveNodes(): Promise<void> {
  const leaving = clients;
  clients = [];
  io = undefined;
  for (const client of leaving) client.disconnect();
}
