/**
 * One database file, opened. Small reads happen here, on a connection of the main thread; writes go to the writer,
 * and reads that turn out long to the scanner, so that neither holds the event loop.
 */
import { decode, decodeValue, encode } from "./codec.ts";
import { findCovered } from "./covered.ts";
import { describeIndexes } from "./indexes.ts";
import { isToKeep, type KeptAnswer, KeptReads, type Question } from "./kept-reads.ts";
import { lockFile } from "./lock.ts";
import { isLong, isLongBulk, writeBulkInParts, writeRows } from "./long-writes.ts";
import { isMarked } from "./marks.ts";
import { projector } from "./projection.ts";
import { countRows, documentOf, findById, findRows, TOO_MUCH } from "./reads.ts";
import type {
  Batch,
  CheckpointAnswer,
  Query,
  ScannerRequest,
  WorkerStart,
  WriteAnswer,
  WriteRequest,
  WriterRequest,
} from "./requests.ts";
import { Store } from "./store.ts";
import { startScanner, startWriter } from "./threads.ts";
import type { Document } from "./values.ts";
import { WorkerLink } from "./worker-link.ts";

export interface EngineOptions {
  /** FULL (the default): an acknowledged write survives a power cut. NORMAL: it survives the death of the process alone. */
  synchronous?: "FULL" | "NORMAL";
  /** Bytes beyond which the file does not grow: writes are refused then, as on a full disk. */
  largestFile?: number;
}

/** Rows that the main thread looks at for one question, before it leaves the question to the scanner: about 2 ms. */
const ALLOWED_ROWS = 300;
/** Keys that it counts: about 0.2 ms. */
const ALLOWED_KEYS = 5_000;
/** Writes after which the log is moved into the file; some 16 MB. */
const WRITES_A_CHECKPOINT = 4_000;
/** Pages (of 4 KB) in the log from which on it is begun anew even while writes never pause. */
const LONG_LOG = 8_000;

function shownOf({ projection }: Query, found: Document[]): Document[] {
  const shown = found.length > 0 ? projector(projection) : null;
  return shown ? found.map(shown) : found;
}

export class Engine {
  readonly file: string;
  readonly kept = new KeptReads();
  private readonly lock: { release(): void };
  private readonly store: Store;
  private readonly start: WorkerStart;
  private readonly writer: WorkerLink<WriterRequest>;
  private scanner: WorkerLink<ScannerRequest> | null = null;
  private writesSinceCheckpoint = 0;
  private checkpointing: Promise<void> | null = null;
  private closed = false;

  constructor(file: string, options: EngineOptions = {}) {
    this.file = file;
    this.lock = lockFile(file);
    this.start = { file, synchronous: options.synchronous ?? "FULL", largestFile: options.largestFile };
    try {
      this.store = new Store(file, { role: "reader" });
    } catch (thrown) {
      this.lock.release();
      throw thrown;
    }
    // What was written before its thread ended may be unheard of.
    this.writer = new WorkerLink<WriterRequest>(startWriter(), () => this.kept.clear());
    // Where it cannot, its thread ends, and whoever writes is told so.
    this.writer.ask({ op: "open", start: this.start }).catch(() => {});
  }

  // ---- writing

  async write(request: WriteRequest): Promise<WriteAnswer> {
    if (isLongBulk(request)) return writeBulkInParts(request, (part) => this.writeAtOnce(part));
    if (!isLong(this.store, request)) return this.writeAtOnce(request);
    const query: Query = { collection: request.collection, filter: decode(request.filter) };
    const rows = await this.scan().ask<number[]>({ op: "rows", query: encode(query) });
    return writeRows(request, rows, (part) => this.writeAtOnce(part));
  }

  private async writeAtOnce(request: WriteRequest): Promise<WriteAnswer> {
    const answer = await this.writer.ask<WriteAnswer>(request, (heard) => this.forget(request, heard));
    const rows = request.op === "update" || request.op === "delete" ? request.rows : undefined;
    this.written(request.op === "bulk" ? request.writes.length : (rows?.length ?? 1));
    return answer;
  }

  /** What was read before may be true no longer. */
  private forget(request: WriteRequest, { touched, bulk }: WriteAnswer): void {
    if (request.op === "dropDatabase") this.kept.clear();
    else if (!bulk) this.kept.drop(request.collection, touched ?? null);
    else for (const answer of bulk.answers) if (answer) this.kept.drop(request.collection, answer.touched ?? null);
  }

  private written(count: number): void {
    this.writesSinceCheckpoint += count;
    if (this.writesSinceCheckpoint < WRITES_A_CHECKPOINT || this.checkpointing || this.closed) return;
    this.writesSinceCheckpoint = 0;
    this.checkpointing = this.checkpoint()
      // A checkpoint that fails (a full disk) is tried again later; nothing that was acknowledged depends on it.
      .catch(() => {})
      .finally(() => {
        this.checkpointing = null;
      });
  }

  private async checkpoint(): Promise<void> {
    const { pages } = await this.scan().ask<CheckpointAnswer>({ op: "checkpoint" });
    if (pages > LONG_LOG) await this.writer.ask({ op: "restartLog" });
  }

  // ---- reading

  /** What is found at once, and kept from now on; null where it takes longer, or is no question whose answer is kept. */
  readAndKeep(collection: string, question: Question): KeptAnswer | null {
    return isToKeep(question) ? this.findHere({ ...question, collection, keep: true }) : null;
  }

  /** Everything found, for whoever wants all of it. */
  async find(query: Query): Promise<Document[]> {
    const here = this.findHere(query);
    if (here) return here;
    const all: Document[] = [];
    for await (const batch of this.batches(query)) all.push(...batch);
    return all;
  }

  /** What was found in parts, so that a long result is never in memory as a whole. */
  async *stream(query: Query): AsyncGenerator<Document[]> {
    const here = this.findHere(query);
    if (here) yield here;
    else yield* this.batches(query);
  }

  private findHere(query: Query): Document[] | null {
    const direct = findById(this.store, query);
    if (direct) return this.noted(query, shownOf(query, direct));
    try {
      return this.store.inSnapshot(() => {
        const collection = this.store.collection(query.collection);
        if (!collection) return this.noted(query, []);
        const covered = findCovered(this.store, collection, query);
        if (covered) return this.noted(query, covered);
        return this.noted(query, shownOf(query, findRows(this.store, collection, query, ALLOWED_ROWS).map(documentOf)));
      });
    } catch (thrown) {
      if (thrown === TOO_MUCH) return null;
      throw thrown;
    }
  }

  /** Kept at once, so that no write can be heard of between reading and keeping. */
  private noted(query: Query, found: Document[]): Document[] {
    if (query.keep) {
      const collection = this.store.collection(query.collection);
      this.kept.put(query.collection, query, found, (path) => isMarked(collection, path));
    }
    return found;
  }

  private async *batches(query: Query): AsyncGenerator<Document[]> {
    // Its cursors are its own: one that is begun after it gives the same numbers to others.
    const scanner = this.scan();
    let batch = await scanner.ask<Batch>({ op: "find", query: encode(query) });
    try {
      for (;;) {
        yield batch.documents.map(decode);
        if (batch.cursor === undefined) return;
        batch = await scanner.ask<Batch>({ op: "more", cursor: batch.cursor });
      }
    } finally {
      // Left early: whether the scanner still hears of it matters to nobody.
      if (batch.cursor !== undefined && !this.closed)
        await scanner.ask({ op: "forget", cursor: batch.cursor }).catch(() => {});
    }
  }

  async count(query: Query): Promise<number> {
    try {
      return this.store.inSnapshot(() => {
        const collection = this.store.collection(query.collection);
        return collection ? countRows(this.store, collection, query, { rows: ALLOWED_ROWS, keys: ALLOWED_KEYS }) : 0;
      });
    } catch (thrown) {
      if (thrown !== TOO_MUCH) throw thrown;
      return this.scan().ask<number>({ op: "count", query: encode(query) });
    }
  }

  async aggregate(collection: string, pipeline: Document[]): Promise<Document[]> {
    const text = await this.scan().ask<string>({ op: "aggregate", collection, pipeline: encode(pipeline) });
    return decodeValue(text) as Document[];
  }

  collections(): string[] {
    return this.store.inSnapshot(() => this.store.names());
  }
  indexes(name: string): Document[] | null {
    return this.store.inSnapshot(() => {
      const collection = this.store.collection(name);
      return collection ? describeIndexes(collection) : null;
    });
  }

  /** Resolves if writes are still taken. */
  async ping(): Promise<void> {
    await this.writer.ask({ op: "ping" });
  }

  /** Copies the database into a new file as it stands at one moment, while writes go on. */
  async backup(file: string): Promise<void> {
    await this.scan().ask({ op: "backup", file });
  }

  /** Started when first needed (many a short run never is), and again after one that died: it keeps nothing but cursors. */
  private scan(): WorkerLink<ScannerRequest> {
    if (this.scanner) return this.scanner;
    const link = new WorkerLink<ScannerRequest>(startScanner(this.start), () => {
      if (this.scanner === link && !this.closed) this.scanner = null;
    });
    this.scanner = link;
    return link;
  }

  /** What was asked before is done first. */
  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    await this.writer.close({ op: "close" });
    await this.checkpointing;
    await this.scanner?.close({ op: "close" });
    this.kept.clear();
    this.store.close();
    this.lock.release();
  }
}
