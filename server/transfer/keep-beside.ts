/** What was there before makes room for a new file of the embedded engine, and stays under another name. */
import { copyFileSync, existsSync, linkSync, readdirSync, renameSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { now } from "../platform/clock.ts";

/** What SQLite keeps beside a file. */
export const besides = ["-wal", "-shm", "-journal"];

/** The primary result codes of SQLite for a damaged file, and for one that is none of its own. */
const damaged = [11, 26];

/**
 * Keeps the file, where there is one, and what SQLite left beside it; answers the new names. The file stays under both until the new
 * one takes its place: at no moment is there none.
 */
export function keepBeside(file: string): string[] {
  const kept = freeName(file);
  const there = sizeOf(file) > 0;
  if (there) {
    takeInLogUnlessDamaged(file);
    try {
      linkSync(file, kept);
    } catch {
      // A file system without links.
      copyFileSync(file, kept);
    }
  }
  // No log of what was there may lie beside the new file: SQLite would write it over that.
  const left = besides.filter((end) => existsSync(file + end));
  for (const end of left) renameSync(file + end, kept + end);
  return [...(there ? [kept] : []), ...left.map((end) => kept + end)];
}

/** In one sentence; none where nothing was. */
export const sayKept = (kept: string[]): string[] =>
  kept.length > 0 ? [`What was there before is kept as ${kept.join(", ")}.`] : [];

/**
 * Moves SQLite's log into its file; false where it could not, since somebody else has the file open. Throws where the disk is full: the
 * last one to close a file does the same, and says nothing where it fails.
 */
export function takeInLog(file: string): boolean {
  const sqlite = new DatabaseSync(file);
  // Where it throws it stays open: at closing the log would be written into a damaged file, and removed.
  const { busy } = sqlite.prepare("PRAGMA wal_checkpoint(TRUNCATE)").get() as { busy: number };
  const isIn = busy === 0 && sizeOf(`${file}-wal`) === 0;
  sqlite.close();
  return isIn;
}

/** What is damaged is kept as it is, with its log. */
function takeInLogUnlessDamaged(file: string): void {
  try {
    takeInLog(file);
  } catch (thrown) {
    const { errcode = 0 } = thrown as { errcode?: number };
    if (!damaged.includes(errcode & 0xff)) throw thrown;
  }
}

/** Zero where nothing is. */
export const sizeOf = (file: string): number => (existsSync(file) ? statSync(file).size : 0);

function freeName(file: string): string {
  const stamp = now().toISOString().slice(0, 19).replaceAll(":", "-");
  const name = `${basename(file)}.before-${stamp}`;
  const names = readdirSync(dirname(file));
  let free = name;
  for (let number = 2; names.some((each) => each.startsWith(free)); number++) free = `${name}-${number}`;
  return join(dirname(file), free);
}
