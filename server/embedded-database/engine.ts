/** One database file, opened: the door through which reads and writes go. */
import { aggregateRows } from "./aggregation.ts";
import { decode, decodeValue, encode } from "./codec.ts";
import { describeIndexes } from "./indexes.ts";
import type { Sort } from "./planner.ts";
import { projector } from "./projection.ts";
import { countRows, documentOf, findRows } from "./reads.ts";
import type { ReadAnswer, ReadRequest, WriteAnswer, WriteRequest } from "./requests.ts";
import { Store } from "./store.ts";
import type { Document } from "./values.ts";
import { write } from "./writes.ts";

export interface EngineOptions {
  /** FULL (the default): an acknowledged write survives a power cut. NORMAL: it survives the death of the process alone. */
  synchronous?: "FULL" | "NORMAL";
}

export class Engine {
  readonly file: string;
  private readonly store: Store;

  constructor(file: string, options: EngineOptions = {}) {
    this.file = file;
    this.store = new Store(file, { readOnly: false, synchronous: options.synchronous ?? "FULL" });
  }

  async write(request: WriteRequest): Promise<WriteAnswer> {
    this.store.prepare("BEGIN IMMEDIATE").run();
    try {
      const answer = write(this.store, request);
      this.store.prepare("COMMIT").run();
      return answer;
    } catch (thrown) {
      if (this.store.sqlite.isTransaction) this.store.prepare("ROLLBACK").run();
      this.store.distrust();
      throw thrown;
    }
  }

  async find(request: Extract<ReadRequest, { op: "find" }>): Promise<Document[]> {
    const shown = request.projection === undefined ? null : projector(decode(request.projection));
    return this.store.inSnapshot(() => {
      const collection = this.store.collection(request.collection);
      if (!collection) return [];
      const sort = request.sort === undefined ? {} : (decode(request.sort) as Sort);
      const found = findRows(this.store, collection, { ...request, filter: decode(request.filter), sort }).map(
        documentOf,
      );
      return shown ? found.map(shown) : found;
    });
  }

  async count(request: Extract<ReadRequest, { op: "count" }>): Promise<number> {
    return this.store.inSnapshot(() => {
      const collection = this.store.collection(request.collection);
      return collection ? countRows(this.store, collection, { ...request, filter: decode(request.filter) }) : 0;
    });
  }

  async aggregate(request: Extract<ReadRequest, { op: "aggregate" }>): Promise<Document[]> {
    return this.store.inSnapshot(() => {
      const collection = this.store.collection(request.collection);
      return collection ? aggregateRows(this.store, collection, decodeValue(request.pipeline) as Document[]) : [];
    });
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

  async close(): Promise<void> {
    this.store.close();
  }
}
export type { ReadAnswer };
export { encode };
