/** The embedded engine's file in the data folder; says no more, so that a start which cannot be good loads no engine. */
import { existsSync, statSync } from "node:fs";
import { join, resolve } from "node:path";

export const databaseFile = "colloquy.db";

/** Throws as `refusePart` does. */
export function hasDatabase(dataDir: string): boolean {
  refusePart(dataDir);
  return existsSync(join(dataDir, databaseFile));
}

/** Throws one sentence where only a part of a database is there: a new one would stand in the way of the rest. */
export function refusePart(dataDir: string): void {
  const file = join(resolve(dataDir), databaseFile);
  if (!existsSync(`${file}.part`) || (existsSync(file) && statSync(file).size > 0)) return;
  throw new Error(
    `${file} is not whole: the restore or copy that makes it was broken off. Run the same command again, and it goes on; or remove ${file}.part, and a new database is made.`,
  );
}
