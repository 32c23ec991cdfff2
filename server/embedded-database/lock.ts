/** One process to a file: a lock that SQLite takes on a file beside it, and that ends with the process however it ends. */
import { DatabaseSync } from "node:sqlite";
import { EngineError } from "./errors.ts";

const BUSY = 5;

export function lockFile(file: string): { release(): void } {
  const lock = new DatabaseSync(`${file}.lock`, { timeout: 0 });
  try {
    // Held, never committed: nothing is ever written into it.
    lock.exec("PRAGMA journal_mode=MEMORY; BEGIN EXCLUSIVE");
  } catch (thrown) {
    lock.close();
    if ((thrown as { errcode?: number }).errcode !== BUSY) throw thrown;
    throw new EngineError({
      message: `${file} is open in another server: two servers on one SQLite file are refused, stop the other or give both a MongoDB`,
      code: 46,
      codeName: "LockBusy",
    });
  }
  return { release: () => lock.close() };
}
