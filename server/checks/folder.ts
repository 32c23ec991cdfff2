/** Tries the data folder: may it be written, is there room, may its database be opened. Leaves nothing behind. */
import { constants, type PathLike } from "node:fs";
import { access, open, rm, stat, statfs } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { databaseFile } from "../database/database-file.ts";
import type { Config } from "../platform/config.ts";

/** Below this a check says that it is too little; a server starts with less. */
const leastFree = 100 * 1024 * 1024;
const aBit = Buffer.alloc(64 * 1024);

/** Where MongoDB, a secret and a mail server are given, nothing is kept in a folder. */
export const needsFolder = ({ mongoUrl, secret, smtpUrl }: Config): boolean =>
  mongoUrl === undefined || secret === undefined || smtpUrl === undefined;

/** Why the folder cannot be used, in one sentence; null where it can. */
export async function tryFolder({ dataDir, mongoUrl }: Pick<Config, "dataDir" | "mongoUrl">): Promise<string | null> {
  const folder = resolve(dataDir);
  try {
    await writeABit(await firstThere(folder));
  } catch (thrown) {
    return sayWhyNot(thrown, folder);
  }
  if (mongoUrl !== undefined) return null;
  for (const name of ["", "-wal", "-shm", ".lock"].map((end) => databaseFile + end)) {
    const file = join(folder, name);
    try {
      if (await isThere(file)) await access(file, constants.R_OK | constants.W_OK);
    } catch (thrown) {
      return sayWhyNot(thrown, file);
    }
  }
  return null;
}

/** Free space in megabytes; a sentence where it is too little to begin with. */
export async function tryRoom({ dataDir }: Pick<Config, "dataDir">): Promise<number | string> {
  const { bavail, bsize } = await statfs(await firstThere(resolve(dataDir)));
  const free = bavail * bsize;
  const megabytes = Math.floor(free / 1024 / 1024);
  return free < leastFree ? `only ${megabytes} MB are free where ${resolve(dataDir)} is` : megabytes;
}

/** The folder, or the nearest above it that there is: in that one it would be made. */
async function firstThere(folder: string): Promise<string> {
  if (!(await isThere(folder))) return dirname(folder) === folder ? folder : firstThere(dirname(folder));
  if (!(await stat(folder)).isDirectory()) throw Object.assign(new Error(), { code: "ENOTDIR", path: folder });
  return folder;
}

async function isThere(path: PathLike): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === "ENOENT") return false;
    throw thrown;
  }
}

async function writeABit(folder: string): Promise<void> {
  const path = join(folder, `.colloquy-check-${process.pid}`);
  const file = await open(path, "wx", 0o600);
  try {
    await file.writeFile(aBit);
    await file.sync();
  } finally {
    await file.close();
    await rm(path, { force: true });
  }
}

const user = (): string => `this user${process.getuid ? ` (number ${process.getuid()})` : ""}`;

/** What the file system refused, as whoever starts the server can mend it. */
export function sayWhyNot(thrown: unknown, place: string): string {
  const { code, message, path = place } = thrown as NodeJS.ErrnoException;
  const named = path.includes(".colloquy-check-") ? dirname(path) : path;
  if (code === "EACCES" || code === "EPERM") return `${named} may not be read and written by ${user()}`;
  if (code === "EROFS") return `${named} is on a file system that is read-only`;
  if (code === "ENOSPC" || code === "EDQUOT") return `the disk is full where ${named} is`;
  if (code === "ENOTDIR" || code === "EEXIST") return `${named} is no folder`;
  if (code === "EISDIR") return `${named} is a folder where a file should be`;
  return `${named} cannot be used (${message || code})`;
}
