/** Drill 7: some readers take nothing any more, and all come back at once: nobody else waits for them, and memory is bounded. */
import WebSocket from "ws";
import { newId } from "../../shared/ids.ts";
import { atMost, counted, type Drill, type Figure, mustBe, type Size } from "../support/drill.ts";
import { startFaultProxy } from "../support/fault-proxy.ts";
import type { MadePerson } from "../support/make-people.ts";
import type { NodeProcess } from "../support/node-process.ts";
import { memoryOf } from "./fuzz.drill.ts";
import { crowd, embeddedGround, publicUrl } from "./ground.ts";
import { comesTrue, insist, type Line, openLine, pause } from "./line.ts";
import { watchThread } from "./reading.ts";
import { furnish } from "./writers.ts";

/** `posts`: written while nobody is stalled, and again while some are; in the long form enough that these are let go of. */
const sizes: Record<Size, { readers: number; stalled: number; posts: number; back: number }> = {
  short: { readers: 30, stalled: 6, posts: 80, back: 150 },
  long: { readers: 180, stalled: 20, posts: 1400, back: 1000 },
};
/** Megabytes that readers who take nothing may cost, all together. */
const mostMemory = 256;
const people = 20;
/** A post of a size that fills buffers: 12 KB. */
const words = "some words ".repeat(1100);

/** Watches, and then takes nothing from its line any more, without closing it. */
async function stall(node: NodeProcess, person: MadePerson, stream: string): Promise<WebSocket> {
  const cookie = Object.entries(person.cookies)
    .map(([name, value]) => `${name}=${value}`)
    .join("; ");
  const socket = new WebSocket(`${node.url.replace("http", "ws")}/socket.io/?EIO=4&transport=websocket`, {
    headers: { cookie, origin: publicUrl },
  });
  socket.on("error", () => {});
  await new Promise<void>((resolve) => {
    socket.on("message", (data) => {
      const text = String(data);
      if (text.startsWith("0")) socket.send("40");
      if (text.startsWith("40")) socket.send(`421${JSON.stringify(["watch", { stream }])}`);
      if (text.startsWith("431")) resolve();
    });
  });
  (socket as unknown as { _socket: { pause(): void } })._socket.pause();
  return socket;
}

const p99 = (values: readonly number[]): number =>
  [...values].sort((one, other) => one - other)[Math.floor(values.length * 0.99)] ?? 0;

async function stallSome(
  node: NodeProcess,
  all: readonly MadePerson[],
  size: Size,
  say: (line: string) => void,
): Promise<Figure[]> {
  const { readers, stalled, posts } = sizes[size];
  const openSome = (count: number) =>
    Promise.all(Array.from({ length: count }, (_, at) => openLine(all[at % all.length] as MadePerson, () => node)));
  const [organiser] = (await openSome(1)) as [Line];
  const lines = await openSome(readers);
  const stage = await furnish(organiser, 2);
  /** Writes into a thread, and measures how long each reader waits for each post, and how much memory the server takes at most. */
  async function measure(threadId: string): Promise<{ waits: number[]; missing: number; memory: number }> {
    let memory = 0;
    const waits: number[] = [];
    const began = new Map<string, number>();
    const heard = lines.map((line) => {
      const ids = new Set<string>();
      line.onTold(({ stream, kind, id }) => {
        const at = began.get(id);
        if (stream !== `thread:${threadId}` || kind !== "post" || at === undefined || ids.has(id)) return;
        ids.add(id);
        waits.push(performance.now() - at);
      });
      return ids;
    });
    for (const line of lines) await line.ask("watch", { stream: `thread:${threadId}` });
    for (let turn = 0; turn < posts; turn++) {
      const id = newId();
      began.set(id, performance.now());
      await insist(organiser, "forum.createPost", { id, threadId, body: `${turn} ${words}`, language: "en" });
      await pause(size === "short" ? 5 : 20);
      memory = Math.max(memory, memoryOf(node));
      if (turn % 300 === 299) say(`${turn + 1} posts, ${Math.round(memoryOf(node))} MB`);
    }
    // A reader that stays is told everything.
    const wanted = () => heard.filter((ids) => ids.size < posts).length;
    await comesTrue(() => wanted() === 0, 60_000);
    return { waits, missing: wanted(), memory: Math.max(memory, memoryOf(node)) };
  }
  const without = await measure(stage.threadIds[0] as string);
  const threadId = stage.threadIds[1] as string;
  const asleep: WebSocket[] = [];
  for (let at = 0; at < stalled; at++)
    asleep.push(await stall(node, all[at % all.length] as MadePerson, `thread:${threadId}`));
  const during = await measure(threadId);
  for (const socket of asleep) socket.terminate();
  await Promise.all([organiser, ...lines].map((line) => line.end()));
  const ratio = p99(during.waits) / p99(without.waits);
  return [
    counted("readers, and stalled ones beside them", `${readers}, ${stalled}`),
    counted("posts of 12 KB, without them and with them", `${posts}, ${posts}`),
    mustBe("readers who did not hear of every post", without.missing + during.missing, 0),
    atMost("memory at most, beyond that without them", during.memory - without.memory, mostMemory, "MB"),
    counted(
      "p99 of the others without and with them",
      `${Math.round(p99(without.waits))}, ${Math.round(p99(during.waits))} ms`,
    ),
    ...(size === "long" ? [atMost("their p99, to that without", ratio, 2)] : []),
  ];
}

/** The line of everybody breaks at the same moment. */
async function allAtOnce(node: NodeProcess, all: readonly MadePerson[], size: Size): Promise<Figure[]> {
  const { back } = sizes[size];
  const door = await startFaultProxy({
    get port() {
      return node.port;
    },
  });
  const lines: Line[] = [];
  for (let from = 0; from < back; from += 50)
    lines.push(
      ...(await Promise.all(
        Array.from({ length: Math.min(50, back - from) }, (_, at) =>
          openLine(all[at % all.length] as MadePerson, () => node, {
            gate: door,
            reconnectionDelay: 500,
            reconnectionDelayMax: 5_000,
          }),
        ),
      )),
    );
  const [organiser] = lines as [Line];
  const stage = await furnish(organiser, 1);
  const threadId = stage.threadIds[0] as string;
  const watchers = lines.map((line) => watchThread(line, threadId));
  await comesTrue(() => watchers.every(({ watched }) => watched.items("post").value.size === 1), 60_000);
  await insist(organiser, "forum.createPost", { id: newId(), threadId, body: "Before", language: "en" });
  const began = performance.now();
  await door.refuse();
  // Meanwhile something is written: who is back has it.
  const writer = await openLine(all[0] as MadePerson, () => node);
  await insist(writer, "forum.createPost", { id: newId(), threadId, body: "Meanwhile", language: "en" });
  await door.mend();
  const hasAll = ({ line, watched }: (typeof watchers)[number]) =>
    line.connected && watched.items("post").value.size === 3;
  await comesTrue(() => watchers.every(hasAll), 60_000);
  const took = (performance.now() - began) / 1000;
  const missing = watchers.filter((watcher) => !hasAll(watcher)).length;
  await writer.end();
  for (const line of lines) line.close();
  await door.stop();
  return [
    counted("lines that broke at once", back),
    mustBe("of them not back with what was written meanwhile", missing, 0),
    size === "long"
      ? atMost("until the last was back", took, 20, "s")
      : counted("until the last was back", `${took.toFixed(1)} s`),
  ];
}

export const drills: Drill[] = [
  {
    name: "7 stalled, embedded",
    promise:
      "readers who take nothing any more cost a bounded memory and nobody's time; everybody's line breaks at once and all are back",
    async run(size, say) {
      const ground = await embeddedGround(crowd(people));
      const node = ground.nodes[0] as NodeProcess;
      try {
        return [...(await stallSome(node, ground.people, size, say)), ...(await allAtOnce(node, ground.people, size))];
      } finally {
        await ground.stop();
      }
    },
  },
];
