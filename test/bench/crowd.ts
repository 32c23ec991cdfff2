/** A helper that is a crowd: many lines to a server, and when the last of them had heard something. */
import { answer, instant } from "./helper.ts";
import { Line } from "./line.ts";

export interface CrowdWishes {
  /** The crowd's name, for what is asked of it later. */
  name: string;
  port: number;
  speaks: "socket.io" | "ws";
  many: number;
  /** Where members come with a session each; as many as there are lines. */
  cookies?: string[];
  origin?: string;
  /** Watched by every one; a list: by each in turn. */
  watch?: string | string[];
  /** How many come at the same time. */
  atOnce?: number;
}
export interface Heard {
  /** How many lines heard it. */
  count: number;
  /** When the last of them did, in nanoseconds of the machine's clock. */
  last: number;
}

interface Crowd {
  lines: Line[];
  listening:
    | { marker: Buffer; wanted: number; heard: Heard; done: (heard: Heard) => void; all: Promise<Heard> }
    | undefined;
  messages: number;
  lastMessage: number;
  /** Messages that begin so are counted for each line, with their moments. */
  counted: { begins: Buffer; moments: number[][] } | undefined;
}
const crowds = new Map<string, Crowd>();
const usuallyAtOnce = 50;

const crowdNamed = (name: string): Crowd => {
  const crowd = crowds.get(name);
  if (!crowd) throw new Error(`there is no crowd ${name}`);
  return crowd;
};

answer({
  async open({ name, port, speaks, many, cookies, origin, watch, atOnce = usuallyAtOnce }: CrowdWishes) {
    const crowd: Crowd = { lines: [], listening: undefined, messages: 0, lastMessage: 0, counted: undefined };
    crowds.set(name, crowd);
    for (let from = 0; from < many; from += atOnce)
      await Promise.all(
        Array.from({ length: Math.min(atOnce, many - from) }, async (_, offset) => {
          const index = from + offset;
          const line = await Line.open({
            port,
            speaks,
            origin,
            cookie: cookies?.[index],
            onMessage: (message) => hear(crowd, index, message),
          });
          crowd.lines[index] = line;
          const stream = Array.isArray(watch) ? watch[index % watch.length] : watch;
          if (stream === undefined || speaks === "ws") return;
          await watchOn(line, stream);
        }),
      );
  },
  /** From now on messages with this in them are waited for. */
  listen({ name, marker }: { name: string; marker: string }) {
    const crowd = crowdNamed(name);
    let done: (heard: Heard) => void = () => {};
    const all = new Promise<Heard>((resolve) => {
      done = resolve;
    });
    crowd.listening = {
      marker: Buffer.from(marker),
      wanted: crowd.lines.length,
      heard: { count: 0, last: 0 },
      done,
      all,
    };
  },
  /** Resolves when every line has heard it, or with those that had after that time. */
  heard({ name, timeout = 20_000 }: { name: string; timeout?: number }) {
    const { listening } = crowdNamed(name);
    if (!listening) throw new Error("nothing is listened for");
    return Promise.race([
      listening.all,
      new Promise<Heard>((resolve) => setTimeout(() => resolve(listening.heard), timeout)),
    ]);
  },
  /** Resolves when no line has heard anything for so long. */
  async quiet({ name, milliseconds }: { name: string; milliseconds: number }) {
    const crowd = crowdNamed(name);
    while (instant() - crowd.lastMessage < milliseconds * 1e6) await new Promise((resolve) => setTimeout(resolve, 20));
  },
  /** How many messages came since this was asked last. */
  messages({ name }: { name: string }) {
    const crowd = crowdNamed(name);
    const { messages } = crowd;
    crowd.messages = 0;
    return messages;
  },
  /** From now on counts messages that begin so, `42["tally"`. */
  count({ name, begins }: { name: string; begins: string }) {
    const crowd = crowdNamed(name);
    crowd.counted = { begins: Buffer.from(begins), moments: crowd.lines.map(() => []) };
  },
  /** Of the line that heard most of them: how many a second while they came, and at most within any one second. */
  counted({ name }: { name: string }) {
    const moments = crowdNamed(name).counted?.moments ?? [];
    return {
      perSecond: Math.max(0, ...moments.map(perSecond)),
      most: Math.max(0, ...moments.map(mostWithinASecond)),
      all: moments.reduce((whole, heard) => whole + heard.length, 0),
    };
  },
  /** Each asks once, at the wished moment after now; the milliseconds until each was answered. */
  async ask({
    name,
    asked,
  }: {
    name: string;
    asked: { line: number; after: number; event: string; input: unknown }[];
  }) {
    const { lines } = crowdNamed(name);
    const began = performance.now();
    return Promise.all(
      asked.map(async ({ line, after, event, input }) => {
        await new Promise((resolve) => setTimeout(resolve, Math.max(0, began + after - performance.now())));
        const at = performance.now();
        const said = await (lines[line] as Line).ask<{ ok?: unknown; problem?: { code: string } }>(event, input);
        return { took: performance.now() - at, problem: said.problem?.code ?? null };
      }),
    );
  },
  close({ name }: { name: string }) {
    for (const line of crowdNamed(name).lines) line.close();
    crowds.delete(name);
  },
});

/** As a browser does: what is refused because all come at once is asked again. */
async function watchOn(line: Line, stream: string): Promise<void> {
  for (let tries = 0; ; tries++) {
    const said = await line.ask<{ ok?: unknown; problem?: { code: string } }>("watch", { stream });
    if (said.ok) return;
    if (said.problem?.code !== "unavailable" || tries > 50) throw new Error(`not watched: ${JSON.stringify(said)}`);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

function hear(crowd: Crowd, index: number, message: Buffer): void {
  const at = instant();
  crowd.messages++;
  crowd.lastMessage = at;
  const { listening, counted } = crowd;
  if (counted && message.subarray(0, counted.begins.length).equals(counted.begins)) counted.moments[index]?.push(at);
  if (!listening?.marker || message.indexOf(listening.marker) < 0) return;
  listening.heard.last = at;
  if (++listening.heard.count >= listening.wanted) {
    crowd.listening = { ...listening, marker: Buffer.from("\0nothing\0") };
    listening.done(listening.heard);
  }
}

/** From the first to the last, the pause after the last included. */
function perSecond(moments: number[]): number {
  const [first = 0, last = 0] = [moments[0], moments.at(-1)];
  return moments.length < 2 ? moments.length : (moments.length - 1) / ((last - first) / 1e9);
}

function mostWithinASecond(moments: number[]): number {
  let most = 0;
  let from = 0;
  for (let to = 0; to < moments.length; to++) {
    while ((moments[to] as number) - (moments[from] as number) >= 1e9) from++;
    most = Math.max(most, to - from + 1);
  }
  return most;
}
