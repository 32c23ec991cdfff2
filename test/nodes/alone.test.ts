/** Who may run on one database: one alone, or several that hear each other. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, afterEach, describe, expect, jest, test } from "@jest/globals";
import { newId } from "../../shared/ids.ts";
import { NodeProcess } from "../support/node-process.ts";
import { startRedisServer } from "../support/redis-server.ts";
import { type Servers, startServers, until } from "../support/two-nodes.ts";

jest.setTimeout(90_000);
const servers = await startServers();
if ("unavailable" in servers) process.stdout.write(`Nodes that must not meet are not tried: ${servers.unavailable}\n`);

("unavailable" in servers ? describe.skip : describe)("on one database", () => {
  const { mongoUrl = "", redisUrl = "" } = servers as Partial<Servers>;
  const started: NodeProcess[] = [];
  const dataDir = mkdtempSync(join(tmpdir(), "colloquy-alone-"));

  /** Each test has a database of its own. */
  const database = (): string => {
    const url = new URL(mongoUrl);
    url.pathname = `/t${newId().replaceAll("-", "")}`;
    return url.href;
  };
  function node(mongo: string, redis = ""): NodeProcess {
    const one = new NodeProcess({ dataDir, env: { MONGO_URL: mongo, REDIS_URL: redis } });
    started.push(one);
    return one;
  }
  /** What a node says that does not start; it must end with a code that is not zero. */
  async function refusal(one: NodeProcess): Promise<string> {
    await expect(one.start()).rejects.toThrow("ended with 1 before it was ready");
    return one.errors.trim();
  }
  const answers = async (one: NodeProcess) => (await fetch(`${one.url}/healthz`)).status;

  afterEach(async () => {
    for (const one of started.splice(0)) {
      process.kill(one.pid || process.pid, "SIGCONT");
      await one.end("SIGKILL");
    }
  });
  afterAll(async () => {
    rmSync(dataDir, { recursive: true, force: true });
    if (!("unavailable" in servers)) await servers.stop();
  });

  test("a second one without Redis is refused in one sentence, and the first goes on", async () => {
    const mongo = database();
    const first = node(mongo);
    await first.start();
    const said = await refusal(node(mongo));
    expect(said.split("\n")).toHaveLength(1);
    expect(said).toContain("REDIS_URL");
    expect(said).toContain(`process ${first.pid}`);
    expect(await answers(first)).toBe(200);
  });

  test("with Redis and without do not go together, whichever was first", async () => {
    const mongo = database();
    const alone = node(mongo);
    await alone.start();
    expect(await refusal(node(mongo, redisUrl))).toContain("REDIS_URL");
    await alone.end("SIGTERM");
    // It gave the lease back: nobody waits.
    const [one, other] = [node(mongo, redisUrl), node(mongo, redisUrl)];
    await Promise.all([one.start(), other.start()]);
    expect(await refusal(node(mongo))).toContain("REDIS_URL");
    expect([await answers(one), await answers(other)]).toEqual([200, 200]);
  });

  test("the successor of one that was killed waits for the rest of its lease, and goes on", async () => {
    const mongo = database();
    const first = node(mongo);
    await first.start();
    await first.kill();
    const next = node(mongo);
    await next.start();
    expect(await answers(next)).toBe(200);
  });

  test("of two that wait for it one goes on, and the other is refused", async () => {
    const mongo = database();
    const first = node(mongo);
    await first.start();
    await first.kill();
    const outcomes = await Promise.allSettled([node(mongo), node(mongo)].map((one) => one.start()));
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  test("one that was frozen until another took its place stops, and says why", async () => {
    const mongo = database();
    const frozen = node(mongo);
    await frozen.start();
    process.kill(frozen.pid, "SIGSTOP");
    const next = node(mongo);
    await next.start();
    process.kill(frozen.pid, "SIGCONT");
    await until(() => !frozen.running);
    expect(frozen.errors).toContain("has taken its place");
    expect(await answers(next)).toBe(200);
  });

  test("one whose database was away for longer than its lease goes on where nobody took its place", async () => {
    const mongo = database();
    const one = node(mongo);
    await one.start();
    process.kill(one.pid, "SIGSTOP");
    await pause(8_000);
    process.kill(one.pid, "SIGCONT");
    await pause(3_000);
    expect(await answers(one)).toBe(200);
  });

  test("nodes at different Redis servers do not hear each other: the younger one stops, and says why", async () => {
    const elsewhere = await startRedisServer();
    if ("unavailable" in elsewhere) return;
    try {
      const mongo = database();
      const older = node(mongo, redisUrl);
      await older.start();
      const younger = node(mongo, elsewhere.url);
      await younger.start();
      await until(() => !younger.running, 40_000);
      expect(younger.errors).toContain("REDIS_URL");
      expect(await answers(older)).toBe(200);
    } finally {
      await elsewhere.stop();
    }
  });

  test("the file of the embedded engine has one server", async () => {
    const own = mkdtempSync(join(tmpdir(), "colloquy-file-"));
    const first = new NodeProcess({ dataDir: own });
    started.push(first);
    await first.start();
    const second = new NodeProcess({ dataDir: own });
    await expect(second.start()).rejects.toThrow("before it was ready");
    expect(second.errors).toContain("another server");
    await first.end("SIGKILL");
    rmSync(own, { recursive: true, force: true });
  });
});
