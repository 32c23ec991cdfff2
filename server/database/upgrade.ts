/**
 * One upgrade, done once whatever is killed and however many nodes start: who does it says so in the database, beats, and notes
 * how far it came; the others wait, and one of them goes on where it was broken off if the beats end.
 */
import { setTimeout as pause } from "node:timers/promises";
import type { mongo } from "mongoose";
import type { SchemaMark } from "./schema.ts";

/** How far an upgrade came, and who is at it. */
export interface Doing {
  /** Null: whoever did it failed, and anyone may go on. */
  by: string | null;
  /** Raised as long as whoever does it lives. */
  beat: number;
  places: Record<string, Place>;
}
interface Place {
  /** The last `_id` that was done. */
  at: string | null;
  done: number;
  over: boolean;
}

export interface Upgrade {
  /** What it does, as it is said while one waits: "posts know their language". */
  name: string;
  /** Again is harmless: a batch that was broken off is done again. Names collections, not models, which move on. */
  run(work: UpgradeWork): Promise<void>;
}

export interface UpgradeWork {
  db: mongo.Db;
  /** Goes through a collection in order of `_id`, 500 documents at a time, and once: `change` writes what is to be written of them. */
  through(collection: string, change: (documents: mongo.Document[]) => Promise<void>): Promise<void>;
  /** Drops an index that no model names any more, if it is there. */
  dropIndex(collection: string, index: string): Promise<void>;
}

const batch = 500;
/** Milliseconds. */
const timing = { beatEvery: 3_000, lookEvery: 500, sayEvery: 5_000 };

/** Another node has taken the upgrade over: this one had not beaten for long. */
class TakenOver extends Error {}

/** Does the upgrade, or waits until it was done elsewhere. `alone`: no other process can have the database open. */
export async function doUpgrade(
  db: mongo.Db,
  mark: SchemaMark,
  upgrade: Upgrade,
  { alone, say, deadAfter }: { alone: boolean; say: (line: string) => void; deadAfter: number },
): Promise<void> {
  const by = crypto.randomUUID();
  const doing = await take(db, mark, by, alone);
  if (!doing) return waitForOther(db, mark, upgrade, { say, deadAfter });
  const marks = db.collection<SchemaMark>("schema");
  const mine = { _id: mark._id, version: mark.version, "doing.by": by };
  const beating = setInterval(() => {
    marks.updateOne(mine, { $inc: { "doing.beat": 1 } }).catch(() => {});
  }, timing.beatEvery);
  say(`The database is brought to version ${mark.version + 1} (${upgrade.name}) …`);
  try {
    await upgrade.run(workOn(db, doing, note, say));
    await note({ $set: { version: mark.version + 1, doing: null }, $push: { steps: upgrade.name } });
    say(`The database is of version ${mark.version + 1}.`);
  } catch (thrown) {
    if (thrown instanceof TakenOver) return;
    await marks.updateOne(mine, { $set: { "doing.by": null } }).catch(() => {});
    throw new Error(
      `The database could not be brought to version ${mark.version + 1} (${upgrade.name}): ${(thrown as Error).message}. It goes on there at the next start.`,
    );
  } finally {
    clearInterval(beating);
  }

  async function note(change: mongo.UpdateFilter<SchemaMark>): Promise<void> {
    const { matchedCount } = await marks.updateOne(mine, change);
    if (matchedCount === 0) throw new TakenOver();
  }
}

/** The upgrade is this node's from now on; null where another one has it. */
async function take(db: mongo.Db, seen: SchemaMark, by: string, alone: boolean): Promise<Doing | null> {
  if (seen.doing?.by && !alone) return null;
  const doing: Doing = { by, beat: 0, places: seen.doing?.places ?? {} };
  const free = seen.doing ? { "doing.by": seen.doing.by, "doing.beat": seen.doing.beat } : { doing: null };
  const filter = { _id: seen._id, version: seen.version, ...free };
  const { matchedCount } = await db.collection<SchemaMark>("schema").updateOne(filter, { $set: { doing } });
  return matchedCount === 1 ? doing : null;
}

/**
 * Returns when the upgrade is done or free to be taken. Whether the other node lives is told by its beats alone, measured by
 * this one's watch: clocks that differ are no matter.
 */
async function waitForOther(
  db: mongo.Db,
  { _id, version }: SchemaMark,
  upgrade: Upgrade,
  { say, deadAfter }: { say: (line: string) => void; deadAfter: number },
): Promise<void> {
  const marks = db.collection<SchemaMark>("schema");
  let beat: string | undefined;
  let heardAt = performance.now();
  let said = false;
  for (;;) {
    const mark = await marks.findOne({ _id });
    const other = mark?.doing?.by;
    if (!mark || mark.version !== version || !mark.doing || !other) return;
    if (!said) say(`Another node brings the database to version ${version + 1} (${upgrade.name}); waiting …`);
    said = true;
    if (beat !== `${other} ${mark.doing.beat}`) {
      beat = `${other} ${mark.doing.beat}`;
      heardAt = performance.now();
    }
    if (performance.now() - heardAt > deadAfter) {
      const filter = { _id, version, "doing.by": other, "doing.beat": mark.doing.beat };
      await marks.updateOne(filter, { $set: { "doing.by": null } });
      return;
    }
    await pause(timing.lookEvery);
  }
}

function workOn(
  db: mongo.Db,
  doing: Doing,
  note: (change: mongo.UpdateFilter<SchemaMark>) => Promise<void>,
  say: (line: string) => void,
): UpgradeWork {
  let saidAt = performance.now();
  const noted = (name: string, place: Place) =>
    note({ $set: { [`doing.places.${name}`]: place }, $inc: { "doing.beat": 1 } });

  return {
    db,
    async through(name, change) {
      const collection = db.collection<{ _id: string }>(name);
      let { at, done, over }: Place = doing.places[name] ?? { at: null, done: 0, over: false };
      if (over) return;
      const all = await collection.countDocuments({});
      for (;;) {
        const filter = at === null ? {} : { _id: { $gt: at } };
        const documents = await collection.find(filter).sort({ _id: 1 }).limit(batch).toArray();
        if (documents.length > 0) await change(documents);
        at = documents.at(-1)?._id ?? at;
        done += documents.length;
        over = documents.length < batch;
        await noted(name, { at, done, over });
        if (over) return;
        if (performance.now() - saidAt < timing.sayEvery) continue;
        saidAt = performance.now();
        say(`  ${name}: ${done} of ${all}`);
      }
    },
    async dropIndex(name, index) {
      const known = await db.listCollections({ name }).toArray();
      if (!known.some((each) => each.name === name)) return;
      const indexes = await db.collection(name).listIndexes().toArray();
      if (indexes.some((each) => (each as { name: string }).name === index)) await db.collection(name).dropIndex(index);
    },
  };
}
