/** Which product and which version of it a database belongs to, said in the database itself; asked at each start. */
import type { Connection, mongo } from "mongoose";
import { isEmbedded } from "../embedded-database/index.ts";
import { isDuplicate } from "./duplicate.ts";
import { type Doing, doUpgrade, type Upgrade } from "./upgrade.ts";
import { upgrades as everyUpgrade } from "./upgrades/index.ts";

export const product = "Colloquy";

/** The one document of the collection `schema`. */
export interface SchemaMark {
  _id: string;
  product: string;
  /** How the data stand: 1, and one more for each upgrade that was done. */
  version: number;
  /** The names of the upgrades that were done. */
  steps: string[];
  /** The upgrade that is being done, or was broken off. */
  doing: Doing | null;
  /** Where it came from, if it was copied or restored; not whole: that was broken off. */
  made: { by: "copy" | "restore"; from: string; whole: boolean } | null;
}

export const schemaCollection = "schema";
const markId = "colloquy";
/** The version that this program writes. */
export const schemaVersion = everyUpgrade.length + 1;

export const newMark = (version: number): SchemaMark => ({
  _id: markId,
  product,
  version,
  steps: [],
  doing: null,
  made: null,
});

export const marksOf = (db: mongo.Db): mongo.Collection<SchemaMark> => db.collection<SchemaMark>(schemaCollection);
export const readMark = (db: mongo.Db, within: mongo.FindOptions = {}): Promise<SchemaMark | null> =>
  marksOf(db).findOne({ _id: markId }, within);
export const changeMark = async (db: mongo.Db, change: Partial<SchemaMark>): Promise<void> => {
  await marksOf(db).updateOne({ _id: markId }, { $set: change }, { upsert: true });
};

export interface SchemaSettings {
  upgrades?: readonly Upgrade[];
  /** Hears of upgrades that are done or waited for, a line at a time. */
  say?: (line: string) => void;
  /** Milliseconds without a sign of life, after which another node's upgrade is taken over. */
  deadAfter?: number;
}

/**
 * Marks an empty database, brings an older one to the version of this program (or waits for the node that does), and refuses
 * with one clear sentence what is newer, unfinished or another product's. Belongs before everything else that writes.
 */
export async function settleSchema(
  connection: Connection,
  { upgrades = everyUpgrade, say = console.log, deadAfter = 20_000 }: SchemaSettings = {},
): Promise<void> {
  const db = connection.db as mongo.Db;
  const wanted = upgrades.length + 1;
  for (;;) {
    const mark = (await readMark(db)) ?? (await markFirst(connection, db, wanted));
    refuseOther(nameOf(connection), mark, wanted);
    const upgrade = upgrades[mark.version - 1];
    if (!upgrade) return;
    await doUpgrade(db, mark, upgrade, { alone: isEmbedded(connection), say, deadAfter });
  }
}

/** Throws one sentence where this program may not work on a database with this mark. */
export function refuseOther(name: string, mark: SchemaMark, wanted = schemaVersion): void {
  if (mark.product !== product) throw new Error(`${name} is a database of ${mark.product}, not of ${product}.`);
  if (mark.made && !mark.made.whole)
    throw new Error(
      `${name} holds a part of ${mark.made.from}: the ${mark.made.by} that makes it was broken off. Run the same command again, and it goes on; or empty the database.`,
    );
  if (mark.version > wanted)
    throw new Error(
      `${name} is of version ${mark.version}, and this program knows versions up to ${wanted}: start the newer program that it was used with. Nothing was changed.`,
    );
}

/** An empty database is of the present version; one that was made before there were marks is of the first. */
async function markFirst(connection: Connection, db: mongo.Db, wanted: number): Promise<SchemaMark> {
  const names = await collectionsOf(db);
  if (names.length > 0 && !(await isOursUnmarked(db, names)))
    throw new Error(
      `${nameOf(connection)} holds something else than ${product} (${names.slice(0, 3).join(", ")} …): give ${product} a database of its own.`,
    );
  const mark = newMark(names.length > 0 ? 1 : wanted);
  try {
    await marksOf(db).insertOne(mark);
    return mark;
  } catch (thrown) {
    // Two nodes at the very first start: one of them marks it.
    if (!isDuplicate(thrown)) throw thrown;
    return (await readMark(db)) as SchemaMark;
  }
}

/** Every collection but the server's own and the mark's. */
export async function collectionsOf(db: mongo.Db): Promise<string[]> {
  const names = (await db.listCollections().toArray()).map(({ name }) => name);
  return names.filter((name) => !name.startsWith("system.") && name !== schemaCollection).sort();
}

/** From the first day posts have had the index of what must still follow a write; no other product's do. */
async function isOursUnmarked(db: mongo.Db, names: string[]): Promise<boolean> {
  if (!names.includes("posts")) return false;
  const indexes = (await db.collection("posts").listIndexes().toArray()) as { name: string }[];
  return indexes.some(({ name }) => name === "pending_1_pendingSince_1");
}

const nameOf = (connection: Connection): string =>
  isEmbedded(connection) ? connection.host : `The database "${connection.name}"`;
