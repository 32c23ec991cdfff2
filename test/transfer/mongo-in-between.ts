/**
 * A replica set of one, as far as a backup asks before it reads: within a snapshot it shows a house of version 1, and to whoever asks
 * outside of it the upgrade to version 2 that has begun since.
 */
import mongoose, { type mongo } from "mongoose";
import { newMark } from "../../server/database/schema.ts";
import { startAnsweringMongo } from "../support/answering-mongo.ts";

const { Timestamp } = mongoose.mongo;

export async function startMongoInBetween(): Promise<{ url: string; stop(): void }> {
  const { port, stop } = await startAnsweringMongo(answerTo);
  return { url: `mongodb://127.0.0.1:${port}/colloquy`, stop };
}

function answerTo(command: mongo.Document, port: number): mongo.Document {
  const found = (...firstBatch: mongo.Document[]) => ({
    cursor: { id: 0n, ns: "colloquy.any", firstBatch, atClusterTime: new Timestamp({ t: 1, i: 1 }) },
  });
  if ("hello" in command || "ismaster" in command) return whoItIs(`127.0.0.1:${port}`);
  if ("listCollections" in command) return found({ name: "posts" }, { name: "schema" });
  if ("aggregate" in command) return found({ _id: 1, n: 3 });
  if (!("find" in command)) return found();
  const { filter, readConcern } = command as { filter: { _id: string }; readConcern?: { level: string } };
  // Written after the snapshot, so that nobody sees it there.
  if (filter._id.startsWith("probe ")) return found();
  return found(readConcern?.level === "snapshot" ? newMark(1) : { ...newMark(1), doing: { by: "another node" } });
}

const whoItIs = (address: string): mongo.Document => ({
  isWritablePrimary: true,
  ismaster: true,
  helloOk: true,
  setName: "rs0",
  hosts: [address],
  me: address,
  logicalSessionTimeoutMinutes: 30,
  minWireVersion: 0,
  maxWireVersion: 25,
  maxBsonObjectSize: 16_777_216,
  maxMessageSizeBytes: 48_000_000,
  maxWriteBatchSize: 100_000,
});
