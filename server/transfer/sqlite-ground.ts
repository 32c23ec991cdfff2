/** A file of the embedded engine as a target: made beside its place and moved there when it is whole. */
import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { open } from "node:fs/promises";
import { dirname } from "node:path";
import { pathToFileURL } from "node:url";
import mongoose, { type mongo } from "mongoose";
import { readMark } from "../database/schema.ts";
import { useEmbeddedDriver } from "../embedded-database/index.ts";
import { Refusal } from "./command.ts";
import { giveToOwner } from "./give-to-owner.ts";
import { besides, keepBeside, sayKept, sizeOf, takeInLog } from "./keep-beside.ts";
import { lockAgainstServers } from "./sqlite-source.ts";
import { type Ground, isRest, type TargetSettings } from "./target.ts";
import { syncFolder } from "./write-backup.ts";

export async function openSqliteGround(file: string, settings: TargetSettings): Promise<Ground> {
  if (sizeOf(file) > 0 && !settings.replace) {
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
        if (!takeInLog(part))
          throw new Refusal(`${part} could not be finished: something else has it open. Run the same command again.`);
        const handle = await open(part, "r+");
        await handle.sync();
        await handle.close();
        const kept = keepBeside(file);
        giveToOwner(part, `${file}.lock`);
        renameSync(part, file);
        for (const end of [...besides, ".lock"]) rmSync(part + end, { force: true });
        await syncFolder(dirname(file));
        lock.release();
        return sayKept(kept);
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
