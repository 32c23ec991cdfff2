/** A server, or two, under people who write and people who watch, while something is done to it again and again. */
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { databaseFile } from "../../server/database/connect.ts";
import { counted, type Figure } from "../support/drill.ts";
import type { NodeProcess } from "../support/node-process.ts";
import type { Ground } from "./ground.ts";
import { comesTrue, type Line, openLine, pause } from "./line.ts";
import { compare, watchThread } from "./reading.ts";
import { audit, furnish, Journal, write } from "./writers.ts";

export interface Load {
  /** How often it is done. */
  times: number;
  writers: number;
  watchers: number;
}

/** @param does is awaited, with the nodes in turn; the writers go on meanwhile. The figures are the oracle's. */
export async function underWriters(
  { nodes, people }: Ground,
  { times, writers, watchers }: Load,
  does: (node: NodeProcess, time: number, acknowledged: () => number) => Promise<void>,
): Promise<Figure[]> {
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
  for (let time = 0; time < times; time++) {
    const before = journal.acknowledged;
    await comesTrue(() => journal.acknowledged > before + 4 * writers);
    // At any moment, not always at the same.
    await pause(Math.random() * 400);
    await does(nodes[time % nodes.length] as NodeProcess, time, () => journal.acknowledged);
  }
  goesOn = false;
  await Promise.all(all);
  const figures = [
    ...(await audit(organiser as Line, writing, stage, journal)),
    ...(await compare(organiser as Line, watched)),
    ...Array.from(journal.refused, ([why, count]) => counted(`refused: ${why}`, count)),
  ];
  await Promise.all([organiser as Line, ...others].map((line) => line.end()));
  return figures;
}

/** The one at hand that runs. */
function running(nodes: readonly NodeProcess[], at: number): NodeProcess {
  const wished = nodes[at % nodes.length] as NodeProcess;
  return wished.running ? wished : (nodes.find((node) => node.running) ?? wished);
}

/** Of the embedded engine's file, as a server that was killed has left it. */
export function faultsOfFile(dataDir: string): number {
  const sqlite = new DatabaseSync(join(dataDir, databaseFile));
  const said = sqlite.prepare("PRAGMA integrity_check").all() as { integrity_check: string }[];
  sqlite.close();
  return said.filter(({ integrity_check }) => integrity_check !== "ok").length;
}
