/**
 * Replays the ninth dialogue from another process, as separate people over sockets and HTTP, and compares the figures.
 * `--kill`: the server is killed and started again at random moments meanwhile, the close included.
 */

import { addressLimits, NodeProcess } from "../support/node-process.ts";
import { compare, tableOf } from "./compare.ts";
import { timesRepeated } from "./insist.ts";
import { play } from "./play.ts";

const killing = process.argv.includes("--kill");
const server = new NodeProcess();
const began = performance.now();
const say = (line: string) => console.log(`${((performance.now() - began) / 1000).toFixed(1).padStart(6)} s  ${line}`);

/** Kills at random moments until told to end. */
function killAtRandom(): { end: () => Promise<void> } {
  let going = true;
  const done = (async () => {
    while (going) {
      await new Promise((resolve) => setTimeout(resolve, 1500 + Math.random() * 3500));
      if (going) {
        await server.killAndStart();
        say(`killed and started again (${server.kills})`);
      }
    }
  })();
  return {
    end: async () => {
      going = false;
      await done;
    },
  };
}

try {
  await server.start();
  console.log(`Limits lifted, since everybody comes from one address: ${addressLimits.join(", ")}`);
  const killer = killing ? killAtRandom() : undefined;
  const played = await play(server, (line) => {
    say(line);
    if (killing && line.startsWith("The host closes"))
      setTimeout(() => void server.killAndStart(), 20 + Math.random() * 100);
  }).finally(() => killer?.end());
  const rows = compare(played);
  console.log(tableOf(rows));
  console.log(`\n  ${played.invariantHolds ? "✓" : "✗"} received = answered + declined + merged + withdrawn + carried`);
  if (killing) console.log(`  killed ${server.kills} times; ${timesRepeated()} requests were sent again`);
  const wrong = rows.filter(({ came, expected }) => came !== expected).length + (played.invariantHolds ? 0 : 1);
  console.log(wrong === 0 ? "\nEvery figure is the expected one." : `\n${wrong} figures differ.`);
  process.exitCode = wrong === 0 ? 0 : 1;
} catch (thrown) {
  console.error(thrown);
  process.exitCode = 1;
} finally {
  await server.stop();
  process.exit();
}
