/** The streams: one document each, and who may watch which family of them. */

import mongoose from "mongoose";
import type { Change } from "../../../shared/live.ts";
import { isDuplicate } from "../../database/duplicate.ts";
import { upsertById } from "../../database/write.ts";
import type { Person } from "../person.ts";
import type { StreamState } from "./protocol.ts";

/** What a window shows of one kind; `filter` narrows what was ever shown in the stream. */
export interface WindowOf {
  filter?: object;
  sort?: Record<string, 1 | -1>;
  limit: number;
}

/** A family of streams, `prefix:ID` and whatever stands behind the id. */
export interface StreamFamily {
  prefix: string;
  /** Whether this person may watch; `rest` is what stands behind the prefix, split at the colons. Asked again whenever rights change. */
  mayWatch(person: Person, rest: string[]): Promise<boolean>;
  /** For a watcher whose cursor is of no use: what to read of each kind. `window` is what the client sent, unchecked. Without it: the latest 100 of each kind. */
  window?(rest: string[], window: unknown): Record<string, WindowOf>;
  /** What comes whole with each `watch`: personal things, tallies. */
  whole?(person: Person, rest: string[]): Promise<Change[]>;
}

const families = new Map<string, StreamFamily>();
export function registerStream(family: StreamFamily): void {
  families.set(family.prefix, family);
}

/** The family of a stream and the rest of its name; undefined where there is none. */
export function familyOf(stream: string): { family: StreamFamily; rest: string[] } | undefined {
  const [prefix, ...rest] = stream.split(":");
  const family = families.get(prefix as string);
  return family && { family, rest };
}

interface StreamDocument extends StreamState {
  _id: string;
  revision: number;
  recent: string[];
}
const Streams = mongoose.model<StreamDocument>(
  "Stream",
  new mongoose.Schema<StreamDocument>(
    {
      _id: { type: String, required: true },
      revision: { type: Number, default: 0 },
      recent: { type: [String], default: [] },
    },
    { collection: "streams", versionKey: false, id: false },
  ),
);
const keptEntries = 256;

/** Raises the revision by as many as there are entries and notes them: one write, so that there are no holes. */
export async function numberEntries(stream: string, entries: string[]): Promise<number> {
  const write = () =>
    upsertById(
      Streams,
      stream,
      { $inc: { revision: entries.length }, $push: { recent: { $each: entries, $slice: -keptEntries } } },
      { revision: 1 },
    );
  let after: StreamDocument;
  try {
    after = await write();
  } catch (thrown) {
    // Two nodes at a stream's first entry: one of them makes it.
    if (!isDuplicate(thrown)) throw thrown;
    after = await write();
  }
  return after.revision;
}

export async function readStream(stream: string): Promise<StreamState> {
  const found = await Streams.findById(stream).lean<StreamDocument>();
  return { revision: found?.revision ?? 0, recent: found?.recent ?? [] };
}

/** The bare revisions of those streams that have any. */
export async function readRevisions(streams: string[]): Promise<Map<string, number>> {
  const found = await Streams.find({ _id: { $in: streams } }, { revision: 1 }).lean<StreamDocument[]>();
  return new Map(found.map(({ _id, revision }) => [_id, revision]));
}
