/** Finds what a death or a failure left undone: all of it at the start, and each minute what is older than 30 seconds. */
import { setTimeout as delay } from "node:timers/promises";
import mongoose, { type Model } from "mongoose";
import type { Thing } from "../../database/thing.ts";
import { nowMs } from "../clock.ts";
import { log } from "../log.ts";
import { unparkAll } from "./failures.ts";
import { follow, isFollowing, isInHand } from "./follow.ts";
import { everyModel } from "./kinds.ts";
import { strikeNow } from "./strike.ts";

const every = 60_000;
const olderThan = 30_000;
const atOnce = 50;
const mostFound = 5_000;

let timer: NodeJS.Timeout | undefined;
let sweeping: Promise<void> | undefined;
/** When one last came to its end, or further, in milliseconds of this process. */
let sweptAt = 0;
const comeFurther = (): void => {
  sweptAt = performance.now();
};

/** Sweeps everything, in the background, what was given up included, and each minute what is older than 30 seconds. */
export async function startOutbox(): Promise<void> {
  comeFurther();
  const parked = await unparkAll(everyModel());
  if (parked > 0) log.warn({ parked }, "what was given up is tried again");
  void sweep(0);
  timer = setInterval(() => void sweep(olderThan), every);
  timer.unref();
  mongoose.connection.on("reconnected", sweepAfterAbsence);
}

/** The database was away and is back: what waited meanwhile need not wait for the next minute. */
const sweepAfterAbsence = (): void => void sweep(0);

/** Waits until what was begun is done, for a few seconds at the most; the next start finds the rest. */
export async function stopOutbox(): Promise<void> {
  clearInterval(timer);
  mongoose.connection.off("reconnected", sweepAfterAbsence);
  await Promise.race([settled(), delay(3_000, undefined, { ref: false })]);
}

/** Resolves when nothing is being followed in this process. What failed waits for the sweep and is not waited for. */
export async function settled(): Promise<void> {
  do {
    await sweeping;
    await delay(5);
  } while (isFollowing() || sweeping);
}

/** For how many milliseconds no sweep has come to its end, or further: beyond some minutes nothing is followed any more. */
export const sinceSwept = (): number => performance.now() - sweptAt;

/** Follows all that has been waiting for so many milliseconds; one sweep at a time. */
export function sweep(age = 0): Promise<void> {
  sweeping ??= sweepAll(age)
    .then(comeFurther)
    .catch((error: unknown) => log.error({ error }, "a sweep failed"))
    .finally(() => {
      sweeping = undefined;
    });
  return sweeping;
}

async function sweepAll(age: number): Promise<void> {
  const until = new Date(nowMs() - age);
  for (const { model, names } of everyModel()) {
    for (let found = mostFound; found === mostFound; ) {
      const waiting = await model
        .find({ pending: { $in: names }, pendingSince: { $lte: until } }, { _id: 1 })
        .sort({ pendingSince: 1 })
        .limit(mostFound)
        .lean<{ _id: string }[]>();
      found = waiting.length;
      const done = await followAll(
        model,
        names,
        waiting.map(({ _id }) => _id),
      );
      // A whole page of failures: the next sweep tries again.
      if (!done) break;
    }
  }
}

/** False where none of those that it began is through. */
async function followAll(model: Model<Thing>, names: string[], ids: string[]): Promise<boolean> {
  let through = false;
  for (let from = 0; from < ids.length; from += atOnce) {
    const some = ids.slice(from, from + atOnce);
    const things = await model.find({ _id: { $in: some } }).lean<Thing[]>();
    const begun = things.filter((thing) => !isInHand(model, thing));
    // What is in hand here is asked again and not waited for: it may hang, on a mail server that says nothing, and the rest may not.
    for (const thing of things) if (!begun.includes(thing)) void follow(model, thing);
    await Promise.all(begun.map((thing) => follow(model, thing).then(comeFurther)));
    await strikeNow();
    const left = await model.countDocuments({ _id: { $in: begun.map(({ _id }) => _id) }, pending: { $in: names } });
    through ||= left < begun.length;
  }
  return through;
}
