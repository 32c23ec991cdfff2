/** Begins and ends the intervals of this node's connections. An end that could not be written is kept and written later. */
import { updateEach } from "../../../database/write.ts";
import { now } from "../../../platform/clock.ts";
import { inTurn } from "../../../platform/in-turn.ts";
import { log } from "../../../platform/log.ts";
import { type Interval, Intervals } from "./interval.model.ts";

const unwritten = new Map<string, Date>();

/** All of them in one write; where it fails some may be written. */
export async function beginIntervals(
  begun: Pick<Interval, "_id" | "webinarId" | "personId" | "nodeId" | "country">[],
): Promise<void> {
  const at = now();
  await Intervals.insertMany(begun.map((one) => ({ ...one, startedAt: at, endedAt: null, createdAt: at, version: 1 })));
}

/** Never fails: who left has left, also while the database is away. */
export async function endIntervals(ids: string[]): Promise<void> {
  const at = now();
  for (const id of ids) unwritten.set(id, at);
  await writeEnds();
}

/** Writes the ends that wait, all together, those included that could not be written before; who asks meanwhile is served by the next round. */
export const writeEnds = (): Promise<void> => inTurn("ends of intervals", writeOnce);

async function writeOnce(): Promise<void> {
  const ends = [...unwritten];
  if (ends.length === 0) return;
  try {
    await updateEach(
      Intervals,
      ends.map(([_id, endedAt]) => ({
        filter: { _id, endedAt: null },
        update: { $set: { endedAt }, $inc: { version: 1 } },
      })),
    );
    for (const [id] of ends) unwritten.delete(id);
  } catch (error) {
    log.warn({ error, intervals: ends.length }, "the ends of intervals could not be written yet");
  }
}
