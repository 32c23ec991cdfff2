/** A file of the embedded engine as a target: made beside its place and moved there when it is whole. */
import { copyFileSync, existsSync, linkSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { open } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { pathToFileURL } from "node:url";
import mongoose, { type mongo } from "mongoose";
import { readMark } from "../database/schema.ts";
import { useEmbeddedDriver } from "../embedded-database/index.ts";
import { now } from "../platform/clock.ts";
import { Refusal } from "./command.ts";
import { giveToOwner } from "./give-to-owner.ts";
import { lockAgainstServers } from "./sqlite-source.ts";
import { type Ground, isRest, type TargetSettings } from "./target.ts";
import { syncFolder } from "./write-backup.ts";

/** What SQLite keeps beside a file. */
const besides = ["-wal", "-shm"];

export async function openSqliteGround(file: string, settings: TargetSettings): Promise<Ground> {
  const there = existsSync(file) && statSync(file).size > 0;
  if (there && !settings.replace) {
    const way = settings.by === "restore" ? " --replace puts the backup in its place and keeps it beside." : "";
    throw new Refusal(`${file} is there already, and nothing is written over it.${way}`);
  }
  mkdirSync(dirname(file), { recursive: true });
  const lock = lockAgainstServers(file);
  const part = `${file}.part`;
  try {
    const resumed = await takeUp(part, settings);
    await connectTo(part);
    return {
      name: `sqlite:${file}`,
      db: mongoose.connection.db as mongo.Db,
      resumed,
      withHouse: (work) => work(),
      async settle() {
        await mongoose.disconnect();
        const handle = await open(part, "r+");
        await handle.sync();
        await handle.close();
        const kept = there ? keepBeside(file) : undefined;
        giveToOwner(part, `${file}.lock`);
        renameSync(part, file);
        rmSync(`${part}.lock`, { force: true });
        await syncFolder(dirname(file));
        lock.release();
        return kept ? [`What was there before is kept as ${kept}.`] : [];
      },
      async leave() {
        await mongoose.disconnect();
        lock.release();
      },
    };
  } catch (thrown) {
    await mongoose.disconnect();
    lock.release();
    throw thrown;
  }
}

/** Whether the rest of the same is there; what was begun of anything else makes room, since nobody can have started it. */
async function takeUp(part: string, settings: TargetSettings): Promise<boolean> {
  if (!existsSync(part)) return false;
  let rest = false;
  try {
    await connectTo(part);
    rest = isRest(await readMark(mongoose.connection.db as mongo.Db), settings);
  } catch {
    // Killed before it was a database.
  }
  await mongoose.disconnect();
  if (!rest) for (const end of ["", ...besides, ".lock"]) rmSync(`${part}${end}`, { force: true });
  return rest;
}

async function connectTo(part: string): Promise<void> {
  useEmbeddedDriver();
  // The file is synced as a whole before it is moved into place.
  await mongoose.connect(pathToFileURL(part).href.replace(/^file:/, "sqlite:"), {
    autoIndex: false,
    autoCreate: false,
    sqlite: { synchronous: "NORMAL" },
  } as mongoose.ConnectOptions);
}

/** The file stays under both names until the new one takes its place: at no moment is there none. */
function keepBeside(file: string): string {
  const stamp = now().toISOString().slice(0, 19).replaceAll(":", "-");
  const kept = join(dirname(file), freeName(dirname(file), `${basename(file)}.before-${stamp}`));
  try {
    const sqlite = new DatabaseSync(file);
    sqlite.exec("PRAGMA wal_checkpoint(TRUNCATE)");
    sqlite.close();
  } catch {
    // Damaged: kept as it is, with its log.
  }
  // No log of the old file may lie beside the new one.
  for (const end of besides) if (existsSync(file + end)) renameSync(file + end, kept + end);
  try {
    linkSync(file, kept);
  } catch {
    // A file system without links.
    copyFileSync(file, kept);
  }
  return kept;
}

function freeName(folder: string, name: string): string {
  const names = new Set(readdirSync(folder));
  let free = name;
  for (let number = 2; names.has(free); number++) free = `${name}-${number}`;
  return free;
}
