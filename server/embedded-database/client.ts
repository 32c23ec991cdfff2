/** The parts of the MongoDB driver's MongoClient and Db that mongoose reaches through a connection. */
import { EngineCollection } from "./collection.ts";
import { EngineCursor } from "./cursor.ts";
import { Engine, type EngineOptions } from "./engine.ts";
import { unsupported } from "./errors.ts";
import { revived } from "./mongo-errors.ts";
import type { Document } from "./values.ts";

export class Database {
  readonly databaseName = "main";
  readonly engine: Engine;
  private readonly known = new Map<string, EngineCollection>();

  constructor(engine: Engine) {
    this.engine = engine;
  }
  collection(name: string): EngineCollection {
    let collection = this.known.get(name);
    if (!collection) {
      collection = new EngineCollection(this, name);
      this.known.set(name, collection);
    }
    return collection;
  }
  async createCollection(name: string, options: Document = {}): Promise<EngineCollection> {
    for (const option of [
      "capped",
      "timeseries",
      "viewOn",
      "collation",
      "validator",
      "expireAfterSeconds",
      "clusteredIndex",
    ])
      if (options[option]) throw revived(unsupported(`collections with ${option}`));
    await this.writing(() => this.engine.write({ op: "createCollection", collection: name }));
    return this.collection(name);
  }
  async dropCollection(name: string): Promise<boolean> {
    return (await this.writing(() => this.engine.write({ op: "dropCollection", collection: name }))).existed === true;
  }
  async dropDatabase(): Promise<boolean> {
    await this.writing(() => this.engine.write({ op: "dropDatabase" }));
    return true;
  }
  private async writing<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (thrown) {
      throw revived(thrown);
    }
  }
  async collections(): Promise<EngineCollection[]> {
    return this.engine.collections().map((name) => this.collection(name));
  }
  listCollections(): EngineCursor {
    return EngineCursor.of(async () =>
      this.engine.collections().map((name) => ({ name, type: "collection", options: {} })),
    );
  }
  /** Answers as long as writes are taken. */
  private async ping(): Promise<Document> {
    await this.writing(() => this.engine.ping());
    return { ok: 1 };
  }
  /** The commands that health checks send. */
  async command(command: Document): Promise<Document> {
    if ("ping" in command || "hello" in command) return this.ping();
    throw revived(unsupported(`the command ${Object.keys(command)[0]}`));
  }
  admin(): { ping(): Promise<Document>; command(command: Document): Promise<Document> } {
    return { ping: () => this.ping(), command: (command) => this.command(command) };
  }
  aggregate(): never {
    throw revived(unsupported("aggregates over no collection"));
  }
  watch(): never {
    throw revived(unsupported("change streams"));
  }
}

export class Client {
  readonly engine: Engine;
  private readonly main: Database;

  constructor(file: string, options: EngineOptions) {
    this.engine = new Engine(file, options);
    this.main = new Database(this.engine);
  }
  db(): Database {
    return this.main;
  }
  async close(): Promise<void> {
    await this.engine.close();
  }
  startSession(): never {
    throw revived(unsupported("sessions and transactions"));
  }
  async withSession(): Promise<never> {
    throw revived(unsupported("sessions and transactions"));
  }
  async bulkWrite(): Promise<never> {
    throw revived(unsupported("bulk writes over several collections"));
  }
  on(): this {
    return this;
  }
}
