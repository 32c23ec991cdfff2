/** Drill 8, the first half: a server is stopped in good order under people who write; what they were told is saved is there, once. */
import { atMost, counted, type Drill, type Figure, mustBe, type Size } from "../support/drill.ts";
import { serversLack } from "../support/two-nodes.ts";
import { crowd, embeddedGround, type Ground, twoNodes } from "./ground.ts";
import { faultsOfFile, type Load, underWriters } from "./under-writers.ts";

const sizes: Record<Size, Load> = {
  short: { times: 1, writers: 10, watchers: 2 },
  long: { times: 5, writers: 50, watchers: 10 },
};
const peopleOf = (size: Size) => crowd(1 + sizes[size].writers + sizes[size].watchers);

async function stopAgainAndAgain(ground: Ground, size: Size, say: (line: string) => void): Promise<Figure[]> {
  let slowest = 0;
  let otherwise = 0;
  const figures = await underWriters(ground, sizes[size], async (node, time, acknowledged) => {
    const began = performance.now();
    const code = await node.end("SIGTERM");
    const took = (performance.now() - began) / 1000;
    slowest = Math.max(slowest, took);
    if (code !== 0) otherwise++;
    say(`stopped ${time + 1} times, ${acknowledged()} acknowledged, gone in ${took.toFixed(1)} s with ${code}`);
    await node.start();
  });
  return [
    counted("stops", sizes[size].times),
    mustBe("ends with another code than 0", otherwise, 0),
    atMost("gone, at the latest", slowest, 10, "s"),
    ...figures,
  ];
}

export const drills: Drill[] = [
  {
    name: "8 stopped, embedded",
    promise: "SIGTERM under writers: nothing acknowledged is lost, and it is gone within ten seconds with exit code 0",
    async run(size, say) {
      const ground = await embeddedGround(peopleOf(size));
      try {
        const figures = await stopAgainAndAgain(ground, size, say);
        await ground.nodes[0]?.kill();
        return [...figures, mustBe("faults of the file by its integrity check", faultsOfFile(ground.dataDir), 0)];
      } finally {
        await ground.stop();
      }
    },
  },
  {
    name: "8 stopped, two nodes",
    lacks: serversLack,
    promise: "one of two nodes at a time is stopped and started again under writers: nothing acknowledged is lost",
    async run(size, say) {
      const ground = await twoNodes(peopleOf(size));
      if ("unavailable" in ground) throw new Error(ground.unavailable);
      try {
        return await stopAgainAndAgain(ground, size, say);
      } finally {
        await ground.stop();
      }
    },
  },
];
