/** The embedded engine's file as a source: of one moment, beside a running server or with the file to itself. */
import { existsSync } from "node:fs";
import { schemaCollection } from "../database/schema.ts";
import { lockFile, openSnapshot } from "../embedded-database/index.ts";
import { Refusal } from "./command.ts";
import { atOnce, indexSpecs, isOfThePlace, markFrom, type Source } from "./source.ts";

/** `alone`: refuses where a server has the file open, and lets none open it until `close`. */
export function openSqliteSource(file: string, { alone }: { alone: boolean }): Source {
  if (!existsSync(file)) throw new Refusal(`There is no database ${file}.`);
  const lock = alone ? lockAgainstServers(file) : undefined;
  try {
    const snapshot = openSnapshot(file);
    const name = `sqlite:${file}`;
    const shelves = snapshot
      .collections()
      .filter((collection) => collection !== schemaCollection)
      .sort()
      .map((collection) => ({
        name: collection,
        documents: snapshot.count(collection),
        indexes: indexSpecs(snapshot.indexes(collection), collection),
      }));
    const marks = snapshot.collections().includes(schemaCollection)
      ? snapshot.read(schemaCollection, undefined, 1)
      : [];
    return {
      name,
      identity: name,
      mark: markFrom(marks[0], shelves, name),
      shelves,
      async *read(collection, after) {
        for (let last = after; ; ) {
          const read = snapshot.read(collection, last, atOnce);
          if (read.length > 0) yield read.filter((document) => !isOfThePlace(collection, document));
          last = read.at(-1)?.["_id"];
          if (read.length < atOnce) return;
          // So that what is on its way is written meanwhile.
          await new Promise(setImmediate);
        }
      },
      async check() {},
      async close() {
        snapshot.close();
        lock?.release();
      },
    };
  } catch (thrown) {
    lock?.release();
    throw thrown;
  }
}

/** Throws where a server has the file open; until `release` none can. */
export function lockAgainstServers(file: string): { release(): void } {
  try {
    return lockFile(file);
  } catch (thrown) {
    if ((thrown as { failure?: { codeName?: string } }).failure?.codeName === "LockBusy")
      throw new Refusal(`A server (or another such command) has ${file} open: stop it first.`);
    throw thrown;
  }
}
