/** Which servers run: each beats every ten seconds; whoever finds one silent ends its intervals at its last beat. */
import { newId } from "../../../../shared/ids.ts";
import { now, nowMs, onClockMoved } from "../../../platform/clock.ts";
import { log } from "../../../platform/log.ts";
import { Intervals } from "./interval.model.ts";
import { Nodes } from "./node.model.ts";

const beatEvery = 10_000;
/** Three beats missed, and half of one for a slow database. */
const silentAfter = 35_000;

let nodeId = newId();
let timer: NodeJS.Timeout | undefined;
let ignoreMoves = () => {};

/** This server's name among the nodes; another one after each start. */
export const thisNode = (): string => nodeId;

/** Begins to beat. `taken` is called when others had ended this node's intervals: it was silent and came back. */
export async function startBeating(taken: () => Promise<void>): Promise<void> {
  nodeId = newId();
  await endDeadNodes();
  await beat(taken);
  ignoreMoves = onClockMoved(() => beat(taken));
  timer = setInterval(
    () =>
      void beat(taken)
        .then(endDeadNodes)
        .catch((error: unknown) => log.warn({ error }, "a beat was missed")),
    beatEvery,
  );
  timer.unref();
}

/** Ends what this node left open, in order. */
export async function stopBeating(): Promise<void> {
  clearInterval(timer);
  ignoreMoves();
  await endIntervalsOf(nodeId, now());
  await Nodes.deleteOne({ _id: nodeId });
}

async function beat(taken: () => Promise<void>): Promise<void> {
  const at = now();
  const before = await Nodes.findOneAndUpdate({ _id: nodeId }, { $set: { beatAt: at }, $inc: { version: 1 } }).lean();
  if (before) return;
  await Nodes.updateOne(
    { _id: nodeId },
    { $set: { beatAt: at }, $setOnInsert: { createdAt: at }, $inc: { version: 1 } },
    { upsert: true },
  );
  await taken();
}

/** Ends the intervals of nodes that fell silent at their last beat. Any node does it, any number of times. */
export async function endDeadNodes(): Promise<void> {
  const dead = await Nodes.find({ _id: { $ne: nodeId }, beatAt: { $lt: new Date(nowMs() - silentAfter) } }).lean();
  for (const { _id, beatAt } of dead) {
    await endIntervalsOf(_id, beatAt);
    // Only where it is still the silent one: who beats again keeps its place.
    await Nodes.deleteOne({ _id, beatAt });
    log.info({ node: _id, beatAt }, "a node fell silent; its intervals were ended at its last beat");
  }
}

/** One that began after the last beat ends before it began, and so counts for nothing. */
async function endIntervalsOf(node: string, at: Date): Promise<void> {
  await Intervals.updateMany({ nodeId: node, endedAt: null }, { $set: { endedAt: at }, $inc: { version: 1 } });
}
