/** Limits over two nodes, and while Redis is away. */
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { resetLimits, spend, startLimits, stopLimits } from "../../server/platform/limits.ts";

/** As much of a Redis server as limits speak to: its protocol over a real connection. */
const kept = new Map<string, number>();
const sockets = new Set<Socket>();
let server: Server;
let url: string;
let asked = 0;
const info = "redis_version:7.0.0\r\n";

function answer([command = "", key = "", amount = "0"]: string[]): string {
  const add = (by: number) => {
    kept.set(key, (kept.get(key) ?? 0) + by);
    return `:${kept.get(key)}\r\n`;
  };
  switch (command.toLowerCase()) {
    case "incrby":
      asked++;
      return add(Number(amount));
    case "decrby":
      return add(-Number(amount));
    case "get":
      return kept.has(key) ? `$${String(kept.get(key)).length}\r\n${kept.get(key)}\r\n` : "$-1\r\n";
    case "expire":
      return ":1\r\n";
    case "info":
      return `$${info.length}\r\n${info}\r\n`;
    default:
      return "+OK\r\n";
  }
}

function serve(socket: Socket): void {
  sockets.add(socket);
  let unread = "";
  let queued: string[][] | null = null;
  socket.on("error", () => {});
  socket.on("close", () => sockets.delete(socket));
  socket.on("data", (data) => {
    unread += data.toString();
    for (let found = /^\*(\d+)\r\n/.exec(unread); found; found = /^\*(\d+)\r\n/.exec(unread)) {
      const words: string[] = [];
      let at = found[0].length;
      for (let word = 0; word < Number(found[1]); word++) {
        const length = /^\$(\d+)\r\n/.exec(unread.slice(at));
        if (!length) return;
        at += length[0].length;
        words.push(unread.slice(at, at + Number(length[1])));
        at += Number(length[1]) + 2;
      }
      unread = unread.slice(at);
      const command = words[0]?.toLowerCase();
      if (command === "multi") {
        queued = [];
        socket.write("+OK\r\n");
      } else if (command === "exec") {
        socket.write(`*${queued?.length ?? 0}\r\n${(queued ?? []).map(answer).join("")}`);
        queued = null;
      } else if (queued) {
        queued.push(words);
        socket.write("+QUEUED\r\n");
      } else socket.write(answer(words));
    }
  });
}

beforeAll(async () => {
  server = createServer(serve);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `redis://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
beforeEach(async () => {
  kept.clear();
  resetLimits();
  asked = 0;
  startLimits(url);
  for (let time = 0; time < 200 && asked === 0; time++) {
    await spend("mailByAddress", "warm-up").catch(() => {});
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
});
afterEach(() => stopLimits());
afterAll(() => {
  for (const socket of sockets) socket.destroy();
  server.close();
});

const spent = async (times: number, key: string): Promise<number> => {
  let passed = 0;
  for (let time = 0; time < times; time++)
    passed += await spend("signInByAccount", key).then(
      () => 1,
      () => 0,
    );
  return passed;
};

describe("limits over two nodes", () => {
  test("what one node counted, the other knows", async () => {
    expect(await spent(7, "ada")).toBe(7);
    // The other node has counted nothing itself.
    resetLimits();
    expect(await spent(7, "ada")).toBe(3);
    expect([...kept].find(([key]) => key.includes("ada"))?.[1]).toBe(10);
  });
  test("when Redis goes away each node counts alone, and nothing fails open", async () => {
    expect(await spent(4, "ben")).toBe(4);
    for (const socket of sockets) socket.destroy();
    await new Promise<void>((resolve) => server.close(() => resolve()));
    await new Promise((resolve) => setTimeout(resolve, 50));
    const began = performance.now();
    expect(await spent(20, "ben")).toBe(6);
    expect(performance.now() - began).toBeLessThan(2000);
  });
});
