/**
 * Replays the ninth dialogue from another process, as separate people over sockets and HTTP, and compares the figures.
 * `--kill`: the server is killed and started again at random moments meanwhile, the close included. `--nodes`: on two nodes with a
 * server of MongoDB's protocol and Redis, one of the nodes being killed in the middle of the hour.
 */

import { addressLimits, NodeProcess } from "../support/node-process.ts";
import { compare, tableOf } from "./compare.ts";
import { timesRepeated } from "./insist.ts";
import { play } from "./play.ts";
import { openTwoServers, type Playhouse } from "./playhouse.ts";

const began = performance.now();
const say = (line: string) => console.log(`${((performance.now() - began) / 1000).toFixed(1).padStart(6)} s  ${line}`);

if (process.argv.includes("--nodes")) {
  const house = await openTwoServers(say);
  if ("unavailable" in house) {
    console.error(`Two nodes cannot be had here: ${house.unavailable}`);
    process.exit(1);
  }
  await replay(
    house,
    () => say,
    () => `two nodes, one killed in the hour; ${house.moved} connections went on at the other`,
  );
} else {
  const server = new NodeProcess();
  await server.start();
  if (process.argv.includes("--kill"))
    await replay(
      server,
      (ended) => killing(server, ended),
      () => `killed ${server.kills} times`,
    );
  else await replay(server, () => say);
}

/** Plays it there, says how the figures came out, and ends with 0 where they are the expected ones. */
async function replay(
  house: Playhouse,
  meanwhile: (ended: Promise<void>) => (line: string) => void,
  said: () => string = () => "",
): Promise<never> {
  try {
    console.log(`Limits lifted, since everybody comes from one address: ${addressLimits.join(", ")}`);
    const over = Promise.withResolvers<void>();
    const played = await play(house, meanwhile(over.promise)).finally(() => over.resolve());
    const rows = compare(played);
    console.log(tableOf(rows));
    console.log(
      `\n  ${played.invariantHolds ? "✓" : "✗"} received = answered + declined + merged + withdrawn + carried`,
    );
    if (said()) console.log(`  ${said()}; ${timesRepeated()} requests were sent again`);
    const wrong = rows.filter(({ came, expected }) => came !== expected).length + (played.invariantHolds ? 0 : 1);
    console.log(wrong === 0 ? "\nEvery figure is the expected one." : `\n${wrong} figures differ.`);
    process.exitCode = wrong === 0 ? 0 : 1;
  } catch (thrown) {
    console.error(thrown);
    process.exitCode = 1;
  } finally {
    await house.stop();
    process.exit();
  }
}

/** Kills at random moments until it is over, and in the close. */
function killing(server: NodeProcess, ended: Promise<void>): (line: string) => void {
  let going = true;
  void ended.then(() => {
    going = false;
  });
  const again = () =>
    server.killAndStart().catch((thrown: unknown) => {
      // When it is over the server is ended, whether it has started or not.
      if (going) throw thrown;
    });
  void (async () => {
    while (going) {
      await new Promise((resolve) => setTimeout(resolve, 1500 + Math.random() * 3500));
      if (!going) return;
      await again();
      say(`killed and started again (${server.kills})`);
    }
  })();
  return (line) => {
    say(line);
    if (line.startsWith("The host closes")) setTimeout(() => void again(), 20 + Math.random() * 100);
  };
}
