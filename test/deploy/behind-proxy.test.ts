/**
 * Production as docs/install.md sets it up: the proxy of deploy/haproxy.cfg with TLS, behind it two nodes on a server of
 * MongoDB's protocol and Redis, or one node on the embedded engine where those cannot be had.
 */
import { spawnSync } from "node:child_process";
import { request } from "node:https";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { io, type Socket } from "socket.io-client";
import { newId } from "../../shared/ids.ts";
import type { Told } from "../../shared/live.ts";
import { Client } from "../support/client.ts";
import { freePort } from "../support/free-port.ts";
import { startMongoProtocolServer } from "../support/mongo-protocol.ts";
import { NodeProcess } from "../support/node-process.ts";
import { startRedisServer } from "../support/redis-server.ts";
import { type FrontProxy, proxyLacks, startProxy, untilServed } from "./proxy.ts";

const lacks = proxyLacks();
const mongo = lacks ? { unavailable: lacks } : await startMongoProtocolServer();
const redis = lacks ? { unavailable: lacks } : await startRedisServer();
const missing = "unavailable" in mongo ? mongo.unavailable : "unavailable" in redis ? redis.unavailable : null;
const two = missing === null;
if (lacks) process.stdout.write(`Nothing is tried behind the proxy: ${lacks}\n`);
else if (!two) process.stdout.write(`One node alone is tried behind the proxy, on the embedded engine: ${missing}\n`);

(lacks ? describe.skip : describe)("behind the proxy, in production", () => {
  const nodes: NodeProcess[] = [];
  const sockets: Socket[] = [];
  let proxy: FrontProxy;
  let admin: Client;
  const threadId = newId();

  beforeAll(async () => {
    const [port, ...ports] = [await freePort(), await freePort(), await freePort()] as const;
    const env = {
      NODE_ENV: "production",
      PUBLIC_URL: `https://localhost:${port}`,
      SECRET: "5f2b8c1d9e7a4036b2c8d1e5f7a90b34",
      TRUSTED_PROXIES: "1",
      HOST: "127.0.0.1",
      DRAIN_SECONDS: "3",
      ...(!("unavailable" in mongo) && two ? { MONGO_URL: mongo.url } : {}),
      ...(!("unavailable" in redis) && two ? { REDIS_URL: redis.url } : {}),
    };
    proxy = await startProxy(ports, port);
    for (const own of two ? ports : [ports[0]]) {
      const node = new NodeProcess({ env, lifted: [] });
      node.port = own;
      await node.start();
      nodes.push(node);
    }
    await untilServed(proxy);
    admin = new Client(proxy.url);
  }, 120_000);
  afterAll(async () => {
    for (const socket of sockets) socket.disconnect();
    await Promise.all(nodes.map((node) => node.stop()));
    await proxy?.stop();
    if ("stop" in mongo) await mongo.stop();
    if ("stop" in redis) await redis.stop();
  });

  /** A socket of the admin's, by one transport, at one node where two are there. */
  async function socketBy(transport: "polling" | "websocket", node: "one" | "two"): Promise<Socket> {
    const socket = io(proxy.url, {
      transports: [transport],
      withCredentials: true,
      forceNew: true,
      reconnectionDelay: 50,
      reconnectionDelayMax: 500,
      extraHeaders: { origin: proxy.url, cookie: `${admin.cookieHeader}; __Host-node=${two ? node : "one"}` },
    });
    sockets.push(socket);
    await new Promise<void>((resolve) => socket.once("connect", () => resolve()));
    return socket;
  }
  const ask = async (socket: Socket, event: string, input: unknown): Promise<Record<string, unknown>> =>
    (await socket.timeout(15_000).emitWithAck(event, input)) as Record<string, unknown>;

  test("http is sent on to https", async () => {
    const response = await fetch(`${proxy.plainUrl}/threads/1?a=b`, { redirect: "manual" });
    expect(response.status).toBe(308);
    expect(response.headers.get("location")).toMatch(/^https:\/\/localhost:\d+\/threads\/1\?a=b$/);
  });

  test("the first admin signs in by the printed link; every cookie is for https and this host alone", async () => {
    const link = nodes[0]?.firstAdminLink ?? "";
    expect(link).toMatch(new RegExp(`^${proxy.url}/`));
    const page = await admin.fetch(link.slice(proxy.url.length));
    expect(page.status).toBe(200);
    expect(page.headers.get("strict-transport-security")).toMatch(/max-age=\d+/);

    const response = await admin.fetch("/api/sessions/first-admin", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        id: newId(),
        token: new URL(link).searchParams.get("token"),
        name: "Ada Lind",
        email: "ada@forum.test",
        password: "a long walk by the river",
      }),
    });
    expect(response.status).toBe(200);
    const set = response.headers.getSetCookie();
    for (const cookie of set) {
      expect(cookie).toMatch(/^__Host-/);
      for (const attribute of ["Secure", "HttpOnly", "path=/", "SameSite=Lax"])
        expect(cookie.toLowerCase()).toContain(attribute.toLowerCase());
    }
    expect(set.length).toBeGreaterThanOrEqual(2);
    expect(Array.from(admin.cookies.keys())).toEqual(
      expect.arrayContaining(["__Host-access", "__Host-refresh", "__Host-node"]),
    );
  });

  test("nothing is there before somebody makes it: no demonstration in production", async () => {
    expect((await new Client(proxy.url).http("forum.listSections", {})).sections).toEqual([]);
  });

  test("what is posted by long polling at one node is told over a websocket at the other", async () => {
    const sectionId = newId();
    await admin.http("forum.createSection", { id: sectionId, slug: "general", title: "General" });
    const postId = newId();
    await admin.http("forum.createThread", { id: threadId, postId, sectionId, title: "A thread", body: "Hello" });

    const [polling, websocket] = [await socketBy("polling", "one"), await socketBy("websocket", "two")];
    expect(polling.io.engine.transport.name).toBe("polling");
    expect(websocket.io.engine.transport.name).toBe("websocket");
    await ask(websocket, "watch", { stream: `thread:${threadId}:moderators` });
    const id = newId();
    const told = new Promise<void>((resolve) => {
      websocket.on("told", ({ changes }: Told) => changes.some((what) => what.id === id) && resolve());
    });
    expect(await ask(polling, "forum.createPost", { id, threadId, body: "Seen by both" })).toHaveProperty("ok");
    await told;
  });

  test("a page of another site gets no socket, by either transport, and no form through", async () => {
    const headers = { origin: "https://other.test", cookie: admin.cookieHeader };
    for (const transport of ["polling", "websocket"]) {
      const socket = io(proxy.url, { transports: [transport], extraHeaders: headers, reconnection: false });
      sockets.push(socket);
      await new Promise((resolve) => socket.once("connect_error", resolve));
      expect(socket.connected).toBe(false);
    }
    const response = await admin.fetch("/api/sessions/end", { method: "POST", headers });
    expect(response.status).toBe(403);
  });

  test("a client's address is the one that the proxy saw, whatever the client says", async () => {
    /** Tries a token, which is limited by address: 30 in a quarter of an hour. */
    const tried = (from: string, claimed: string): Promise<number> =>
      new Promise((resolve, reject) => {
        request(
          `${proxy.url}/api/sessions/link/use`,
          {
            method: "POST",
            localAddress: from,
            agent: false,
            headers: {
              origin: proxy.url,
              "content-type": "application/json",
              "x-forwarded-for": `${claimed}, ${claimed}`,
              "x-real-ip": claimed,
              forwarded: `for=${claimed}`,
            },
          },
          (response) => resolve(response.resume().statusCode ?? 0),
        )
          .once("error", reject)
          .end(JSON.stringify({ token: "x".repeat(40) }));
      });
    const outcomes: number[] = [];
    for (let index = 0; index < 40; index++) outcomes.push(await tried("127.0.0.3", `203.0.113.${index}`));
    expect(outcomes).toContain(429);
    expect(outcomes.at(-1)).toBe(429);
    // Another client behind the same proxy is not held responsible.
    expect(await tried("127.0.0.4", "127.0.0.3")).not.toBe(429);
  });

  test("what is for operators is not shown outside", async () => {
    for (const path of ["/metrics", "/Metrics", "/metrics/"]) expect((await admin.fetch(path)).status).toBe(404);
  });

  test("the proxy's log names paths and no query: one-time tokens stand there", async () => {
    await admin.fetch("/sign-in?token=never-to-be-logged");
    for (let tries = 0; tries < 100 && !proxy.said.includes("GET /sign-in"); tries++) await pause(50);
    expect(proxy.said).toContain("GET /sign-in");
    expect(proxy.said).not.toContain("never-to-be-logged");
  });

  test("the image's health check says what the server beside it says", () => {
    const check = (port: number) =>
      spawnSync(process.execPath, [fileURLToPath(new URL("../../deploy/is-ready.ts", import.meta.url))], {
        env: { ...process.env, HOST: "127.0.0.1", PORT: String(port) },
      }).status;
    expect(check(nodes[0]?.port ?? 0)).toBe(0);
    // Nobody is there.
    expect(check(1)).toBe(1);
  });

  (two ? test : test.skip)(
    "with no node ready, those that live go on serving what they can",
    async () => {
      if ("unavailable" in redis) return;
      const readiness = async () => (await admin.fetch("/readyz")).status;
      await redis.kill();
      // The node's own words, and not the proxy's.
      while ((await readiness()) !== 503) await pause(100);
      expect(await (await admin.fetch("/readyz")).json()).toMatchObject({ ready: false, database: "ok" });
      for (let index = 0; index < 30; index++) {
        expect((await admin.fetch("/")).status).toBe(200);
        await pause(100);
      }
      await redis.start();
      while ((await readiness()) !== 200) await pause(100);
    },
    120_000,
  );

  (two ? test : test.skip)(
    "a node that is killed leaves nobody out",
    async () => {
      const websocket = await socketBy("websocket", "two");
      const polling = await socketBy("polling", "two");
      await nodes[1]?.kill();
      // Each request meanwhile is answered by the node that is left.
      admin.cookies.set("__Host-node", "two");
      for (let index = 0; index < 20; index++) expect((await admin.fetch("/")).status).toBe(200);
      for (const socket of [websocket, polling]) {
        if (!socket.connected) await new Promise<void>((resolve) => socket.once("connect", () => resolve()));
        const id = newId();
        let answer: Record<string, unknown> | null = null;
        while (!answer)
          answer = await ask(socket, "forum.createPost", { id, threadId, body: "Still here" }).catch(() => null);
        expect(answer).toHaveProperty("ok");
      }
      // And back.
      await nodes[1]?.start();
      await expect(nodeServes(proxy, "two")).resolves.toBe(true);
    },
    120_000,
  );

  (two ? test : test.skip)(
    "a node that is told to stop lets every request through to its end",
    async () => {
      const answers: number[] = [];
      let stopped = false;
      const stopping = nodes[1]?.end("SIGTERM").then((code) => {
        stopped = true;
        return code;
      });
      while (!stopped) {
        admin.cookies.set("__Host-node", "two");
        answers.push((await admin.fetch("/")).status);
        await pause(20);
      }
      expect(await stopping).toBe(0);
      expect(answers.length).toBeGreaterThan(5);
      expect(new Set(answers)).toEqual(new Set([200]));
    },
    120_000,
  );
});

/** Waits until the proxy sends on to this node again. */
async function nodeServes(proxy: FrontProxy, name: string): Promise<boolean> {
  for (let tries = 0; tries < 300; tries++) {
    const response = await fetch(`${proxy.url}/healthz`, { headers: { cookie: `__Host-node=${name}` } });
    // Another cookie is set where the wished node was not taken.
    if (response.ok && response.headers.getSetCookie().length === 0) return true;
    await pause(100);
  }
  return false;
}
