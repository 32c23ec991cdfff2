/** The engines that the conformance suite runs on: always the embedded one, and one that speaks MongoDB's protocol. */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, test } from "@jest/globals";
import mongoose, { type Connection, type Schema } from "mongoose";
import { useEmbeddedDriver } from "../../server/embedded-database/index.ts";
import { anotherDatabase } from "../support/another-database.ts";
import { isSecantus, LACKING, startMongoProtocolServer } from "../support/mongo-protocol.ts";
import { freshFile, type Row } from "./fresh-file.ts";

useEmbeddedDriver();

type Collection = ReturnType<Connection["collection"]>;

/** What a story is given: fresh collections of a running engine. */
export interface Engine {
  embedded: boolean;
  connection: () => Connection;
  /** A collection of its own with these documents and indexes. */
  collection: (documents?: Row[], indexes?: [key: Row, options?: Row][]) => Promise<Collection>;
  /** A model with a collection of its own, its indexes built. */
  model: (schema: Schema) => Promise<mongoose.Model<Row>>;
  /** `test`, but skipped on servers that are known to differ from MongoDB here. */
  test: (name: string, story: () => Promise<void>) => void;
}

export function onEveryEngine(stories: (engine: Engine) => void): void {
  describe("the embedded database", () => run(stories, true, freshEmbedded, new Set()));
  const given = process.env["MONGO_URL"];
  if (given)
    describe("MONGO_URL", () =>
      run(
        stories,
        false,
        async () => ({ url: anotherDatabase(given), stop: async () => {} }),
        isSecantus() ? LACKING : new Set(),
      ));
  else onProtocolServer(stories);
}

// Started while the file loads, since jest must know before the first story whether to skip.
const server = process.env["MONGO_URL"] ? { unavailable: "MONGO_URL is given" } : await startMongoProtocolServer();

function onProtocolServer(stories: (engine: Engine) => void): void {
  if ("unavailable" in server) {
    process.stdout.write(`The suite does not run over MongoDB's protocol: ${server.unavailable}\n`);
    describe.skip("a server of MongoDB's protocol", () => run(stories, false, freshEmbedded, new Set()));
  } else describe("a server of MongoDB's protocol", () => run(stories, false, async () => server, LACKING));
}

async function freshEmbedded() {
  const { url, remove } = await freshFile();
  return { url, stop: remove };
}

function run(
  stories: (engine: Engine) => void,
  embedded: boolean,
  start: () => Promise<{ url: string; stop: () => Promise<void> }>,
  lacking: Set<string>,
): void {
  let connection: Connection;
  let stop: (() => Promise<void>) | undefined;
  beforeAll(async () => {
    const started = await start();
    stop = started.stop;
    connection = await mongoose.createConnection(started.url).asPromise();
  }, 60_000);
  afterAll(async () => {
    if (!embedded) await connection?.dropDatabase();
    await connection?.destroy();
    await stop?.();
  });
  stories({
    embedded,
    connection: () => connection,
    collection: async (documents = [], indexes = []) => {
      const collection = connection.collection(`stories_${randomUUID()}`);
      for (const [key, options] of indexes) await collection.createIndex(key as never, options);
      if (documents.length > 0) await collection.insertMany(documents as never);
      return collection;
    },
    model: async (schema) => {
      const name = `Story${randomUUID()}`;
      const model = connection.model<Row>(name, schema as never, name) as unknown as mongoose.Model<Row>;
      await model.init();
      return model;
    },
    test: (name, story) => (lacking.has(name) ? test.skip : test)(name, story),
  });
}

/** The `_id`s of what a cursor yields. */
export async function ids(cursor: { toArray(): Promise<unknown[]> }): Promise<unknown[]> {
  return (await cursor.toArray()).map((each) => (each as Row)["_id"]);
}
