/** The driver's cursor over a result, which is read once it is wanted: all at once, or part by part. */
import { revived } from "./mongo-errors.ts";
import type { Document } from "./values.ts";

/** What the cursor's own methods add to what `find` was given. */
export type Refinement = Record<"sort" | "skip" | "limit" | "projection", unknown>;

interface Source {
  all(refined: Partial<Refinement>): Promise<Document[]>;
  parts(refined: Partial<Refinement>): AsyncGenerator<Document[]>;
}

export class EngineCursor {
  private readonly source: Source;
  private reading: AsyncGenerator<Document[]> | null = null;
  private part: Document[] = [];
  private at = 0;
  private transform: ((document: Document) => unknown) | null = null;
  private readonly refined: Partial<Refinement> = {};
  closed = false;

  constructor(source: Source) {
    this.source = source;
  }

  static of(all: () => Promise<Document[]>): EngineCursor {
    return new EngineCursor({
      all,
      async *parts() {
        yield await all();
      },
    });
  }

  async toArray(): Promise<unknown[]> {
    if (this.reading) {
      const rest: unknown[] = [];
      for await (const document of this) rest.push(document);
      return rest;
    }
    if (this.closed) return [];
    const documents = await this.source.all(this.refined);
    this.closed = true;
    return this.transform ? documents.map(this.transform) : documents;
  }

  async next(): Promise<unknown> {
    if (!(await this.hasNext())) return null;
    const document = this.part[this.at++] as Document;
    return this.transform ? this.transform(document) : document;
  }
  async tryNext(): Promise<unknown> {
    return this.next();
  }
  async hasNext(): Promise<boolean> {
    while (!this.closed && this.at >= this.part.length) {
      this.reading ??= this.source.parts(this.refined);
      try {
        const next = await this.reading.next();
        if (next.done) this.closed = true;
        else this.part = next.value;
        this.at = 0;
      } catch (thrown) {
        this.closed = true;
        throw revived(thrown);
      }
    }
    return !this.closed;
  }
  async forEach(visit: (document: unknown) => unknown): Promise<void> {
    for await (const document of this) if (visit(document) === false) break;
  }
  async *[Symbol.asyncIterator](): AsyncGenerator<unknown> {
    try {
      for (let document = await this.next(); document !== null; document = await this.next()) yield document;
    } finally {
      await this.close();
    }
  }
  sort(sort: unknown, way?: unknown): this {
    this.refined.sort = typeof sort === "string" ? { [sort]: way ?? 1 } : sort;
    return this;
  }
  skip(skip: number): this {
    this.refined.skip = skip;
    return this;
  }
  limit(limit: number): this {
    this.refined.limit = limit;
    return this;
  }
  project(projection: Document): this {
    this.refined.projection = projection;
    return this;
  }
  map(transform: (document: Document) => unknown): this {
    this.transform = transform;
    return this;
  }
  rewind(): void {
    this.reading = null;
    this.part = [];
    this.at = 0;
    this.closed = false;
  }
  async close(): Promise<void> {
    this.closed = true;
    this.part = [];
    await this.reading?.return(undefined);
  }
  /** mongoose sets `noCursorTimeout` so; cursors here never time out. */
  addCursorFlag(): this {
    return this;
  }
  /** Parts have a size of their own here. */
  batchSize(): this {
    return this;
  }
}
