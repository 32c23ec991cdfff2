/** How often in a row what must follow a write has failed; after 20 tries it is parked, so that it holds nothing up. */
import mongoose, { type Model } from "mongoose";
import { isAway } from "../../database/away.ts";
import type { Thing } from "../../database/thing.ts";
import { now, nowMs } from "../clock.ts";
import { log } from "../log.ts";

interface Failure {
  /** `collection:id:name` */
  _id: string;
  /** The collection: mongoose keeps that word for itself. */
  within: string;
  thing: string;
  name: string;
  tries: number;
  lastError: string;
  lastAt: Date;
  parkedAt: Date | null;
}
const Failures = mongoose.model<Failure>(
  "OutboxFailure",
  new mongoose.Schema<Failure>(
    {
      _id: { type: String, required: true },
      within: String,
      thing: String,
      name: String,
      tries: Number,
      lastError: String,
      lastAt: Date,
      parkedAt: { type: Date, default: null },
    },
    { collection: "outboxfailures", versionKey: false },
  ),
);

const mostTries = 20;
/** After so long without a failure they are counted anew: a success on another node, or before a start, was not noted here. */
const inARow = 86_400_000;
const parked = (name: string): string => `parked:${name}`;
/** What has failed in this process, so that success need not ask the database. */
const failing = new Set<string>();

/** Notes a failed try. A database that is not there is nobody's failure, and counts for nothing. */
export async function noteFailure(model: Model<Thing>, thing: Thing, name: string, error: unknown): Promise<void> {
  const about = { collection: model.collection.name, id: thing._id, name };
  if (mongoose.connection.readyState !== 1 || isAway(error)) {
    log.warn({ ...about, reason: String(error) }, "what must follow a write waits for the database");
    return;
  }
  log.error({ error, ...about }, "what must follow a write has failed");
  const _id = keyOf(model, thing, name);
  failing.add(_id);
  try {
    await Failures.deleteOne({ _id, parkedAt: null, lastAt: { $lt: new Date(nowMs() - inARow) } });
    const failure = await Failures.findOneAndUpdate(
      { _id },
      {
        $inc: { tries: 1 },
        $set: { within: model.collection.name, thing: thing._id, name, lastError: String(error), lastAt: now() },
      },
      { upsert: true, returnDocument: "after" },
    ).lean<Failure>();
    if (failure && failure.tries >= mostTries) await park(model, thing, name);
  } catch (noted) {
    log.error({ error: noted, id: thing._id, name }, "a failure could not be noted");
  }
}

export async function noteSuccess(model: Model<Thing>, thing: Thing, name: string): Promise<void> {
  const _id = keyOf(model, thing, name);
  if (failing.delete(_id)) await Failures.deleteOne({ _id });
}

async function park(model: Model<Thing>, { _id }: Thing, name: string): Promise<void> {
  // First in, then out: a death in between leaves both, and one more round of tries.
  await model.updateOne({ _id }, { $addToSet: { pending: parked(name) } });
  await model.updateOne({ _id }, { $pull: { pending: name } });
  await Failures.updateOne({ _id: keyOf(model, { _id }, name) }, { $set: { parkedAt: now() } });
  log.error({ collection: model.collection.name, id: _id, name, tries: mostTries }, "given up and parked");
}

/** How much is parked; a figure for whoever runs the server. */
export const countParked = (): Promise<number> => Failures.countDocuments({ parkedAt: { $ne: null } });

/** Gives everything parked of a model another twenty tries, once its cause is out of the way. */
export async function unpark(model: Model<Thing>, name: string): Promise<void> {
  const ids = (
    await Failures.find({ within: model.collection.name, name, parkedAt: { $ne: null } }, { thing: 1 }).lean<
      Failure[]
    >()
  ).map(({ thing }) => thing);
  await model.updateMany({ _id: { $in: ids } }, { $addToSet: { pending: name }, $set: { pendingSince: now() } });
  await model.updateMany({ _id: { $in: ids } }, { $pull: { pending: parked(name) } });
  await Failures.deleteMany({ within: model.collection.name, name, thing: { $in: ids } });
}

/** The same of everything, at each start: the cause may have gone with the former program. Answers how much it was. */
export async function unparkAll(models: { model: Model<Thing>; names: string[] }[]): Promise<number> {
  const parked = await Failures.find({ parkedAt: { $ne: null } }, { within: 1, name: 1 }).lean<Failure[]>();
  for (const { model, names } of models)
    for (const name of names)
      if (parked.some((one) => one.within === model.collection.name && one.name === name)) await unpark(model, name);
  return parked.length;
}

const keyOf = (model: Model<Thing>, { _id }: { _id: string }, name: string): string =>
  `${model.collection.name}:${_id}:${name}`;
