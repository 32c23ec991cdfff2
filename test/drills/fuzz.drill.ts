/** Drill 10: frames and bodies that no client sends, tens of thousands of them. The server lives, and its memory is as it was. */
import { readFileSync } from "node:fs";
import fc from "fast-check";
import WebSocket from "ws";
import { newId } from "../../shared/ids.ts";
import { deep, harmful, nasty, operations } from "../house/nasty.ts";
import { atMost, counted, type Drill, type Figure, mustBe } from "../support/drill.ts";
import type { NodeProcess } from "../support/node-process.ts";
import { crowd, embeddedGround, publicUrl } from "./ground.ts";
import { pause } from "./line.ts";

const sizes = { short: { frames: 1800, bodies: 1200 }, long: { frames: 60_000, bodies: 40_000 } };
const aLittle = 10;

/** What a process has in memory, in megabytes. */
export const memoryOf = ({ pid }: NodeProcess): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / 1024;

const anything = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...nasty) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
);
/** An operation, and fields of which some are its own. */
const asked = fc.constantFrom(...operations.filter(({ name }) => !harmful.test(name))).chain((operation) =>
  fc.record({
    operation: fc.constant(operation),
    input: fc.oneof(
      { weight: 1, arbitrary: anything },
      {
        weight: 5,
        arbitrary: fc.record(
          Object.fromEntries(operation.keys.map((key) => [key, key === "changeId" ? fc.constant(newId()) : anything])),
          { requiredKeys: [] },
        ),
      },
    ),
  }),
);
const jsonOf = (value: unknown): string => (JSON.stringify(value) ?? "null").slice(0, 60_000);
/** Some are cut off, some have a byte changed. */
const broken = (text: string, at: number): string =>
  at % 3 === 0 ? text.slice(0, at % (text.length + 1)) : at % 3 === 1 ? text.replace(/[[{":]/, "\u0000") : `${text}]`;

const frame: fc.Arbitrary<string | Uint8Array> = fc.oneof(
  { weight: 8, arbitrary: asked.map(({ operation, input }) => `42${jsonOf([operation.name, input])}`) },
  { weight: 3, arbitrary: anything.map((request) => `42${jsonOf(["watch", request])}`) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(asked, fc.nat())
      .map(([{ operation, input }, at]) => broken(`421${jsonOf([operation.name, input])}`, at)),
  },
  { weight: 1, arbitrary: fc.string({ maxLength: 60 }).map((text) => `4${text}`) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 300 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      `42["watch",${deep(15_000)}]`,
      `42${deep(20_000)}`,
      '42["__proto__",{"__proto__":{"x":1}}]',
      '451-["watch",{"_placeholder":true,"num":0}]',
      "40/other,",
      "41",
      "1",
    ),
  },
);
const body = fc.tuple(
  asked,
  fc.nat(),
  fc.constantFrom(
    "application/json",
    "application/json",
    "application/json",
    "text/plain",
    "application/x-www-form-urlencoded",
    "application/json; charset=utf-7",
  ),
  fc.constantFrom("%00", "%E0%A4%A", "__proto__", "..%2f..%2f", "constructor", newId()),
);
const bodies = [
  deep(30_000),
  `{"a":${deep(20_000)}}`,
  '{"__proto__":{"x":1}}',
  '{"constructor":{"prototype":{"x":1}}}',
  "{",
  `{"x":"${"y".repeat(70_000)}"}`,
];

async function openSocket(node: NodeProcess, cookie: string): Promise<WebSocket> {
  const socket = new WebSocket(`${node.url.replace("http", "ws")}/socket.io/?EIO=4&transport=websocket`, {
    headers: { cookie, origin: publicUrl },
  });
  socket.on("error", () => {});
  await new Promise((resolve) => socket.once("message", resolve));
  const there = new Promise((resolve) => socket.once("message", resolve));
  socket.send("40");
  await there;
  return socket;
}

/** Sends the frames, a pack at a time: after each the server must have answered a question, or ended the connection. */
async function sendFrames(
  node: NodeProcess,
  cookie: string,
  frames: readonly (string | Uint8Array)[],
): Promise<number> {
  let connections = 0;
  let socket: WebSocket | undefined;
  for (let from = 0; from < frames.length; ) {
    if (socket?.readyState !== WebSocket.OPEN) {
      socket = await openSocket(node, cookie);
      connections++;
    }
    const open = socket;
    const answered = new Promise<void>((resolve) => {
      const done = () => {
        open.off("message", onMessage).off("close", done);
        resolve();
      };
      const onMessage = (data: unknown) => String(data).startsWith("43987654") && done();
      open.on("message", onMessage).once("close", done);
    });
    // A broken frame ends its connection: those behind it go over the next one.
    for (const to = Math.min(from + 10, frames.length); from < to; from++) open.send(frames[from] as string);
    open.send('42987654["members.readMe",{}]');
    await answered;
  }
  socket?.terminate();
  return connections;
}

/** Answers how many were answered with 5xx. */
async function sendBodies(
  node: NodeProcess,
  cookie: string,
  asks: readonly (typeof body extends fc.Arbitrary<infer B> ? B : never)[],
): Promise<number> {
  let failed = 0;
  let next = 0;
  const sender = async () => {
    while (next < asks.length) {
      const ask = asks[next++];
      if (!ask) break;
      const [{ operation, input }, at, type, id] = ask;
      const [method = "", path = ""] = operation.operation.http.split(" ");
      const text =
        at % 5 === 0
          ? (bodies[at % bodies.length] as string)
          : at % 5 === 1
            ? broken(jsonOf(input), at)
            : jsonOf(input);
      const response = await fetch(
        `${node.url}/api${path.replace(/:\w+/g, id)}${method === "GET" ? `?x=${encodeURIComponent(text.slice(0, 500).toWellFormed())}` : ""}`,
        {
          method,
          headers: { cookie, origin: publicUrl, "content-type": type },
          ...(method === "GET" ? {} : { body: text.toWellFormed() }),
        },
      );
      await response.arrayBuffer();
      if (response.status >= 500) failed++;
    }
  };
  await Promise.all(Array.from({ length: 8 }, sender));
  return failed;
}

export const drills: Drill[] = [
  {
    name: "10 fuzz, embedded",
    promise:
      "frames and bodies that no client sends: the server lives, nothing in it breaks, and its memory is as it was",
    async run(size, say): Promise<Figure[]> {
      const ground = await embeddedGround(crowd(3));
      const [node, person] = [ground.nodes[0] as NodeProcess, ground.people[1]];
      const cookie = Object.entries(person?.cookies ?? {})
        .map(([name, value]) => `${name}=${value}`)
        .join("; ");
      const seed = Math.floor(Math.random() * 1e9);
      say(`seed ${seed}`);
      let connections = 0;
      let failed = 0;
      const send = async (frames: number, bodies: number, turn: number) => {
        const some = { seed: seed + turn };
        [connections, failed] = [
          connections + (await sendFrames(node, cookie, fc.sample(frame, { ...some, numRuns: frames }))),
          failed + (await sendBodies(node, cookie, fc.sample(body, { ...some, numRuns: bodies }))),
        ];
      };
      try {
        const { frames, bodies } = sizes[size];
        const turns = size === "short" ? 4 : 40;
        let before = 0;
        for (let turn = 0; turn < turns; turn++) {
          await send(Math.round(frames / turns), Math.round(bodies / turns), turn);
          // What a server that works has in memory, not one that has just begun.
          if (turn === Math.ceil(size === "short" ? turns / 2 : turns / aLittle) - 1) {
            await pause(3_000);
            before = memoryOf(node);
          }
          if (turn % 8 === 7) say(`${turn + 1} of ${turns}: ${Math.round(memoryOf(node))} MB`);
        }
        let after = memoryOf(node);
        for (let waited = 0; after > 1.3 * before && waited < 30; waited++) {
          await pause(500);
          // Ordinary things are asked, so that it has reason to tidy up.
          for (let turn = 0; turn < 100; turn++)
            await (await fetch(`${node.url}/api/sections`, { headers: { cookie } })).arrayBuffer();
          after = memoryOf(node);
        }
        const well = await fetch(`${node.url}/healthz`).then(
          (response) => response.status,
          () => 0,
        );
        return [
          counted("frames", frames),
          counted("bodies", bodies),
          counted("connections that it ended", connections),
          counted("seed", seed),
          mustBe("servers that ended (as one with an unhandled rejection does)", node.running ? 0 : 1, 0),
          mustBe("status of /healthz", well, 200),
          mustBe("bodies answered with 5xx", failed, 0),
          mustBe("lines in the log of what broke", node.logged.length, 0),
          counted("memory before", `${Math.round(before)} MB`),
          // After so few, the heap of a young process says more about itself than about them.
          size === "short"
            ? atMost("memory after, more than before", after - before, 200, "MB")
            : atMost("memory after, to before", after / before, 1.3),
        ];
      } finally {
        for (const line of node.logged.slice(0, 5)) say(line.slice(0, 600));
        await ground.stop();
      }
    },
  },
];
