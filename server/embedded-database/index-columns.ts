/** How the columns of an index's table are called; the documents' own table counts as an index on `_id`. */
import type { Index } from "./store.ts";

export const ID_INDEX = "_id_";

/** The documents' own table as an index. */
export const ID = {
  key: [["_id", 1]],
  unique: true,
  multikey: 0,
  partial: null,
  sparse: false,
  name: ID_INDEX,
} as unknown as Index;

export const isIdIndex = (index: Index | null): boolean => index === ID;
export const columnOf = (index: Index, at: number): string => (index === ID ? "id" : `k${at}`);

/** Whether some document has an array on this path of the index. */
export const isArrayAt = (index: Index, at: number): boolean => (index.multikey & (1 << at)) !== 0;
