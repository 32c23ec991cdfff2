/** The driver's cursor over a result that is read once it is wanted. */
import type { Document } from "./values.ts";

export class EngineCursor {
  private readonly read: () => Promise<Document[]>;
  private documents: Document[] | null = null;
  private at = 0;
  private transform: ((document: Document) => unknown) | null = null;
  closed = false;

  constructor(read: () => Promise<Document[]>) {
    this.read = read;
  }

  async toArray(): Promise<unknown[]> {
    const documents = this.documents ? this.documents.slice(this.at) : await this.read();
    this.closed = true;
    this.documents = [];
    return this.transform ? documents.map(this.transform) : documents;
  }

  async next(): Promise<unknown> {
    if (this.closed) return null;
    this.documents ??= await this.read();
    const document = this.documents[this.at];
    if (document === undefined) {
      this.closed = true;
      return null;
    }
    this.at++;
    return this.transform ? this.transform(document) : document;
  }
  async tryNext(): Promise<unknown> {
    return this.next();
  }
  async hasNext(): Promise<boolean> {
    this.documents ??= await this.read();
    return this.at < this.documents.length;
  }
  async forEach(visit: (document: unknown) => boolean | undefined): Promise<void> {
    for await (const document of this) if (visit(document) === false) break;
  }
  async *[Symbol.asyncIterator](): AsyncGenerator<unknown> {
    for (let document = await this.next(); document !== null; document = await this.next()) yield document;
  }
  map(transform: (document: Document) => unknown): this {
    this.transform = transform;
    return this;
  }
  rewind(): void {
    this.documents = null;
    this.at = 0;
    this.closed = false;
  }
  async close(): Promise<void> {
    this.closed = true;
    this.documents = null;
  }
  /** mongoose sets `noCursorTimeout` so; cursors here never time out. */
  addCursorFlag(): this {
    return this;
  }
}
