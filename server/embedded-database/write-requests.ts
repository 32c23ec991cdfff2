/** The driver's writes as requests to the writer. */
import mongoose from "mongoose";
import { checkedFilter, encodedSort, type Options } from "./call-arguments.ts";
import { encode, plain } from "./codec.ts";
import { unsupported } from "./errors.ts";
import { checkOptions } from "./refusals.ts";
import type { DeleteRequest, InsertRequest, SingleWrite, UpdateRequest } from "./requests.ts";
import { checkUpdate } from "./updates.ts";
import type { Document } from "./values.ts";

export type UpdateCall = "updateOne" | "updateMany" | "replaceOne";

/** As the driver does, a document without an id is given one, which its owner sees. */
export function insertRequest(collection: string, document: Document): InsertRequest {
  if (document["_id"] === undefined || document["_id"] === null) document["_id"] = new mongoose.mongo.ObjectId();
  return { op: "insert", collection, document: encode(document) };
}

export function updateRequest(
  collection: string,
  call: UpdateCall,
  filter: unknown,
  update: unknown,
  options: Options,
): UpdateRequest {
  const change = plain(update);
  checkUpdate(change, call === "replaceOne");
  const arrayFilters = options?.["arrayFilters"];
  const upsert = options?.["upsert"] === true;
  return {
    op: "update",
    collection,
    filter: encode(checkedFilter(filter)),
    update: encode(change),
    replacement: call === "replaceOne",
    many: call === "updateMany",
    upsert,
    spareId: upsert ? new mongoose.mongo.ObjectId().toHexString() : "",
    ...(arrayFilters ? { arrayFilters: encode(arrayFilters) } : {}),
    ...encodedSort(options),
  };
}

export function deleteRequest(collection: string, call: "deleteOne" | "deleteMany", filter: unknown): DeleteRequest {
  return { op: "delete", collection, filter: encode(checkedFilter(filter)), many: call === "deleteMany" };
}

/** One operation of a bulk write. */
export function singleWrite(collection: string, operation: Document): SingleWrite {
  const [call, body] = Object.entries(operation)[0] as [string, Document];
  switch (call) {
    case "insertOne":
      return insertRequest(collection, (body["document"] ?? body) as Document);
    case "updateOne":
    case "updateMany":
      checkOptions(call, body, ["filter", "update", "upsert", "arrayFilters", "sort"]);
      return updateRequest(collection, call, body["filter"], body["update"], body);
    case "replaceOne":
      checkOptions(call, body, ["filter", "replacement", "upsert", "sort"]);
      return updateRequest(collection, call, body["filter"], body["replacement"], body);
    case "deleteOne":
    case "deleteMany":
      checkOptions(call, body, ["filter"]);
      return deleteRequest(collection, call, body["filter"]);
    default:
      throw unsupported(`${call} in a bulk write`);
  }
}
