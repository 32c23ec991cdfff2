/** Drill 6: webinars close while their server is killed between any two steps, alone, and raced by another whose clock is wrong. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { steps } from "../../server/features/webinars/closing/faults.ts";
import { counted, type Drill, type Figure, mustBe } from "../support/drill.ts";
import { serversLack, startServers } from "../support/two-nodes.ts";
import type { CloseReport } from "./close-node.ts";

/** On each engine half of the two hundred. `most`: at which of its steps a server dies at the latest. */
const sizes = { short: { webinars: 2, most: 16 }, long: { webinars: 100, most: 150 } };
const tenMinutes = 600_000;

interface Ended {
  how: string | number | null;
  said: string;
}

/** Runs a server without doors until it ends. */
async function runNode(task: string, dataDir: string, number: number, env: Record<string, string>): Promise<Ended> {
  const child = spawn(
    process.execPath,
    [
      "--disable-warning=ExperimentalWarning",
      "--import",
      join(import.meta.dirname, "wrong-clock.js"),
      join(import.meta.dirname, "close-node.ts"),
      task,
      dataDir,
      String(number),
    ],
    {
      stdio: ["ignore", "pipe", "inherit"],
      env: { ...process.env, LOG_LEVEL: "fatal", MONGO_URL: "", REDIS_URL: "", ...env },
    },
  );
  const [said, [code, signal]] = await Promise.all([
    text(child.stdout),
    once(child, "exit") as Promise<[number | null, string | null]>,
  ]);
  return { how: signal ?? code, said: said.trim() };
}

/** @param envs of each of the servers that close at the same time */
async function closeUnderKills(
  envs: Record<string, string>[],
  { webinars, most }: { webinars: number; most: number },
  say: (line: string) => void,
): Promise<Figure[]> {
  const dataDir = mkdtempSync(join(tmpdir(), "colloquy-close-"));
  const [first = {}] = envs;
  const diedAt = new Map<string, number>();
  let unforeseen = 0;
  try {
    if ((await runNode("seed", dataDir, webinars, first)).how !== "SIGKILL") throw new Error("nothing was prepared");
    for (let round = 1, done = false; !done; round++) {
      const ends = await Promise.all(
        envs.map((env) => runNode("close", dataDir, 1 + Math.floor(Math.random() * most), env)),
      );
      for (const { how, said } of ends) {
        if (how === "SIGKILL") diedAt.set(said, (diedAt.get(said) ?? 0) + 1);
        else if (how !== 0) unforeseen++;
      }
      done = ends.every(({ how }) => how === 0);
      if (round % 10 === 0) say(`${round} rounds, killed ${sum(diedAt.values())} times`);
      if (round > 2000) throw new Error("it never comes to an end");
    }
    const report = JSON.parse((await runNode("report", dataDir, 0, first)).said) as CloseReport;
    return [
      counted("closes", report.webinars),
      counted("kills", sum(diedAt.values())),
      counted("kinds of steps at which it was killed", `${diedAt.size} of ${steps.length}`),
      counted("questions carried", report.carried),
      mustBe("servers that ended otherwise", unforeseen, 0),
      mustBe("webinars missing", webinars - report.webinars, 0),
      mustBe("webinars not closed", report.notClosed, 0),
      mustBe("questions without their one outcome", report.wrongOutcomes, 0),
      mustBe("threads missing or too many", report.wrongThreads, 0),
      mustBe("notices missing or too many", report.wrongNotices, 0),
      mustBe("things left undone", report.undone, 0),
    ];
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

const sum = (counts: Iterable<number>): number => [...counts].reduce((total, one) => total + one, 0);

export const drills: Drill[] = [
  {
    name: "6 close, embedded",
    promise:
      "killed between any two steps of its closes: each is closed once, each open question carried once, each notice there once",
    run: (size, say) => closeUnderKills([{}], sizes[size], say),
  },
  {
    name: "6 close, two nodes",
    lacks: serversLack,
    promise: "the same, two servers racing for it whose clocks are ten minutes apart, both killed again and again",
    async run(size, say) {
      const servers = await startServers();
      if ("unavailable" in servers) throw new Error(servers.unavailable);
      try {
        const env = { MONGO_URL: servers.mongoUrl, REDIS_URL: servers.redisUrl };
        return await closeUnderKills([env, { ...env, WRONG_BY: String(tenMinutes) }], sizes[size], say);
      } finally {
        await servers.stop();
      }
    },
  },
];
