/** The worker that takes its time: scans, aggregates, long results in parts, checkpoints and backups. */
import { parentPort, workerData } from "node:worker_threads";
import { aggregateRows, checkPipeline } from "./aggregation.ts";
import { decode, decodeValue, encode } from "./codec.ts";
import { asFailure, badValue } from "./errors.ts";
import { matcher } from "./matcher.ts";
import { projector } from "./projection.ts";
import { countRows, findRowNumbers } from "./reads.ts";
import {
  type Batch,
  type CheckpointAnswer,
  isOurs,
  type Letter,
  MARK,
  type Query,
  type Reply,
  type ScannerRequest,
  type WorkerStart,
} from "./requests.ts";
import { Store } from "./store.ts";
import type { Document } from "./values.ts";

const port = parentPort as NonNullable<typeof parentPort>;
const { file } = workerData as WorkerStart;
const store = new Store(file, { role: "checkpointer" });

/** So that the main thread never decodes for long at once. */
const BATCH = { documents: 500, letters: 2_000_000 };

interface OpenCursor {
  query: Query;
  rows: number[];
  at: number;
}
const cursors = new Map<number, OpenCursor>();
let lastCursor = 0;

port.on("message", (message: unknown) => {
  if (!isOurs(message)) return;
  for (const { number, body } of (message as { letters: Letter<ScannerRequest>[] }).letters) {
    try {
      port.postMessage({ mark: MARK, answers: [{ number, answer: answerTo(body) }] } satisfies Reply);
    } catch (thrown) {
      port.postMessage({ mark: MARK, answers: [{ number, failure: asFailure(thrown) }] } satisfies Reply);
    }
    if (body.op === "close") port.close();
  }
});

function answerTo(request: ScannerRequest): unknown {
  switch (request.op) {
    case "find":
      return find(decode(request.query) as unknown as Query);
    case "more":
      return more(request.cursor);
    case "forget":
      return cursors.delete(request.cursor);
    case "rows":
      return rowsOf(decode(request.query) as unknown as Query);
    case "count":
      return count(decode(request.query) as unknown as Query);
    case "aggregate":
      return aggregate(request.collection, decodeValue(request.pipeline) as Document[]);
    case "checkpoint":
      return checkpoint();
    case "backup":
      return backup(request.file);
    case "close":
      return store.close();
  }
}

function rowsOf(query: Query): number[] {
  return store.inSnapshot(() => {
    const collection = store.collection(query.collection);
    return collection ? findRowNumbers(store, collection, query) : [];
  });
}

function find(query: Query): Batch {
  const cursor: OpenCursor = { query, rows: rowsOf(query), at: 0 };
  return batchOf(cursor, ++lastCursor);
}

function more(number: number): Batch {
  const cursor = cursors.get(number);
  if (!cursor) throw badValue(`cursor id ${number} not found`, 43, "CursorNotFound");
  cursors.delete(number);
  return batchOf(cursor, number);
}

/** The next part. What has changed since and matches no longer is left out, as in MongoDB. */
function batchOf(cursor: OpenCursor, number: number): Batch {
  const { query } = cursor;
  const shown = projector(query.projection);
  const test = matcher(query.filter);
  const documents: string[] = [];
  let letters = 0;
  store.inSnapshot(() => {
    const collection = store.collection(query.collection);
    if (!collection) {
      cursor.at = cursor.rows.length;
      return;
    }
    const get = store.prepare(`SELECT document FROM ${collection.table} WHERE row = ?`);
    while (cursor.at < cursor.rows.length && documents.length < BATCH.documents && letters < BATCH.letters) {
      const found = get.get(cursor.rows[cursor.at++] as number) as unknown as [string] | undefined;
      const document = found && decode(found[0]);
      if (!document || !test(document)) continue;
      const text = shown ? encode(shown(document)) : (found as [string])[0];
      documents.push(text);
      letters += text.length;
    }
  });
  if (cursor.at >= cursor.rows.length) return { documents };
  keep(number, cursor);
  return { documents, cursor: number };
}

/** Cursors that nobody closed would stay for ever: the oldest make room. */
const MOST_CURSORS = 1_000;

function keep(number: number, cursor: OpenCursor): void {
  cursors.set(number, cursor);
  const [oldest] = cursors.keys();
  if (cursors.size > MOST_CURSORS && oldest !== undefined) cursors.delete(oldest);
}

function count(query: Query): number {
  return store.inSnapshot(() => {
    const collection = store.collection(query.collection);
    return collection ? countRows(store, collection, query) : 0;
  });
}

function aggregate(name: string, pipeline: Document[]): string {
  checkPipeline(pipeline);
  return store.inSnapshot(() => {
    const collection = store.collection(name);
    return encode(collection ? aggregateRows(store, collection, pipeline) : aggregateRows(store, null, pipeline));
  });
}

/** Moves the write-ahead log into the file without holding anybody up; says how much is left. */
function checkpoint(): CheckpointAnswer {
  const [, pages, moved] = store.prepare("PRAGMA wal_checkpoint(PASSIVE)").get() as unknown as [number, number, number];
  return { pages, behind: pages - moved };
}

/** A copy of the file as it stands at one moment, while others go on writing. */
function backup(target: string): null {
  store.prepare("VACUUM INTO ?").run(target);
  return null;
}
