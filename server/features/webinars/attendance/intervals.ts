/** Begins and ends the intervals of this node's connections. An end that could not be written is kept and written later. */
import { now } from "../../../platform/clock.ts";
import { log } from "../../../platform/log.ts";
import { thisNode } from "../../../platform/nodes/index.ts";
import { type Interval, Intervals } from "./interval.model.ts";

const unwritten = new Map<string, Date>();

export async function beginInterval(
  fields: Pick<Interval, "_id" | "webinarId" | "personId" | "country">,
): Promise<void> {
  const at = now();
  await Intervals.create({ ...fields, nodeId: thisNode(), startedAt: at, endedAt: null, createdAt: at, version: 1 });
}

/** Never fails: who left has left, also while the database is away. */
export async function endInterval(id: string): Promise<void> {
  unwritten.set(id, now());
  await writeEnds();
}

/** Writes what could not be written before. */
export async function writeEnds(): Promise<void> {
  for (const [_id, endedAt] of [...unwritten]) {
    try {
      await Intervals.updateOne({ _id, endedAt: null }, { $set: { endedAt }, $inc: { version: 1 } });
      unwritten.delete(_id);
    } catch (error) {
      log.warn({ error, interval: _id }, "an interval's end could not be written yet");
      return;
    }
  }
}
