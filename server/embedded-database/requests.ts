/** What the main thread asks of the workers, and what they answer; all of it crosses threads as it is. */
import type { Failure } from "./errors.ts";

/** Documents, filters, updates and whatever else may hold dates and ids travel as text (see the codec). */
export type Encoded = string;

export interface UpdateRequest {
  op: "update";
  collection: string;
  filter: Encoded;
  update: Encoded;
  replacement: boolean;
  many: boolean;
  upsert: boolean;
  arrayFilters?: Encoded;
  sort?: Encoded;
  /** The id of a new document, if neither filter nor update say another. */
  spareId: string;
  /** Which document is told back, if any, and which of its fields. */
  tell?: "before" | "after";
  projection?: Encoded;
}

export interface DeleteRequest {
  op: "delete";
  collection: string;
  filter: Encoded;
  many: boolean;
  sort?: Encoded;
  tell?: "before";
  projection?: Encoded;
}

export interface InsertRequest {
  op: "insert";
  collection: string;
  document: Encoded;
}

export type SingleWrite = InsertRequest | UpdateRequest | DeleteRequest;

export type WriteRequest =
  | SingleWrite
  | { op: "bulk"; collection: string; writes: SingleWrite[]; ordered: boolean }
  | { op: "createCollection"; collection: string }
  | { op: "dropCollection"; collection: string }
  | { op: "dropDatabase" }
  | { op: "createIndex"; collection: string; key: Encoded; options: Encoded }
  | { op: "dropIndex"; collection: string; index: string };

export interface WriteAnswer {
  matched: number;
  modified: number;
  deleted: number;
  /** The `_id` of a document that an upsert made, as a document `{ _id }`. */
  upserted?: Encoded;
  told?: Encoded;
  /** The name of an index, or whether a collection was there to drop. */
  name?: string;
  existed?: boolean;
  bulk?: { answers: (WriteAnswer | null)[]; failures: { index: number; failure: Failure }[] };
}

export type ReadRequest =
  | {
      op: "find";
      collection: string;
      filter: Encoded;
      sort?: Encoded;
      skip?: number;
      limit?: number;
      projection?: Encoded;
    }
  | { op: "count"; collection: string; filter: Encoded; skip?: number; limit?: number }
  | { op: "aggregate"; collection: string; pipeline: Encoded };

export interface ReadAnswer {
  documents?: Encoded[];
  count?: number;
}
