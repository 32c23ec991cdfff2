/** Which errors mean that the database is away, so that whoever asks may send the same again, and which mean something else. */
import { expect, test } from "@jest/globals";
import mongoose from "mongoose";
import { isAway } from "../../server/database/away.ts";

const {
  MongoBulkWriteError,
  MongoNetworkError,
  MongoNetworkTimeoutError,
  MongoNotConnectedError,
  MongoServerError,
  MongoWriteConcernError,
} = mongoose.mongo;
const broken = (syscall: string, code: string) => Object.assign(new Error(`${syscall} ${code}`), { syscall, code });
const nothingDone = {} as ConstructorParameters<typeof MongoBulkWriteError>[1];

test.each<[string, unknown]>([
  ["a line that broke", new MongoNetworkError("connection closed")],
  ["no answer in time", new MongoNetworkTimeoutError("timed out")],
  [
    "a line cut because another one got no answer",
    Object.assign(new Error("interrupted due to server monitor timeout"), { name: "PoolClearedOnNetworkError" }),
  ],
  ["no server known", new MongoNotConnectedError("not connected")],
  ["a line that broke under a write, as the socket says it", broken("write", "ECONNRESET")],
  ["a line that broke under many writes", new MongoBulkWriteError(new MongoNetworkError("x") as never, nothingDone)],
  ["a member that is not the primary any more", new MongoServerError({ message: "not primary", code: 10107 })],
  ["a server that stops", new MongoServerError({ message: "shutting down", code: 91 })],
  [
    "a majority that does not confirm",
    new MongoWriteConcernError({ ok: 1, writeConcernError: { code: 64, errmsg: "waiting for replication timed out" } }),
  ],
])("%s", (_name, thrown) => {
  expect(isAway(thrown)).toBe(true);
});

test.each<[string, unknown]>([
  ["something that is there already", new MongoServerError({ message: "E11000 duplicate key", code: 11000 })],
  [
    "the same among many writes",
    new MongoBulkWriteError({ message: "E11000", code: 11000, writeErrors: [] }, nothingDone),
  ],
  ["a right that is missing", new MongoServerError({ message: "not authorized", code: 13 })],
  ["a mail server that is away", broken("connect", "ECONNREFUSED")],
  ["a fault of ours", new TypeError("undefined is not a function")],
  ["nothing", null],
])("not: %s", (_name, thrown) => {
  expect(isAway(thrown)).toBe(false);
});
