/** A MongoDB as a source. */
import mongoose, { type mongo } from "mongoose";
import { sayWhyNot } from "../database/say-why-not.ts";
import { collectionsOf, marksOf, readMark } from "../database/schema.ts";
import { Refusal } from "./command.ts";
import { holdLease } from "./hold-lease.ts";
import { databaseNameOf, nameOf } from "./place.ts";
import { atOnce, type Document, indexSpecs, isOfThePlace, markFrom, type Source } from "./source.ts";

/** What is read was confirmed by a majority, and what is written will be: on disk. */
const options = {
  readConcern: { level: "majority" },
  writeConcern: { w: "majority", j: true },
  readPreference: "primary",
  serverSelectionTimeoutMS: 5000,
} as const;

/** Connects; throws one clear sentence where that cannot be. */
export async function openMongoClient(url: string): Promise<{ client: mongo.MongoClient; db: mongo.Db }> {
  let client: mongo.MongoClient | undefined;
  try {
    client = new mongoose.mongo.MongoClient(url, options);
    await client.connect();
    const db = client.db(databaseNameOf(url));
    await db.command({ ping: 1 });
    return { client, db };
  } catch (thrown) {
    await client?.close();
    const said = await sayWhyNot(thrown, url);
    throw new Refusal(said.replace(/^MONGO_URL \(/, "MongoDB (").replace(/^MONGO_URL/, "The address of the MongoDB"));
  }
}

/** Said with each read: what the connection says of reads would win over what the session does. */
const asOfOneMoment = { readConcern: { level: "snapshot" } } as const;

export interface MongoSource extends Source {
  /** Whether all that is read is of one moment. */
  readonly moment: boolean;
}

/** `alone`: refuses where a server runs on it, and lets none start until `close`. Else it is read as of one moment where it can be. */
export async function openMongoSource(url: string, { alone }: { alone: boolean }): Promise<MongoSource> {
  const { client, db } = await openMongoClient(url);
  const name = nameOf({ engine: "mongodb", url });
  try {
    const lease = alone ? await holdLease(db, name) : undefined;
    const session = alone ? undefined : await snapshotSession(client, db);
    const within = session ? { session, ...asOfOneMoment } : {};
    const shelves = [];
    for (const collection of await collectionsOf(db))
      shelves.push({
        name: collection,
        documents: await db.collection(collection).countDocuments({}, within),
        indexes: indexSpecs(await db.collection(collection).listIndexes().toArray(), collection),
      });
    return {
      name,
      identity: name,
      mark: markFrom(await readMark(db, within), shelves, name),
      shelves,
      moment: session !== undefined || alone,
      async *read(collection, after) {
        const filter = (after === undefined ? {} : { _id: { $gt: after } }) as mongo.Filter<Document>;
        let batch: Document[] = [];
        for await (const document of db
          .collection(collection)
          .find(filter, within)
          .sort({ _id: 1 })
          .batchSize(atOnce)) {
          if (!isOfThePlace(collection, document)) batch.push(document);
          if (batch.length < atOnce) continue;
          yield batch;
          batch = [];
        }
        if (batch.length > 0) yield batch;
      },
      async check() {
        lease?.check();
      },
      async close() {
        await lease?.release();
        await session?.endSession();
        await client.close();
      },
    };
  } catch (thrown) {
    await client.close();
    throw thrown;
  }
}

/**
 * A session in which everything is read as of one moment; undefined where the server has none. That is tried and not believed: there
 * are servers that take the option and ignore it.
 */
async function snapshotSession(client: mongo.MongoClient, db: mongo.Db): Promise<mongo.ClientSession | undefined> {
  const session = client.startSession({ snapshot: true });
  const probe = { _id: `probe ${crypto.randomUUID()}` };
  const marks = marksOf(db) as unknown as mongo.Collection<{ _id: string }>;
  try {
    await marks.findOne(probe, { session, ...asOfOneMoment });
    await marks.insertOne(probe);
    if ((await marks.findOne(probe, { session, ...asOfOneMoment })) === null) return session;
  } catch {
    // A standalone server refuses it.
  } finally {
    await marks.deleteOne(probe);
  }
  await session.endSession();
  return undefined;
}
