/** How far somebody has read a thread, on all devices. */
import mongoose from "mongoose";
import { readOne } from "../../../database/read.ts";
import { upsertById } from "../../../database/write.ts";

export interface Read {
  /** `person:thread` */
  _id: string;
  /** The largest number read. */
  number: number;
}

const schema = new mongoose.Schema<Read>(
  { _id: { type: String, required: true }, number: { type: Number, required: true } },
  { strict: "throw", versionKey: false, id: false },
);

export const Reads = mongoose.model<Read>("Read", schema, "reads");

/** The largest number that the person has read in each of these threads; 0 for none. */
export async function readUpTo(personId: string, threadIds: string[]): Promise<Map<string, number>> {
  const marks = await Reads.find({ _id: { $in: threadIds.map((threadId) => `${personId}:${threadId}`) } }).lean();
  const numbers = new Map(marks.map(({ _id, number }) => [_id.slice(personId.length + 1), number]));
  return new Map(threadIds.map((threadId) => [threadId, numbers.get(threadId) ?? 0]));
}

/** The largest number that the person has read in a thread; 0 for none. */
export const readMark = async (personId: string, threadId: string): Promise<number> =>
  (await readOne(Reads, { _id: `${personId}:${threadId}` }))?.number ?? 0;

/** Moves the mark forward, never back. Two devices at once: the further one stands. */
export async function moveReadMark(personId: string, threadId: string, number: number): Promise<number> {
  return (await upsertById(Reads, `${personId}:${threadId}`, { $max: { number } })).number;
}
