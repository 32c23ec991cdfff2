/** Drill 1: the server is killed by -9 again and again under people who write; what they were told is saved is there, once. */
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { databaseFile } from "../../server/database/connect.ts";
import { atMost, counted, type Drill, type Figure, mustBe, type Size } from "../support/drill.ts";
import type { NodeProcess } from "../support/node-process.ts";
import { crowd, embeddedGround, type Ground, twoNodes } from "./ground.ts";
import { comesTrue, type Line, openLine, pause } from "./line.ts";
import { compare, watchThread } from "./reading.ts";
import { audit, furnish, Journal, write } from "./writers.ts";

const sizes = { short: { kills: 3, writers: 12, watchers: 3 }, long: { kills: 20, writers: 50, watchers: 10 } };

async function killAgainAndAgain(ground: Ground, size: Size, say: (line: string) => void): Promise<Figure[]> {
  const { kills, writers, watchers } = sizes[size];
  const { nodes, people } = ground;
  const [organiser, ...others] = await Promise.all(
    people.slice(0, 1 + writers + watchers).map((person, at) => openLine(person, () => running(nodes, at))),
  );
  const [writing, reading] = [others.slice(0, writers), others.slice(writers)];
  const stage = await furnish(organiser as Line, writers);
  const watched = reading.flatMap((line, at) =>
    [0, 1, 2].map((step) => watchThread(line, stage.threadIds[(at * 3 + step) % writers] as string)),
  );
  const journal = new Journal();
  let goesOn = true;
  const all = writing.map((line, number) => write(line, stage, journal, { number, goesOn: () => goesOn }));
  let slowest = 0;
  for (let kill = 0; kill < kills; kill++) {
    const before = journal.acknowledged;
    await comesTrue(() => journal.acknowledged > before + 4 * writers);
    // At any moment, not always at the same.
    await pause(Math.random() * 400);
    const node = nodes[kill % nodes.length] as NodeProcess;
    const began = performance.now();
    await node.killAndStart();
    slowest = Math.max(slowest, (performance.now() - began) / 1000);
    say(
      `killed ${kill + 1} times, ${journal.acknowledged} acknowledged, up again in ${((performance.now() - began) / 1000).toFixed(1)} s`,
    );
  }
  goesOn = false;
  await Promise.all(all);
  const figures = [
    counted("kills", kills),
    // Other tests run beside the short form: there it is only told.
    size === "long"
      ? atMost("up again, at the latest", slowest, 5, "s")
      : counted("up again, at the latest", `${slowest.toFixed(1)} s`),
    ...(await audit(organiser as Line, writing, stage, journal)),
    ...(await compare(organiser as Line, watched)),
  ];
  for (const why of journal.refused) figures.push(counted(`refused: ${why[0]}`, why[1]));
  await Promise.all([organiser as Line, ...others].map((line) => line.end()));
  return figures;
}

/** The one at hand that runs. */
function running(nodes: readonly NodeProcess[], at: number): NodeProcess {
  const wished = nodes[at % nodes.length] as NodeProcess;
  return wished.running ? wished : (nodes.find((node) => node.running) ?? wished);
}

/** Of the file that the last node left. */
function faultsOfFile(file: string): number {
  const sqlite = new DatabaseSync(file);
  const said = sqlite.prepare("PRAGMA integrity_check").all() as { integrity_check: string }[];
  sqlite.close();
  return said.filter(({ integrity_check }) => integrity_check !== "ok").length;
}

const peopleOf = (size: Size) => crowd(1 + sizes[size].writers + sizes[size].watchers);

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
        return [
          ...figures,
          mustBe("faults of the file by its integrity check", faultsOfFile(join(ground.dataDir, databaseFile)), 0),
        ];
      } finally {
        await ground.stop();
      }
    },
  },
  {
    name: "1 killed, two nodes on SecantusDB and Redis",
    promise:
      "kill -9 of one of two nodes at a time, under writers: nothing acknowledged is lost, nothing is there twice",
    async run(size, say) {
      const ground = await twoNodes(peopleOf(size));
      if ("unavailable" in ground) return { skipped: ground.unavailable };
      try {
        return await killAgainAndAgain(ground, size, say);
      } finally {
        await ground.stop();
      }
    },
  },
];
