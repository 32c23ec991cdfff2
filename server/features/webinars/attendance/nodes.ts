/** Whose server is gone is not here any more: the intervals of a node end with it, in order or at its last sign of life. */
import { now } from "../../../platform/clock.ts";
import { onNodeDied, onTakenForDead, thisNode } from "../../../platform/nodes/index.ts";
import { beginAgain } from "./begin-again.ts";
import { Intervals } from "./interval.model.ts";
import { presenceChanged } from "./presence.ts";

onNodeDied(async (nodeId, lastBeat) => {
  const open = await Intervals.find({ nodeId, endedAt: null }, { webinarId: 1 }).lean();
  await endIntervalsOf(nodeId, lastBeat);
  for (const webinarId of new Set(open.map((interval) => interval.webinarId))) presenceChanged(webinarId);
});
// Others end what was open here: who is still connected begins anew.
onTakenForDead(beginAgain);

/** Before this server stops. */
export const endOwnIntervals = (): Promise<void> => endIntervalsOf(thisNode(), now());

/** One that began after the last beat ends before it began, and so counts for nothing. */
async function endIntervalsOf(nodeId: string, at: Date): Promise<void> {
  await Intervals.updateMany({ nodeId, endedAt: null }, { $set: { endedAt: at }, $inc: { version: 1 } });
}
