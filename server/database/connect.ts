/** Opens the database: MongoDB where MONGO_URL names one, else the embedded engine in the data folder. */
import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import mongoose, { type Connection } from "mongoose";
import { useEmbeddedDriver } from "../embedded-database/index.ts";
import { openMongo, sayingWhyNot } from "./connect-mongo.ts";
import { databaseFile, refusePart } from "./database-file.ts";
import { makeIndexes } from "./make-indexes.ts";
import { settleSchema } from "./schema.ts";

export { databaseFile, hasDatabase } from "./database-file.ts";

/** Where the data lives: a `mongodb://` address, or the folder of the embedded engine. */
export interface Place {
  mongoUrl: string | undefined;
  dataDir: string;
}

/** Connects mongoose's default connection and makes all indexes. Throws with one clear sentence where that cannot be. */
export async function connect({ mongoUrl, dataDir }: Place): Promise<Connection> {
  mongoose.set("strictQuery", "throw");
  mongoose.set("sanitizeFilter", false);
  try {
    if (mongoUrl) {
      await openMongo(mongoUrl);
      await sayingWhyNot(mongoUrl, () => settleSchema(mongoose.connection));
    } else {
      await openFile(resolve(dataDir));
      await settleSchema(mongoose.connection);
    }
    await makeIndexes(mongoUrl);
  } catch (thrown) {
    await mongoose.disconnect();
    throw thrown;
  }
  return mongoose.connection;
}

async function openFile(folder: string): Promise<void> {
  refusePart(folder);
  mkdirSync(folder, { recursive: true });
  useEmbeddedDriver();
  await mongoose.connect(pathToFileURL(join(folder, databaseFile)).href.replace(/^file:/, "sqlite:"), {
    autoIndex: false,
  });
}

export async function disconnect(): Promise<void> {
  await mongoose.disconnect();
}

/** Whether nothing has been written yet, beside what the database keeps of itself. */
export async function isEmpty(): Promise<boolean> {
  for (const model of Object.values(mongoose.models))
    if (!["clock", "nodes", "settings"].includes(model.collection.name) && (await model.exists({}))) return false;
  return true;
}
