/** Begins and ends the intervals of this node's connections. An end that could not be written is kept and written later. */
import { updateEach } from "../../../database/write.ts";
import { now } from "../../../platform/clock.ts";
import { inTurn } from "../../../platform/in-turn.ts";
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
