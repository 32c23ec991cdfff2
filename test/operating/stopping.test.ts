/** A server that is told to stop: proxies learn it at once, whoever is being answered is answered, nobody can hold it up, and it ends with 0. */

import { once } from "node:events";
import { request } from "node:http";
import { connect } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { afterEach, expect, test } from "@jest/globals";
import { io } from "socket.io-client";
import { NodeProcess } from "../support/node-process.ts";

const nodes: NodeProcess[] = [];
async function started(env: Record<string, string> = {}): Promise<NodeProcess> {
  const node = new NodeProcess({ env: { LOG_LEVEL: "info", ...env } });
  nodes.push(node);
  await node.start();
  return node;
}
afterEach(async () => {
  for (const node of nodes.splice(0)) await node.stop();
});

const long = 60_000;

test(
  "while it drains it goes on answering, but says that it is going",
  async () => {
    const node = await started({ DRAIN_SECONDS: "4" });
    const ended = node.end("SIGTERM");
    let ready: { status: number; body: unknown } = { status: 200, body: null };
    while (ready.status === 200) {
      const response = await fetch(`${node.url}/readyz`);
      ready = { status: response.status, body: await response.json() };
    }
    expect(ready).toEqual({ status: 503, body: { ready: false, database: "ok", outbox: "ok", server: "stopping" } });
    const alive = await fetch(`${node.url}/healthz`);
    expect(await alive.text()).toBe("ok");
    // Whoever is here is sent to come by another connection, and so to another server.
    expect(alive.headers.get("connection")).toBe("close");
    expect(await ended).toBe(0);
  },
  long,
);

test(
  "who keeps a connection open, sends a request by halves or takes nothing any more does not hold it up",
  async () => {
    const node = await started();
    const idle = connect(node.port, "127.0.0.1");
    await once(idle, "connect");
    const half = request({
      port: node.port,
      host: "127.0.0.1",
      path: "/api/sessions/end",
      method: "POST",
      headers: { "content-length": "100" },
    });
    half.on("error", () => {});
    half.write("{");
    const socket = io(node.url, { transports: ["websocket"], extraHeaders: { origin: node.url }, reconnection: false });
    await once(socket as never, "connect");
    const reason = new Promise<string>((resolve) => socket.once("disconnect", resolve));
    // A browser whose line is dead: it never answers the end of its websocket.
    const dead = connect(node.port, "127.0.0.1");
    dead.on("error", () => {});
    dead.write(
      `GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: localhost:${node.port}\r\nOrigin: ${node.url}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n`,
    );
    await once(dead, "data");
    dead.pause();

    expect(await node.end("SIGTERM")).toBe(0);
    // Not "io server disconnect": after that a client would not come back by itself.
    expect(await reason).toBe("transport close");
    for (const one of [idle, dead]) one.destroy();
    half.destroy();
    await expect(fetch(`${node.url}/healthz`)).rejects.toThrow();
  },
  long,
);

test(
  "told twice, it ends as it stands",
  async () => {
    const node = await started({ DRAIN_SECONDS: "60" });
    const ended = node.end("SIGTERM");
    while ((await fetch(`${node.url}/readyz`)).status === 200) await pause(20);
    expect(await node.end("SIGINT")).toBe(1);
    await ended;
  },
  long,
);
