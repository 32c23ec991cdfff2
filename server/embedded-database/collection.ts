/** The methods of the MongoDB driver's Collection that mongoose calls, each checked, then handed to the engine. */
import mongoose from "mongoose";
import {
  checkedFilter,
  encodedProjection,
  encodedSort,
  type Options,
  partsOfQuery,
  thrownLater,
  window,
} from "./call-arguments.ts";
import type { Database } from "./client.ts";
import { decode, encode, plain } from "./codec.ts";
import { EngineCursor } from "./cursor.ts";
import type { Engine } from "./engine.ts";
import { badValue, unsupported } from "./errors.ts";
import { duplicatesAsBulkError, revived } from "./mongo-errors.ts";
import { checkFilter, checkOptions } from "./refusals.ts";
import type { Query, WriteAnswer, WriteRequest } from "./requests.ts";
import type { Document } from "./values.ts";
import { deleteRequest, insertRequest, singleWrite, type UpdateCall, updateRequest } from "./write-requests.ts";

/** Everything that the engine throws becomes the driver's own error. */
async function driverCall<T>(work: () => Promise<T> | T): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    throw revived(thrown);
  }
}

export class EngineCollection {
  readonly collectionName: string;
  private readonly database: Database;

  constructor(database: Database, name: string) {
    this.database = database;
    this.collectionName = name;
  }
  get dbName(): string {
    return this.database.databaseName;
  }
  get namespace(): string {
    return `${this.dbName}.${this.collectionName}`;
  }
  private get engine(): Engine {
    return this.database.engine;
  }

  // ---- reading

  find(filter?: unknown, options?: Options): EngineCursor {
    // Taken as it is now; asked once the cursor is.
    const query = thrownLater(() => this.query("find", filter, options));
    const refine = (refined: Document) => ({
      ...query(),
      ...(Object.keys(refined).length > 0 ? partsOfQuery(refined) : {}),
    });
    return new EngineCursor({
      all: (refined) => driverCall(() => this.engine.find(refine(refined))),
      parts: (refined) => this.engine.stream(refine(refined)),
    });
  }
  async findOne(filter?: unknown, options?: Options): Promise<Document | null> {
    const [found] = await driverCall(() => this.engine.find({ ...this.query("findOne", filter, options), limit: 1 }));
    return found ?? null;
  }
  async countDocuments(filter?: unknown, options?: Options): Promise<number> {
    return driverCall(() => {
      checkOptions("countDocuments", options, ["skip", "limit"]);
      return this.engine.count({ collection: this.collectionName, filter: checkedFilter(filter), ...window(options) });
    });
  }
  async estimatedDocumentCount(options?: Options): Promise<number> {
    return driverCall(() => {
      checkOptions("estimatedDocumentCount", options, []);
      return this.engine.count({ collection: this.collectionName, filter: {} });
    });
  }
  async distinct(field: string, filter?: unknown, options?: Options): Promise<unknown[]> {
    return driverCall(async () => {
      checkOptions("distinct", options, []);
      const stages = [
        { $match: checkedFilter(filter) },
        { $project: { _id: 0, value: `$${field}` } },
        { $unwind: "$value" },
        { $group: { _id: "$value" } },
        { $sort: { _id: 1 } },
      ];
      const found = await this.engine.aggregate(this.collectionName, stages);
      return found.map((each) => each["_id"]);
    });
  }
  aggregate(pipeline: unknown, options?: Options): EngineCursor {
    return EngineCursor.of(() =>
      driverCall(() => {
        checkOptions("aggregate", options, []);
        return this.engine.aggregate(this.collectionName, plain(pipeline) as Document[]);
      }),
    );
  }

  private query(call: string, filter: unknown, options: Options): Query {
    checkOptions(call, options, ["sort", "skip", "limit", "projection", "fields"]);
    return {
      collection: this.collectionName,
      filter: checkedFilter(filter),
      ...partsOfQuery(options),
    };
  }

  // ---- writing

  private async write(request: WriteRequest): Promise<WriteAnswer> {
    return this.engine.write(request);
  }

  async insertOne(document: Document, options?: Options): Promise<Document> {
    return driverCall(async () => {
      checkOptions("insertOne", options, []);
      await this.write(insertRequest(this.collectionName, document));
      return { acknowledged: true, insertedId: document["_id"] };
    });
  }
  async insertMany(documents: Document[], options?: Options): Promise<Document> {
    if (!Array.isArray(documents)) throw revived(badValue("insertMany needs an array"));
    const result = await this.bulkWrite(
      documents.map((document) => ({ insertOne: { document } })),
      options,
    );
    return { acknowledged: true, insertedCount: result.insertedCount, insertedIds: result.insertedIds };
  }
  async updateOne(filter: unknown, update: unknown, options?: Options): Promise<Document> {
    return this.update("updateOne", filter, update, options);
  }
  async updateMany(filter: unknown, update: unknown, options?: Options): Promise<Document> {
    return this.update("updateMany", filter, update, options);
  }
  async replaceOne(filter: unknown, replacement: unknown, options?: Options): Promise<Document> {
    return this.update("replaceOne", filter, replacement, options);
  }
  private async update(call: UpdateCall, filter: unknown, update: unknown, options: Options): Promise<Document> {
    return driverCall(async () => {
      checkOptions(call, options, ["upsert", "arrayFilters", "sort"]);
      const answer = await this.write(updateRequest(this.collectionName, call, filter, update, options));
      const upsertedId = answer.upserted ? decode(answer.upserted)["_id"] : null;
      return {
        acknowledged: true,
        matchedCount: answer.matched,
        modifiedCount: answer.modified,
        upsertedCount: answer.upserted ? 1 : 0,
        upsertedId,
      };
    });
  }
  async deleteOne(filter: unknown, options?: Options): Promise<Document> {
    return this.delete("deleteOne", filter, options);
  }
  async deleteMany(filter: unknown, options?: Options): Promise<Document> {
    return this.delete("deleteMany", filter, options);
  }
  private async delete(call: "deleteOne" | "deleteMany", filter: unknown, options: Options): Promise<Document> {
    return driverCall(async () => {
      checkOptions(call, options, []);
      const answer = await this.write(deleteRequest(this.collectionName, call, filter));
      return { acknowledged: true, deletedCount: answer.deleted };
    });
  }

  async findOneAndUpdate(filter: unknown, update: unknown, options?: Options): Promise<unknown> {
    return this.findAndChange("updateOne", filter, update, options);
  }
  async findOneAndReplace(filter: unknown, replacement: unknown, options?: Options): Promise<unknown> {
    return this.findAndChange("replaceOne", filter, replacement, options);
  }
  private async findAndChange(call: UpdateCall, filter: unknown, update: unknown, options: Options): Promise<unknown> {
    return driverCall(async () => {
      checkOptions("findOneAndUpdate", options, [
        "upsert",
        "arrayFilters",
        "sort",
        "projection",
        "fields",
        "returnDocument",
        "new",
        "remove",
      ]);
      const request = updateRequest(this.collectionName, call, filter, update, options);
      request.tell = wantsAfter(options) ? "after" : "before";
      const answer = await this.write({ ...request, ...encodedProjection(options) });
      const upserted = answer.upserted ? decode(answer.upserted)["_id"] : undefined;
      const value = answer.told === undefined ? null : decode(answer.told);
      if (!options?.["includeResultMetadata"]) return value;
      const lastErrorObject = {
        n: answer.matched || (answer.upserted ? 1 : 0),
        updatedExisting: answer.matched > 0,
        ...(answer.upserted ? { upserted } : {}),
      };
      return { value, ok: 1, lastErrorObject };
    });
  }
  async findOneAndDelete(filter: unknown, options?: Options): Promise<unknown> {
    return driverCall(async () => {
      checkOptions("findOneAndDelete", options, ["sort", "projection", "fields"]);
      const answer = await this.write({
        ...deleteRequest(this.collectionName, "deleteOne", filter),
        tell: "before",
        ...encodedSort(options),
        ...encodedProjection(options),
      });
      const value = answer.told === undefined ? null : decode(answer.told);
      return options?.["includeResultMetadata"] ? { value, ok: 1, lastErrorObject: { n: answer.deleted } } : value;
    });
  }

  async bulkWrite(operations: Document[], options?: Options) {
    return driverCall(async () => {
      checkOptions("bulkWrite", options, ["ordered"]);
      const ordered = options?.["ordered"] !== false;
      const writes = operations.map((operation) => singleWrite(this.collectionName, operation));
      const { bulk } = await this.write({ op: "bulk", collection: this.collectionName, writes, ordered });
      return duplicatesAsBulkError(operations, bulk as NonNullable<typeof bulk>, ordered);
    });
  }
  // ---- indexes

  async createIndex(key: unknown, options: Options = {}): Promise<string> {
    return driverCall(async () => {
      checkOptions("createIndex", { session: options["session"] }, []);
      const { session: _, ...rest } = options;
      const spec = typeof key === "string" ? { [key]: 1 } : Array.isArray(key) ? Object.fromEntries(key) : key;
      const partial = plain(rest["partialFilterExpression"]);
      if (partial !== null && partial !== undefined) checkFilter(partial);
      const answer = await this.write({
        op: "createIndex",
        collection: this.collectionName,
        key: encode(spec),
        options: encode(rest),
      });
      return answer.name as string;
    });
  }
  async createIndexes(specifications: { key: Document }[]): Promise<string[]> {
    const names: string[] = [];
    for (const { key, ...options } of specifications) names.push(await this.createIndex(key, options));
    return names;
  }
  listIndexes(): EngineCursor {
    return EngineCursor.of(() =>
      driverCall(async () => {
        const found = this.engine.indexes(this.collectionName);
        if (!found) throw badValue(`ns does not exist: ${this.namespace}`, 26, "NamespaceNotFound");
        return found;
      }),
    );
  }
  async indexes(): Promise<unknown[]> {
    return this.listIndexes().toArray();
  }
  async dropIndex(index: string): Promise<Document> {
    return driverCall(async () => {
      await this.write({ op: "dropIndex", collection: this.collectionName, index });
      return { ok: 1 };
    });
  }
  async dropIndexes(): Promise<boolean> {
    for (const index of this.engine.indexes(this.collectionName) ?? [])
      if (index["name"] !== "_id_") await this.dropIndex(index["name"] as string);
    return true;
  }
  async drop(): Promise<boolean> {
    return this.database.dropCollection(this.collectionName);
  }

  watch(): never {
    throw revived(unsupported("change streams"));
  }
}

/** `new` and `returnOriginal` are older names of the same. */
const wantsAfter = (options: Options): boolean =>
  options?.["returnDocument"] === "after" || options?.["new"] === true || options?.["returnOriginal"] === false;

// Whatever else the driver's collections can do is refused by name too.
for (const name of Object.getOwnPropertyNames(mongoose.mongo.Collection.prototype)) {
  const own = Object.getOwnPropertyDescriptor(mongoose.mongo.Collection.prototype, name);
  if (typeof own?.value !== "function" || name in EngineCollection.prototype) continue;
  Object.defineProperty(EngineCollection.prototype, name, {
    value: () => {
      throw revived(unsupported(`the method ${name} of a collection`));
    },
  });
}
