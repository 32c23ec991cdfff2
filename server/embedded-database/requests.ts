/** What the main thread asks of the two workers and what they answer; all of it crosses threads as it is. */
import type { Failure } from "./errors.ts";
import type { Marks } from "./marks.ts";
import type { FindRequest } from "./reads.ts";
import type { Document } from "./values.ts";

/** Documents, filters, updates and whatever else may hold dates and ids travel as text (see the codec). */
export type Encoded = string;

/** On every message between our threads: under `node --watch` Node sends its own over the same channel. */
export const MARK = "embedded-database";

export interface Letter<Body> {
  mark: typeof MARK;
  number: number;
  body: Body;
}
export interface Reply {
  mark: typeof MARK;
  answers: { number: number; answer?: unknown; failure?: Failure }[];
}
export const isOurs = (message: unknown): boolean => (message as { mark?: unknown } | null)?.mark === MARK;

/** What a worker is told before all else. */
export interface WorkerStart {
  file: string;
  synchronous: "FULL" | "NORMAL";
  largestFile?: number | undefined;
}

// ---- to the writer

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
  /** Only these rows are looked at: a scan found them. The filter decides again. */
  rows?: number[];
}

export interface DeleteRequest {
  op: "delete";
  collection: string;
  filter: Encoded;
  many: boolean;
  sort?: Encoded;
  tell?: "before";
  projection?: Encoded;
  rows?: number[];
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

export type WriterRequest =
  | WriteRequest
  | { op: "open"; start: WorkerStart }
  | { op: "ping" }
  | { op: "restartLog" }
  | { op: "close" };

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
  /** The marks of what it touched (marks.ts); none: all of its collection, or more. */
  touched?: Marks;
}

// ---- to the scanner

export interface Query extends FindRequest {
  collection: string;
  projection?: Document | undefined;
  /** The answer is kept. */
  keep?: boolean;
}

export type ScannerRequest =
  | { op: "find"; query: Encoded }
  | { op: "more"; cursor: number }
  | { op: "forget"; cursor: number }
  | { op: "rows"; query: Encoded }
  | { op: "count"; query: Encoded }
  | { op: "aggregate"; collection: string; pipeline: Encoded }
  | { op: "checkpoint" }
  | { op: "backup"; file: string }
  | { op: "close" };

/** A part of what was found; `cursor` is given while there is more. */
export interface Batch {
  documents: Encoded[];
  cursor?: number;
}
export interface CheckpointAnswer {
  /** Pages in the write-ahead log that are not yet in the file itself. */
  behind: number;
  pages: number;
}
