/** Who may run on one database: one alone, or several that hear each other. One story, since each wait is one for a lease. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, describe, expect, jest, test } from "@jest/globals";
import { NodeProcess } from "../support/node-process.ts";
import { startRedisServer } from "../support/redis-server.ts";
import { type Servers, startServers, until } from "../support/two-nodes.ts";

jest.setTimeout(240_000);
const servers = await startServers();
if ("unavailable" in servers) process.stdout.write(`Nodes that must not meet are not tried: ${servers.unavailable}\n`);

("unavailable" in servers ? describe.skip : describe)("on one MongoDB", () => {
  const { mongoUrl = "", redisUrl = "" } = servers as Partial<Servers>;
  const dataDir = mkdtempSync(join(tmpdir(), "colloquy-alone-"));
  const made: NodeProcess[] = [];
  let alone: NodeProcess;
  let together: NodeProcess[] = [];

  function node(redis = ""): NodeProcess {
    const one = new NodeProcess({ dataDir, env: { MONGO_URL: mongoUrl, REDIS_URL: redis, LOG_LEVEL: "silent" } });
    made.push(one);
    return one;
  }
  /** The sentence of a node that does not start. */
  async function refusal(redis?: string): Promise<string> {
    const one = node(redis);
    await expect(one.start()).rejects.toThrow("ended with 1 before it was ready");
    const [, ...said] = one.errors.trim().split("\n");
    expect(said).toHaveLength(1);
    return said[0] ?? "";
  }
  const serves = async (one: NodeProcess): Promise<void> =>
    expect((await fetch(`${one.url}/healthz`)).status).toBe(200);

  afterAll(async () => {
    for (const one of made) {
      if (one.running) process.kill(one.pid, "SIGCONT");
      await one.end("SIGKILL");
    }
    rmSync(dataDir, { recursive: true, force: true });
    if (!("unavailable" in servers)) await servers.stop();
  });

  test("beside one without Redis no other starts, with or without, and each is told so in one sentence", async () => {
    alone = node();
    await alone.start();
    for (const redis of ["", redisUrl]) {
      const said = await refusal(redis);
      expect(said).toContain("REDIS_URL");
      expect(said).toContain(`process ${alone.pid}`);
    }
    await serves(alone);
  });

  test("when it was killed its successor waits for the rest of its lease; of two that wait one goes on", async () => {
    await alone.kill();
    const waiting = [node(), node()] as const;
    const outcomes = await Promise.allSettled(waiting.map((one) => one.start()));
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    alone = waiting[outcomes.findIndex(({ status }) => status === "fulfilled") as 0 | 1];
    await serves(alone);
  });

  test("frozen for longer than its lease it goes on where nobody took its place; else it stops, and says why", async () => {
    process.kill(alone.pid, "SIGSTOP");
    await pause(7_000);
    process.kill(alone.pid, "SIGCONT");
    await pause(2_500);
    await serves(alone);

    process.kill(alone.pid, "SIGSTOP");
    const next = node();
    await next.start();
    process.kill(alone.pid, "SIGCONT");
    await until(() => !alone.running);
    expect(alone.errors).toContain("has taken its place");
    await serves(next);
    alone = next;
  });

  test("stopped in order it gives its lease back; with Redis any number may run, and beside them none without", async () => {
    expect(await alone.end("SIGTERM")).toBe(0);
    together = [node(redisUrl), node(redisUrl)];
    await Promise.all(together.map((one) => one.start()));
    expect(await refusal()).toContain("REDIS_URL");
    for (const one of together) await serves(one);
  });

  test("one that hears another Redis server than the others stops, and says why", async () => {
    const elsewhere = await startRedisServer();
    if ("unavailable" in elsewhere) return;
    try {
      const younger = node(elsewhere.url);
      await younger.start();
      await until(() => !younger.running, 60_000);
      expect(younger.errors).toContain("REDIS_URL");
      for (const one of together) await serves(one);
    } finally {
      await elsewhere.stop();
    }
  });
});
