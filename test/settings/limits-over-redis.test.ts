/** Limits over two nodes, and while Redis is away or silent. */
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { Redis } from "ioredis";
import { resetLimits, spend, startLimits, stopLimits } from "../../server/platform/limits.ts";
import { newId } from "../../shared/ids.ts";
import { type FaultProxy, startFaultProxy } from "../support/fault-proxy.ts";
import { startRedisServer } from "../support/redis-server.ts";

const given = process.env["REDIS_URL"];
const server = given ? { url: given, stop: async () => {} } : await startRedisServer();
if ("unavailable" in server) process.stdout.write(`Limits over Redis are not tried: ${server.unavailable}\n`);

("unavailable" in server ? describe.skip : describe)("limits over two nodes", () => {
  const { url, stop } = server as Exclude<typeof server, { unavailable: string }>;
  let line: FaultProxy;
  let looking: Redis;
  let house = "";

  beforeAll(async () => {
    line = await startFaultProxy({ host: new URL(url).hostname, port: Number(new URL(url).port || 6379) });
    looking = new Redis(url);
  });
  beforeEach(async () => {
    await line.mend();
    house = newId();
    resetLimits();
    startLimits(line.through(url), house);
    await untilCounted();
  });
  afterEach(() => stopLimits());
  afterAll(async () => {
    looking?.disconnect();
    await line?.stop();
    await stop?.();
  });

  const countOf = async (key: string) => {
    const keys = await looking.keys(`colloquy:${house}:limit:*:${key}:*`);
    return keys.length === 0 ? 0 : Number(await looking.get(keys[0] as string));
  };
  /** Until what is spent arrives there. */
  async function untilCounted(): Promise<void> {
    for (let time = 0; time < 1000; time++) {
      const key = `warm-up-${time}`;
      await spend("mailByAddress", key);
      if ((await countOf(key)) > 0) return;
      await pause(10);
    }
    throw new Error("nothing is counted in Redis");
  }
  const spent = async (times: number, key: string): Promise<number> => {
    let passed = 0;
    for (let time = 0; time < times; time++)
      passed += await spend("signInByAccount", key).then(
        () => 1,
        () => 0,
      );
    return passed;
  };

  test("what one node counted, the other knows; what was refused costs nothing, and no count stays for ever", async () => {
    expect(await spent(7, "ada")).toBe(7);
    // The other node has counted nothing itself.
    resetLimits();
    expect(await spent(7, "ada")).toBe(3);
    expect(await countOf("ada")).toBe(10);
    const [key = ""] = await looking.keys(`colloquy:${house}:limit:*:ada:*`);
    expect(await looking.ttl(key)).toBeGreaterThan(0);
  });

  test("two houses on one Redis do not count together", async () => {
    expect(await spent(10, "cy")).toBe(10);
    resetLimits();
    house = newId();
    startLimits(line.through(url), house);
    await untilCounted();
    expect(await spent(12, "cy")).toBe(10);
  });

  test("when Redis goes away each node counts alone, and nothing fails open", async () => {
    expect(await spent(4, "ben")).toBe(4);
    await line.refuse();
    expect(await spent(20, "ben")).toBe(6);
    // And again over all nodes when it is back.
    await line.mend();
    await untilCounted();
    expect(await spent(1, "ben")).toBe(0);
  });

  test("a Redis that swallows everything is waited for once; then each node counts alone", async () => {
    expect(await spent(4, "dora")).toBe(4);
    line.drop();
    const began = performance.now();
    expect(await spent(20, "dora")).toBe(6);
    // One wait of half a second, not twenty.
    expect(performance.now() - began).toBeLessThan(5_000);
    await line.mend();
    await untilCounted();
  });
});
