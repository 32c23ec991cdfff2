/** One node as a process of its own, to be killed: `node node.ts '{ "place": …, "port": … }'`. */
import { faults } from "../../server/platform/outbox/index.ts";
import { sayRevisions } from "../../server/platform/realtime/index.ts";
import { type HouseOptions, openHouse } from "./house.ts";

interface Wishes extends HouseOptions {
  dieAfter?: { point: string; times: number };
  /** The bare revisions twice a second instead of every ten. */
  oftenHeard?: boolean;
}
interface Wishes extends HouseOptions {
  dieAfter?: { point: string; times: number };
  /** The bare revisions twice a second instead of every ten. */
  oftenHeard?: boolean;
}
const { dieAfter, oftenHeard, ...options } = JSON.parse(process.argv[2] ?? "{}") as Wishes;
// Killed in the midst of a step, not between two writers' turns: nothing is cleaned up.
if (dieAfter) {
  let left = dieAfter.times;
  faults.at = (point) => {
    if (point === dieAfter.point && --left <= 0) process.kill(process.pid, "SIGKILL");
  };
}
const house = await openHouse(options);
if (oftenHeard) setInterval(() => void sayRevisions(), 500).unref();
process.on("SIGTERM", () => void house.close().then(() => process.exit(0)));
process.stdout.write(`ready ${house.port}\n`);
