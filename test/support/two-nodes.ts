/** Two nodes as they stand in a deployment: processes of their own on one MongoDB and one Redis, and people who are signed in at both. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { type Connection, type ConnectionOptions, openConnection } from "../../client/live/socket.ts";
import { anotherDatabase } from "./another-database.ts";
import { Client } from "./client.ts";
import { type FaultProxy, startFaultProxy } from "./fault-proxy.ts";
import { type MadePerson, makePeople, type PersonWish } from "./make-people.ts";
import { mongoProtocolLacks, startMongoProtocolServer } from "./mongo-protocol.ts";
import { addressLimits, NodeProcess } from "./node-process.ts";
import { type RedisServer, redisLacks, startRedisServer } from "./redis-server.ts";

/** What several nodes need beside themselves. */
export interface Servers {
  mongoUrl: string;
  redisUrl: string;
  /** Where it is one of our own, that can be killed. */
  redis: RedisServer | null;
  stop(): Promise<void>;
}

/** MONGO_URL and REDIS_URL where they are given (a database of its own there), else servers of our own; or what is missing. */
export async function startServers(): Promise<Servers | { unavailable: string }> {
  const given = process.env["MONGO_URL"];
  const mongo = given ? { url: given, stop: async () => {} } : await startMongoProtocolServer();
  if ("unavailable" in mongo) return { unavailable: `no server of MongoDB's protocol: ${mongo.unavailable}` };
  const redisUrl = process.env["REDIS_URL"];
  const redis = redisUrl ? null : await startRedisServer();
  if (redis && "unavailable" in redis) {
    await mongo.stop();
    return { unavailable: `no Redis: ${redis.unavailable}` };
  }
  return {
    mongoUrl: anotherDatabase(mongo.url),
    redisUrl: redisUrl ?? (redis as RedisServer).url,
    redis,
    async stop() {
      await redis?.stop();
      await mongo.stop();
    },
  };
}

export interface TwoNodesWishes {
  people: PersonWish[];
  /** Limits that do not count. */
  lifted?: readonly string[];
  env?: Record<string, string>;
  /** Where they must be known before. */
  ports?: readonly [number, number];
}

export interface TwoNodes {
  readonly servers: Servers;
  readonly nodes: readonly [NodeProcess, NodeProcess];
  /** Each node's own line to Redis. */
  readonly lines: readonly [FaultProxy, FaultProxy];
  readonly people: ReadonlyMap<string, MadePerson>;
  /** A person's browser at one of the nodes. */
  at(node: 0 | 1, name: string): Client & { readonly id: string };
  /** The product's own line, to a node or to what stands before them; it sends again and comes back by itself. */
  line(to: 0 | 1 | string, name: string, options?: ConnectionOptions): Connection;
  stop(): Promise<void>;
}

/** Why `startServers` cannot, as far as it can be told beforehand. */
export function serversLack(): string | undefined {
  const mongo = process.env["MONGO_URL"] ? undefined : mongoProtocolLacks();
  const redis = process.env["REDIS_URL"] ? undefined : redisLacks();
  return mongo ? `no server of MongoDB's protocol: ${mongo}` : redis && `no Redis: ${redis}`;
}

export async function startTwoNodes(servers: Servers, wishes: TwoNodesWishes): Promise<TwoNodes> {
  const dataDir = mkdtempSync(join(tmpdir(), "colloquy-two-nodes-"));
  const { hostname, port } = new URL(servers.redisUrl);
  const lines = [
    await startFaultProxy({ host: hostname, port: Number(port || 6379) }),
    await startFaultProxy({ host: hostname, port: Number(port || 6379) }),
  ] as const;
  const env = { SECRET: "9d1c07b4e2f85a6630cb7d42e9f1a58c", MONGO_URL: servers.mongoUrl, ...wishes.env };
  const made = await makePeople({ dataDir, env: { ...env, REDIS_URL: servers.redisUrl } }, wishes.people);
  const people = new Map(made.map((person) => [person.name, person]));
  const nodes = lines.map(
    (line) =>
      new NodeProcess({
        env: { ...env, REDIS_URL: line.through(servers.redisUrl) },
        lifted: wishes.lifted ?? addressLimits,
      }),
  ) as [NodeProcess, NodeProcess];
  for (const at of [0, 1] as const) nodes[at].port = wishes.ports?.[at] ?? 0;
  await Promise.all(nodes.map((node) => node.start()));
  const clients: { close(): void }[] = [];
  const personNamed = (name: string): MadePerson => {
    const person = people.get(name);
    if (!person) throw new Error(`nobody here is called ${name}`);
    return person;
  };
  return {
    servers,
    nodes,
    lines,
    people,
    at(node, name) {
      const { id, cookies } = personNamed(name);
      const client = Object.assign(new Client(nodes[node].url, cookies), { id });
      clients.push(client);
      return client;
    },
    line(to, name, options = {}) {
      const url = typeof to === "string" ? to : nodes[to].url;
      const cookie = Object.entries(personNamed(name).cookies)
        .map((pair) => pair.join("="))
        .join("; ");
      const line = openConnection({
        url,
        forceNew: true,
        extraHeaders: { origin: url, cookie },
        reconnectionDelay: 50,
        reconnectionDelayMax: 500,
        renew: async () => "renewed",
        ...options,
      });
      clients.push(line);
      return line;
    },
    async stop() {
      for (const client of clients) client.close();
      for (const line of lines) await line.mend();
      await Promise.all(nodes.map((node) => node.stop()));
      for (const line of lines) await line.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Waits until it is so. Answers after how many milliseconds it was. */
export async function until(what: () => boolean | Promise<boolean>, within = 20_000): Promise<number> {
  const began = performance.now();
  while (!(await what())) {
    if (performance.now() - began > within) throw new Error(`not so within ${within} ms: ${what}`);
    await pause(10);
  }
  return performance.now() - began;
}
