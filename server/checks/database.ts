/** Tries the database without changing anything in it: whether it answers, what it is, and whether this program may work on it. */
import { existsSync, rmSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import mongoose from "mongoose";
import { databaseFile, hasDatabase } from "../database/connect.ts";
import { openMongo } from "../database/connect-mongo.ts";
import {
  collectionsOf,
  readMark,
  refuseOther,
  type SchemaMark,
  schemaCollection,
  schemaVersion,
} from "../database/schema.ts";
import { lockFile, openSnapshot } from "../embedded-database/index.ts";
import type { Config } from "../platform/config.ts";

/** What was found, in a few words. Throws an error whose message is one sentence. */
export const tryDatabase = ({ mongoUrl, dataDir }: Config): Promise<string> =>
  mongoUrl === undefined ? tryFile(resolve(dataDir)) : tryMongo(mongoUrl);

async function tryFile(folder: string): Promise<string> {
  const file = join(folder, databaseFile);
  if (!hasDatabase(folder)) return `the embedded one, which the first start will make: ${file}`;
  // Where no server has ever run, none runs. Held until the end, so that none begins meanwhile.
  const lock = existsSync(`${file}.lock`) ? lockFile(file) : null;
  const loggedBefore = existsSync(`${file}-wal`);
  try {
    return readFile(file);
  } finally {
    // Who only reads leaves SQLite's empty log behind.
    if (lock && !loggedBefore && existsSync(`${file}-wal`) && statSync(`${file}-wal`).size === 0)
      for (const end of ["-wal", "-shm"]) rmSync(file + end, { force: true });
    lock?.release();
  }
}

function readFile(file: string): string {
  const snapshot = openSnapshot(file);
  try {
    if (!snapshot.collections().includes(schemaCollection)) return `the embedded one: ${file}`;
    const [mark] = snapshot.read(schemaCollection, undefined, 1) as unknown as SchemaMark[];
    return `the embedded one: ${file}, ${versionOf(file, mark)}`;
  } finally {
    snapshot.close();
  }
}

async function tryMongo(mongoUrl: string): Promise<string> {
  await openMongo(mongoUrl);
  try {
    const db = mongoose.connection.db as mongoose.mongo.Db;
    const { version } = await db.admin().command({ buildInfo: 1 });
    const name = `the database "${db.databaseName}"`;
    const mark = await readMark(db);
    if (!mark && (await collectionsOf(db)).length === 0) return `MongoDB ${version}, ${name}, which is empty`;
    return `MongoDB ${version}, ${name}, ${versionOf(name, mark ?? undefined)}`;
  } finally {
    await mongoose.disconnect();
  }
}

function versionOf(name: string, mark: SchemaMark | undefined): string {
  if (!mark) return "without a version, as it was before there were any";
  refuseOther(name, mark);
  return mark.version < schemaVersion
    ? `of version ${mark.version}, which the next start brings to ${schemaVersion}`
    : `of version ${mark.version}`;
}
