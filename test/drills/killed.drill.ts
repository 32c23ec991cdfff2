/** Drill 1: the server is killed by -9 again and again under people who write; what they were told is saved is there, once. */
import { readFileSync } from "node:fs";
import { atMost, counted, type Drill, type Figure, mustBe, type Size } from "../support/drill.ts";
import type { NodeProcess } from "../support/node-process.ts";
import { serversLack } from "../support/two-nodes.ts";
import { crowd, embeddedGround, type Ground, twoNodes } from "./ground.ts";
import { faultsOfFile, type Load, underWriters } from "./under-writers.ts";

const sizes: Record<Size, Load> = {
  short: { times: 2, writers: 10, watchers: 2 },
  long: { times: 20, writers: 50, watchers: 10 },
};
const peopleOf = (size: Size) => crowd(1 + sizes[size].writers + sizes[size].watchers);

async function killAgainAndAgain(ground: Ground, size: Size, say: (line: string) => void): Promise<Figure[]> {
  let slowest = 0;
  let dearest = 0;
  const figures = await underWriters(ground, sizes[size], async (node, time, acknowledged) => {
    const began = performance.now();
    await node.killAndStart();
    const took = (performance.now() - began) / 1000;
    slowest = Math.max(slowest, took);
    dearest = Math.max(dearest, processorTime(node));
    say(`killed ${time + 1} times, ${acknowledged()} acknowledged, up again in ${took.toFixed(1)} s`);
  });
  return [
    counted("kills", sizes[size].times),
    // Other tests run beside the short form: there it is only told.
    size === "long"
      ? atMost("up again, at the latest", slowest, 5, "s")
      : counted("up again, at the latest", `${slowest.toFixed(1)} s`),
    // On a machine that does other things beside, this is what a start takes of it.
    counted("processor time of a start, at most", `${dearest.toFixed(1)} s`),
    ...figures,
  ];
}

/** What a process has used of the processors since it began, in seconds. */
function processorTime({ pid }: NodeProcess): number {
  const words = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
  return (Number(words[11]) + Number(words[12])) / 100;
}

export const drills: Drill[] = [
  {
    name: "1 killed, embedded",
    promise:
      "kill -9 under writers on the embedded engine: nothing acknowledged is lost, nothing is there twice, the file is whole",
    async run(size, say) {
      const ground = await embeddedGround(peopleOf(size));
      try {
        const figures = await killAgainAndAgain(ground, size, say);
        await ground.nodes[0]?.kill();
        return [...figures, mustBe("faults of the file by its integrity check", faultsOfFile(ground.dataDir), 0)];
      } finally {
        await ground.stop();
      }
    },
  },
  {
    name: "1 killed, two nodes",
    lacks: serversLack,
    promise:
      "kill -9 of one of two nodes at a time, under writers: nothing acknowledged is lost, nothing is there twice",
    async run(size, say) {
      const ground = await twoNodes(peopleOf(size));
      if ("unavailable" in ground) throw new Error(ground.unavailable);
      try {
        return await killAgainAndAgain(ground, size, say);
      } finally {
        await ground.stop();
      }
    },
  },
];
