/** The platform with the notes alone: the real engine, a real port, clients with the client's own code. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Connection, type ConnectionOptions, openConnection } from "../../client/live/socket.ts";
import { type Watched, watchOn } from "../../client/live/watch.ts";
import { connect, disconnect } from "../../server/database/connect.ts";
import { startClock, stopClock } from "../../server/platform/clock.ts";
import { log } from "../../server/platform/log.ts";
import { settled, startOutbox, stopOutbox } from "../../server/platform/outbox/index.ts";
import { createGateway, type Gateway, type GatewayOptions } from "../../server/platform/realtime/index.ts";
import { newId } from "../../shared/ids.ts";
import { anotherDatabase } from "../support/another-database.ts";
import { identifyByName, type Note, Notes, notesFeature } from "./notes.ts";

export interface NoteView {
  id: string;
  text: string;
  version: number;
}
export interface PlaceKinds {
  note: NoteView;
}
export interface Client extends Connection {
  /** The part of what is told that never arrives here. */
  loses: number;
  watch(stream: string, window?: { last: number }): Watched<PlaceKinds>;
  create(placeId: string, text: string, id?: string): Promise<NoteView>;
}
export interface House {
  readonly port: number;
  gateway: Gateway;
  /** A client by name, or a visitor. */
  client(name?: string, options?: ConnectionOptions): Client;
  settled(): Promise<void>;
  /** What a fresh read of a place says. */
  fresh(placeId: string): Promise<Map<string, NoteView>>;
  close(): Promise<void>;
}

/** The embedded engine in a folder of its own; on the server that MONGO_URL names, a database of its own. */
export async function databaseOf(): Promise<{ mongoUrl: string | undefined; dataDir: string }> {
  const given = process.env["MONGO_URL"];
  return { mongoUrl: given && anotherDatabase(given), dataDir: await mkdtemp(join(tmpdir(), "colloquy-platform-")) };
}

type Place = Awaited<ReturnType<typeof databaseOf>>;
export interface HouseOptions extends Partial<GatewayOptions> {
  /** A database that is there already, and stays. */
  place?: Place;
  port?: number;
}

export async function openHouse({ place: given, port: wanted = 0, ...more }: HouseOptions = {}): Promise<House> {
  // What is broken here is broken on purpose.
  log.level = "silent";
  const place = given ?? (await databaseOf());
  const connection = await connect(place);
  await startClock(connection, { movable: true });
  await startOutbox();
  const http = createServer((_request, response) => void response.writeHead(404).end());
  const gateway = createGateway({ http, served: notesFeature(), identify: identifyByName, ...more });
  await new Promise<void>((resolve) => http.listen(wanted, "127.0.0.1", resolve));
  const { port } = http.address() as AddressInfo;
  const clients: Connection[] = [];
  return {
    port,
    gateway,
    client(name, options = {}) {
      const client = openClient(port, name, options);
      clients.push(client);
      return client;
    },
    settled,
    fresh: freshRead,
    async close() {
      for (const client of clients) client.close();
      await gateway.close();
      await stopOutbox();
      stopClock();
      if (!given) await connection.dropDatabase().catch(() => {});
      await disconnect();
      if (!given) await rm(place.dataDir, { recursive: true, force: true });
    },
  };
}

export async function freshRead(placeId: string): Promise<Map<string, NoteView>> {
  const found = await Notes.find({ placeId, hidden: false }).lean<Note[]>();
  return new Map(found.map(({ _id, text, version }) => [_id, { id: _id, text, version }]));
}

export function openClient(port: number, name?: string, options: ConnectionOptions = {}): Client {
  const url = `http://127.0.0.1:${port}`;
  const line = openConnection({
    url,
    forceNew: true,
    extraHeaders: { origin: url, ...(name ? { cookie: `name=${name}` } : {}) },
    reconnectionDelay: 20,
    reconnectionDelayMax: 200,
    renew: async () => "signed-out",
    ...options,
  });
  const client: Client = {
    ...line,
    get connected() {
      return line.connected;
    },
    loses: 0,
    on: (event, listener) =>
      line.on(event, (payload: never) =>
        event === "told" && Math.random() < client.loses ? undefined : listener(payload),
      ),
    watch: (stream, window) => watchOn<PlaceKinds>(client, stream, window ? { window } : {}),
    create: (placeId, text, id = newId()) => line.ask<NoteView>("notes.createNote", { id, placeId, text }),
  };
  return client;
}

/** A node as a process of its own. */
export async function spawnNode(wishes: object): Promise<{ node: ChildProcess; port: number }> {
  const script = join(import.meta.dirname, "node.ts");
  const node = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", script, JSON.stringify(wishes)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(node, "exit").then(() => Promise.reject(new Error("the node ended before it was ready")));
  ended.catch(() => {});
  const [said] = (await Promise.race([once(node.stdout as NodeJS.ReadableStream, "data"), ended])) as [Buffer];
  return { node, port: Number(/ready (\d+)/.exec(said.toString())?.[1]) };
}

/** Waits until it is so. */
export async function until(what: () => boolean | Promise<boolean>, within = 5000): Promise<void> {
  const end = performance.now() + within;
  while (!(await what())) {
    if (performance.now() > end) throw new Error(`not so within ${within} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
export const asObject = <V>(map: ReadonlyMap<string, V>): Record<string, V> =>
  Object.fromEntries([...map].sort(([one], [other]) => (one < other ? -1 : 1)));
