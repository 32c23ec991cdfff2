/** The engine's failures as the MongoDB driver's own errors, so that callers handle one kind. */
import mongoose from "mongoose";
import { decode } from "./codec.ts";
import { asFailure, type Failure } from "./errors.ts";
import type { WriteAnswer } from "./requests.ts";
import type { Document } from "./values.ts";

const { MongoServerError, MongoBulkWriteError } = mongoose.mongo;

interface BulkResult {
  insertedCount: number;
  insertedIds: Record<number, unknown>;
  [key: string]: unknown;
}
// Not in mongoose's types: what a driver for mongoose brings along.
const { BulkWriteResult } = (
  mongoose as unknown as {
    driver: { get(): { BulkWriteResult: new (result: Document, ordered: boolean) => BulkResult } };
  }
).driver.get();

function described(failure: Failure): Document {
  const { keyValue, message, ...rest } = failure;
  return { ...rest, errmsg: message, ...(keyValue === undefined ? {} : { keyValue: decode(keyValue) }) };
}

export function revived(thrown: unknown): Error {
  if (thrown instanceof mongoose.mongo.MongoError) return thrown;
  const failure = asFailure(thrown);
  const error = new MongoServerError({ ...described(failure), message: failure.message, ok: 0 } as never);
  return error;
}

type Bulk = NonNullable<WriteAnswer["bulk"]>;

/** The result of a bulk write, or its error with the result in it. */
export function duplicatesAsBulkError(operations: Document[], bulk: Bulk, ordered: boolean): BulkResult {
  const counts = { nInserted: 0, nUpserted: 0, nMatched: 0, nModified: 0, nRemoved: 0 };
  const upserted: Document[] = [];
  const insertedIds: Document[] = [];
  bulk.answers.forEach((answer, index) => {
    const [call, body] = Object.entries(operations[index] as Document)[0] as [string, Document];
    if (!answer) return;
    if (call === "insertOne") {
      counts.nInserted++;
      insertedIds.push({ index, _id: ((body["document"] ?? body) as Document)["_id"] });
    }
    counts.nMatched += answer.matched;
    counts.nModified += answer.modified;
    counts.nRemoved += answer.deleted;
    if (answer.upserted === undefined) return;
    counts.nUpserted++;
    upserted.push({ index, _id: decode(answer.upserted)["_id"] });
  });
  const writeErrors = bulk.failures.map(({ index, failure }) => {
    const err = { index, ...described(failure), op: operations[index] };
    // As the driver's WriteError, which it does not export: mongoose writes into `err`.
    return { ...err, err };
  });
  const result = new BulkWriteResult(
    { ok: 1, ...counts, upserted, insertedIds, writeErrors, writeConcernErrors: [] },
    ordered,
  );
  const [first] = bulk.failures;
  if (!first) return result;
  const { errmsg: message, ...rest } = described(first.failure);
  throw new MongoBulkWriteError({ ...rest, message, writeErrors } as never, result as never);
}
