/** From the start of the process to its first page, against a process that only imports express, socket.io and mongoose. */
import { fork } from "node:child_process";
import { once } from "node:events";
import { filledFolder } from "../../support/fill.ts";
import type { Bench, Row } from "../bench.ts";
import { median } from "../figures.ts";
import { here, startNode } from "../house.ts";
import { atMost, type Outcome } from "../outcome.ts";

async function run(bench: Bench): Promise<Outcome[]> {
  const posts = Math.max(100_000, bench.options.posts);
  const { dataDir, filled, remove } = await filledFolder(posts);
  const ours: number[] = [];
  const bare: number[] = [];
  try {
    const rounds = bench.options.rounds * 2 + 1;
    for (let round = 0; round < rounds; round++) {
      const began = performance.now();
      const { node } = await startNode(dataDir, {}, { bare: true });
      const ready = performance.now() - began;
      const response = await fetch(`${node.url}/threads/${filled.threads[round]}`);
      await response.text();
      const took = performance.now() - began;
      await node.end("SIGTERM");
      const imported = await importsOnly();
      // The first brings the files into the machine's memory.
      if (round === 0) continue;
      ours.push(took);
      bare.push(imported);
      bench.say(
        `ready ${ready.toFixed(0)} ms, first page ${took.toFixed(0)} ms; imports alone ${imported.toFixed(0)} ms`,
      );
    }
  } finally {
    remove();
  }
  return [
    atMost({
      row: `start to the first page, ${posts} posts in the file`,
      ours: `${Math.round(median(ours))} ms`,
      baseline: `importing express, socket.io and mongoose ${Math.round(median(bare))} ms`,
      figure: median(ours.map((took, at) => took / (bare[at] as number))),
      unit: "×",
      bar: 2.5,
      aim: 1.5,
    }),
  ];
}

async function importsOnly(): Promise<number> {
  const began = performance.now();
  const child = fork(here("bare/imports-only.mjs"), { env: { ...process.env, NODE_ENV: "production" } });
  await once(child, "message");
  const took = performance.now() - began;
  child.kill("SIGKILL");
  return took;
}

export const rows: Row[] = [
  {
    name: "start",
    what: "from the start of the process to its first page, against one that only imports express, socket.io and mongoose",
    run,
  },
];
