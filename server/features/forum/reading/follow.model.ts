/** How closely somebody follows a thread. No document: `normal`. */
import mongoose from "mongoose";
import type { ThreadPage } from "../../../../shared/contracts/forum.ts";
import { readAll, readOne } from "../../../database/read.ts";

export type FollowLevel = ThreadPage["follow"];
export interface Follow {
  /** `person:thing` */
  _id: string;
  personId: string;
  /** The thread. */
  thingId: string;
  level: FollowLevel;
  /** The last 16 changes by which the person said so; none where a vote did. */
  changes: string[];
}

const schema = new mongoose.Schema<Follow>(
  {
    _id: { type: String, required: true },
    personId: { type: String, required: true },
    thingId: { type: String, required: true },
    level: { type: String, required: true },
    changes: { type: [String], default: [] },
  },
  { strict: "throw", versionKey: false, id: false },
);
schema.index({ thingId: 1, level: 1 });

export const Follows = mongoose.model<Follow>("Follow", schema, "follows");

export async function followLevel(personId: string, threadId: string): Promise<FollowLevel> {
  return (await readOne(Follows, { _id: `${personId}:${threadId}` }))?.level ?? "normal";
}

/** The levels that people have set for a thread, by person; who is missing has `normal`. */
export async function followersOf(threadId: string): Promise<Map<string, FollowLevel>> {
  const follows = await readAll(Follows, { thingId: threadId });
  return new Map(follows.map(({ personId, level }) => [personId, level]));
}

/** These people follow the thread from now on, but for those who have said otherwise. Again is harmless. */
export async function followThreadFor(threadId: string, personIds: string[]): Promise<void> {
  const follows = personIds.map((personId) => ({
    _id: `${personId}:${threadId}`,
    personId,
    thingId: threadId,
    level: "follow",
    changes: [],
  }));
  if (follows.length === 0) return;
  await Follows.bulkWrite(
    follows.map(({ _id, ...follow }) => ({
      updateOne: { filter: { _id }, update: { $setOnInsert: follow }, upsert: true },
    })),
    { ordered: false },
  );
}
