/** A server that says of itself, in MongoDB's protocol, that it is of an older version; it can do nothing else. */
import { type AnsweringMongo, startAnsweringMongo } from "./answering-mongo.ts";

/** `wire` is the version of the protocol: 13 is MongoDB 5.0, 17 is 6.0. */
export const startOldMongo = (version: string, wire: number): Promise<AnsweringMongo> =>
  startAnsweringMongo(() => ({
    isWritablePrimary: true,
    ismaster: true,
    helloOk: true,
    minWireVersion: 0,
    maxWireVersion: wire,
    maxBsonObjectSize: 16_777_216,
    maxMessageSizeBytes: 48_000_000,
    maxWriteBatchSize: 100_000,
    version,
  }));
