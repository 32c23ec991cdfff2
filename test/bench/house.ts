/** The server under test: the real one, in a process of its own, as it runs in production, over a community of the wished size. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type Filled, filledFolder } from "../support/fill.ts";
import { freePort } from "../support/free-port.ts";
import { type MadePerson, makePeople, type PersonWish } from "../support/make-people.ts";
import { NodeProcess } from "../support/node-process.ts";

export const secret = "9f2c47aa01b35d6e8c7f1e2d3b4a5968bd";

export interface HouseWishes {
  posts: number;
  /** So many of the community's people are signed in. */
  people?: number;
  /** And these, new ones. */
  more?: PersonWish[];
  /** Without the hook, where what is measured is the start. */
  bare?: boolean;
  /** Over MongoDB and Redis: nothing is filled in. */
  env?: Record<string, string>;
  /** A folder for `--cpu-prof`. */
  profile?: string | undefined;
}
export interface LoopDelay {
  row: string;
  samples: number;
  /** Percentiles 50, 99, 99.9 and 100 in milliseconds. */
  own: number[];
  raw: number[];
}

export class HouseUnderTest {
  readonly node: NodeProcess;
  readonly filled: Filled;
  readonly people: MadePerson[];
  readonly #hookPort: number;
  readonly #remove: () => void;

  constructor(node: NodeProcess, filled: Filled, people: MadePerson[], hookPort: number, remove: () => void) {
    this.node = node;
    this.filled = filled;
    this.people = people;
    this.#hookPort = hookPort;
    this.#remove = remove;
  }
  get url(): string {
    return this.node.url;
  }
  /** Asks the server's inside (hook.ts). */
  async ask<T>(what: string, input: unknown = null): Promise<T> {
    const response = await fetch(`http://127.0.0.1:${this.#hookPort}/${what}`, {
      method: "POST",
      body: JSON.stringify(input),
    });
    const said = await response.text();
    if (!response.ok) throw new Error(said);
    return JSON.parse(said) as T;
  }
  async stop(): Promise<void> {
    await this.node.stop();
    this.#remove();
  }
}

export const cookieOf = ({ cookies }: MadePerson): string =>
  Object.entries(cookies)
    .map(([name, value]) => `${name}=${value}`)
    .join("; ");

/** Each row begins with a house of its own. */
export async function startHouseUnderTest(wishes: HouseWishes): Promise<HouseUnderTest> {
  const { dataDir, filled, remove } = await filledFolder(wishes.posts);
  const env = { SECRET: secret, ...wishes.env };
  const wanted = [
    ...filled.people.slice(0, wishes.people ?? 0).map((id) => ({ id, name: "" })),
    ...(wishes.more ?? []),
  ];
  const people = wanted.length > 0 ? await makePeople({ dataDir, env }, wanted) : [];
  const node = await startNode(dataDir, env, wishes);
  return new HouseUnderTest(node.node, filled, people, node.hookPort, remove);
}

/** A node over a folder that is there. */
export async function startNode(
  dataDir: string,
  env: Record<string, string>,
  { bare = false, profile }: Pick<HouseWishes, "bare" | "profile">,
): Promise<{ node: NodeProcess; hookPort: number }> {
  const hookPort = await freePort();
  const port = await freePort();
  const options = [
    ...(bare ? [] : [`--import=${new URL("hook.ts", import.meta.url).href}`]),
    ...(profile ? [`--cpu-prof --cpu-prof-dir=${profile}`] : []),
  ];
  const node = new NodeProcess({
    dataDir,
    env: {
      NODE_ENV: "production",
      PUBLIC_URL: `http://localhost:${port}`,
      SECRET: secret,
      ...env,
      BENCH_HOOK: bare ? "" : String(hookPort),
      NODE_OPTIONS: options.join(" "),
    },
  });
  node.port = port;
  await node.start();
  return { node, hookPort };
}

/** Seconds of processor time that a process has used, all of its threads together. */
export function processorSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** How long the main thread of a process ran, and how long it stood in line for a processor, in seconds. */
export function turns(pid: number): { ran: number; waited: number } {
  const [ran = 0, waited = 0] = readFileSync(`/proc/${pid}/task/${pid}/schedstat`, "utf8").split(" ").map(Number);
  return { ran: ran / 1e9, waited: waited / 1e9 };
}

/** What to say of a time by the clock: how much of it the server's main thread stood in line for a processor. */
export function watchTurns(pid: number): () => string {
  const before = turns(pid);
  const began = performance.now();
  return () => {
    const after = turns(pid);
    const whole = (performance.now() - began) / 1000;
    const part = (seconds: number) => `${Math.round((seconds / whole) * 100)} %`;
    return `of that time the server's main thread ran ${part(after.ran - before.ran)} and stood in line for a processor ${part(after.waited - before.waited)}`;
  };
}

export const here = (file: string): string => fileURLToPath(new URL(file, import.meta.url));
