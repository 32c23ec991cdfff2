/** Drill 2: Redis is stopped, killed, flapping, silent or slow under two nodes where people write, watch and guess passwords. */
import { readFileSync } from "node:fs";
import { newId } from "../../shared/ids.ts";
import { atMost, counted, type Drill, type Figure, mustBe, type Size } from "../support/drill.ts";
import type { FaultProxy } from "../support/fault-proxy.ts";
import { type Servers, serversLack, startServers, startTwoNodes, type TwoNodes } from "../support/two-nodes.ts";
import { crowd, publicUrl } from "./ground.ts";
import { comesTrue, type Line, openLine, pause } from "./line.ts";
import { compare, type ThreadWatcher, watchThread } from "./reading.ts";
import { audit, furnish, Journal, write } from "./writers.ts";

const sizes = {
  short: { writers: 6, watchers: 4, threads: 4, every: 100, lasts: 2_000 },
  // No more than a MongoDB-protocol server in Python bears while nothing is broken: it is Redis that is tried.
  long: { writers: 10, watchers: 10, threads: 8, every: 500, lasts: 12_000 },
};
/** Wrong passwords that an account bears in a quarter of an hour. */
const guesses = 10;

interface Fault {
  name: string;
  /** Until it is over again. */
  make(both: TwoNodes, lasts: number): Promise<void>;
}
async function spoilLines(lines: readonly FaultProxy[], lasts: number, spoil: (line: FaultProxy) => unknown) {
  for (const line of lines) await spoil(line);
  await pause(lasts);
  for (const line of lines) await line.mend();
}
/** What the machine itself takes, before and after. */
const asUsual: Fault = { name: "as usual", make: (_both, lasts) => pause(lasts) };
const faults: Fault[] = [
  asUsual,
  {
    name: "stopped",
    async make({ servers, lines }, lasts) {
      if (!servers.redis) return spoilLines(lines, lasts, (line) => line.refuse());
      await servers.redis.stop();
      await pause(lasts);
      await servers.redis.start();
    },
  },
  {
    name: "killed",
    async make({ servers, lines }, lasts) {
      if (!servers.redis) return spoilLines(lines, lasts, (line) => line.cut());
      await servers.redis.kill();
      await pause(lasts);
      await servers.redis.start();
    },
  },
  {
    name: "flapping",
    async make({ lines }, lasts) {
      for (let passed = 0; passed < lasts; passed += 400) {
        for (const line of lines) await line.refuse();
        await pause(200);
        for (const line of lines) await line.mend();
        await pause(200);
      }
    },
  },
  {
    name: "swallowing everything",
    make: ({ lines }, lasts) => spoilLines(lines, lasts, (line) => line.drop()),
  },
  {
    name: "swallowing what one node says",
    make: ({ lines: [, line] }, lasts) => spoilLines([line], lasts, () => line.drop()),
  },
  {
    name: "silent, then all at once",
    make: ({ lines }, lasts) => spoilLines(lines, lasts, (line) => line.hold()),
  },
  {
    name: "slow by a second",
    make: ({ lines }, lasts) => spoilLines(lines, lasts, (line) => line.delay(1_000)),
  },
  asUsual,
];

interface Waits {
  /** In seconds, since the last fault began. */
  longest: number;
}
/** The same line, and how long its writes waited for their answer, whatever it was. */
function timed(line: Line, waits: Waits): Line {
  return {
    ...line,
    async ask<T>(event: string, input: unknown, timeout?: number): Promise<T> {
      const began = performance.now();
      try {
        return await line.ask<T>(event, input, timeout);
      } finally {
        waits.longest = Math.max(waits.longest, (performance.now() - began) / 1000);
      }
    },
  };
}

/** How many wrong passwords a node lets through for one account. */
async function guess(url: string, email: string, times: number): Promise<number> {
  let tried = 0;
  for (let time = 0; time < times; time++) {
    const response = await fetch(`${url}/api/sessions`, {
      method: "POST",
      headers: { origin: publicUrl, "content-type": "application/json" },
      body: JSON.stringify({ email, password: `not this one ${time}` }),
    });
    await response.arrayBuffer();
    if (response.status !== 429) tried++;
  }
  return tried;
}

async function breakRedis(both: TwoNodes, size: Size, say: (line: string) => void): Promise<Figure[]> {
  const { writers, watchers, threads, every, lasts } = sizes[size];
  const people = [...both.people.values()];
  const [organiser, ...others] = (await Promise.all(
    people.map((person, at) => openLine(person, () => both.nodes[(at % 2) as 0 | 1])),
  )) as [Line, ...Line[]];
  const [writing, reading] = [others.slice(0, writers), others.slice(writers, writers + watchers)];
  const stage = await furnish(organiser, threads);
  const watched = reading.flatMap((line) => stage.threadIds.map((id) => watchThread(line, id)));
  const journal = new Journal();
  const waits: Waits = { longest: 0 };
  let goesOn = true;
  const all = writing.map((line, number) =>
    write(timed(line, waits), stage, journal, { number, goesOn: () => goesOn, every }),
  );

  let beyond = 0;
  let slowest = 0;
  let longest = 0;
  let usual = 0;
  let before: number[] = [];
  for (const fault of faults) {
    waits.longest = 0;
    const email = `nobody-${newId()}@example.org`;
    const acknowledged = journal.acknowledged;
    const made = fault.make(both, lasts);
    const guessing = Promise.all(both.nodes.map(({ url }) => guess(url, email, guesses + 3)));
    await made;
    const over = performance.now();
    const written = new Map(journal.posts);
    await comesTrue(() => reading.every((line) => hasSeen(watched, line, written)), 60_000);
    const seconds = (performance.now() - over) / 1000;
    slowest = Math.max(slowest, seconds);
    beyond += (await guessing).reduce((sum, tried) => sum + Math.max(0, tried - guesses), 0);
    say(
      `${fault.name}: ${journal.acknowledged - acknowledged} acknowledged, the longest wait ${waits.longest.toFixed(1)} s; everybody had seen it all after ${seconds.toFixed(1)} s; ${both.nodes.map(({ pid }) => megabytes(pid)).join(" + ")} MB`,
    );
    if (fault === asUsual) {
      usual = Math.max(usual, waits.longest);
      if (before.length === 0) before = both.nodes.map(({ pid }) => megabytes(pid));
    } else longest = Math.max(longest, waits.longest);
  }
  goesOn = false;
  await Promise.all(all);
  const after = both.nodes.map(({ pid }) => megabytes(pid));
  const figures = [
    counted("ways in which Redis broke", faults.length - 2),
    counted("the longest wait for an answer to a write with Redis there, before and after", `${usual.toFixed(1)} s`),
    // Other tests run beside the short form: there it is only told how long it took.
    size === "long"
      ? atMost("the longest wait for an answer to a write", longest, 2, "s")
      : counted("the longest wait for an answer to a write", `${longest.toFixed(1)} s`),
    size === "long"
      ? atMost("until every watcher had seen everything, at the latest", slowest, 5, "s")
      : counted("until every watcher had seen everything, at the latest", `${slowest.toFixed(1)} s`),
    mustBe("guesses at a password beyond a node's limit", beyond, 0),
    counted("memory of the nodes before and after", `${before.join(" + ")}, ${after.join(" + ")} MB`),
    ...(await audit(organiser, writing, stage, journal)),
    ...(await compare(organiser, watched)),
  ];
  for (const [why, times] of journal.refused) figures.push(counted(`refused: ${why}`, times));
  await Promise.all([organiser, ...others].map((line) => line.end()));
  return figures;
}

/** Whether a line's watchers hold each of these posts as it was acknowledged, or later. */
function hasSeen(watched: readonly ThreadWatcher[], line: Line, written: Journal["posts"]): boolean {
  const known = new Map(
    watched
      .filter((watcher) => watcher.line === line)
      .flatMap(({ watched: own }) => [...own.items("post").value.values()].map(({ id, version }) => [id, version])),
  );
  return [...written].every(([id, { version }]) => (known.get(id) ?? 0) >= version);
}

const megabytes = (pid: number): number =>
  Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / 1024);

export const drills: Drill[] = [
  {
    name: "2 Redis",
    lacks: serversLack,
    promise:
      "while Redis is stopped, killed, flapping, silent or slow, writes are acknowledged on both nodes, limits hold, and everybody sees everything when it is back",
    async run(size, say) {
      const servers: Servers | { unavailable: string } = await startServers();
      if ("unavailable" in servers) throw new Error(servers.unavailable);
      try {
        const { writers, watchers } = sizes[size];
        const people = crowd(1 + writers + watchers);
        const both = await startTwoNodes(servers, { people, env: { PUBLIC_URL: publicUrl } });
        try {
          return await breakRedis(both, size, say);
        } finally {
          await both.stop();
        }
      } finally {
        await servers.stop();
      }
    },
  },
];
