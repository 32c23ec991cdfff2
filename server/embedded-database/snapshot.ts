/** A file as it stands at one moment, read beside the server that has it open and goes on writing. */
import { decode } from "./codec.ts";
import { badValue } from "./errors.ts";
import { describeIndexes } from "./indexes.ts";
import { keyOf } from "./keys.ts";
import { type Collection, Store } from "./store.ts";
import type { Document } from "./values.ts";

export interface Snapshot {
  collections(): string[];
  /** As `listIndexes` describes them. */
  indexes(name: string): Document[];
  count(name: string): number;
  /** At most so many documents in the order of `_id`, beginning after one. */
  read(name: string, after: unknown, limit: number): Document[];
  close(): void;
}

/**
 * Opens a file for reading alone; it must exist. Takes no lock: until `close` everything that is read is of the moment of
 * opening, and the server's log grows meanwhile by what is written. Throws what names the file.
 */
export function openSnapshot(file: string): Snapshot {
  const store = new Store(file, { role: "visitor" });
  try {
    store.prepare("BEGIN").run();
    store.refresh();
  } catch (thrown) {
    store.close();
    if (/no such table/.test((thrown as Error).message)) throw badValue(`${file} is empty`);
    throw thrown;
  }
  const known = (name: string): Collection => {
    const collection = store.collection(name);
    if (!collection) throw badValue(`ns does not exist: ${name}`, 26, "NamespaceNotFound");
    return collection;
  };
  return {
    collections: () => store.names(),
    indexes: (name) => describeIndexes(known(name)),
    count: (name) => (store.prepare(`SELECT count(*) FROM ${known(name).table}`).get() as unknown as [number])[0],
    read(name, after, limit) {
      const { table } = known(name);
      const rows =
        after === undefined
          ? store.prepare(`SELECT document FROM ${table} ORDER BY id LIMIT ?`).all(limit)
          : store.prepare(`SELECT document FROM ${table} WHERE id > ? ORDER BY id LIMIT ?`).all(keyOf(after), limit);
      return rows.map((row) => decode((row as unknown as [string])[0]));
    },
    close: () => store.close(),
  };
}
