/** Aggregation: what leads the pipeline is a find, the rest is mingo's, with these stages and no others. */
import { Aggregator } from "mingo/aggregator";
import { Context } from "mingo/core";
import { Lazy } from "mingo/lazy";
import * as accumulators from "mingo/operators/accumulator";
import * as expressions from "mingo/operators/expression";
import * as stages from "mingo/operators/pipeline";
import { badValue, unsupported } from "./errors.ts";
import { operators } from "./matcher.ts";
import { documentOf, type FindRequest, findRows } from "./reads.ts";
import { checkFilter, checkSort } from "./refusals.ts";
import type { Sort } from "./sorting.ts";
import { sortDocuments } from "./sorting.ts";
import type { Collection, Store } from "./store.ts";
import { type Document, isDocument } from "./values.ts";

const ACCUMULATORS = ["$sum", "$avg", "$min", "$max", "$first", "$last", "$push", "$addToSet", "$count"];
/** Expressions whose answer is not in the document: they read a clock, roll dice or run scripts. */
const FORBIDDEN = new Set([
  "$function",
  "$accumulator",
  "$rand",
  "$sampleRate",
  "$where",
  "$meta",
  "$getField",
  "$setField",
  "$toHashedIndexKey",
]);

const pick = (from: object, names: string[]) =>
  Object.fromEntries(Object.entries(from).filter(([name]) => names.includes(name)));

const context = Context.init({
  query: operators as never,
  accumulator: pick(accumulators, ACCUMULATORS),
  expression: Object.fromEntries(Object.entries(expressions).filter(([name]) => !FORBIDDEN.has(name))),
  pipeline: {
    ...pick(stages, ["$match", "$group", "$limit", "$skip", "$project", "$unwind"]),
    $sort: ((items: Iterator, sort: Sort) =>
      items.transform((all) => Lazy(sortDocuments(all, sort, (each) => each)))) as never,
    // Nothing to count is no document at all.
    $count: ((items: Iterator, name: string) =>
      items.transform((all) => Lazy(all.length > 0 ? [{ [name]: all.length }] : []))) as never,
  },
} as never);

interface Iterator {
  transform(by: (all: Document[]) => unknown): unknown;
}

const STAGES = new Set(["$match", "$group", "$sort", "$limit", "$skip", "$project", "$unwind", "$count"]);

export function checkPipeline(pipeline: unknown): asserts pipeline is Document[] {
  if (!Array.isArray(pipeline)) throw badValue("a pipeline must be an array");
  for (const stage of pipeline) {
    const names = isDocument(stage) ? Object.keys(stage) : [];
    const [name] = names;
    if (name === undefined || names.length > 1)
      throw badValue("A pipeline stage specification object must contain exactly one field.", 40323);
    if (!STAGES.has(name)) throw unsupported(`the aggregation stage ${name}`);
    const body = (stage as Document)[name];
    if (name === "$match") checkFilter(body);
    else if (name === "$sort") checkSort(body);
    else if (name === "$group") checkGroup(body);
    else if (name === "$limit" && !(Number.isInteger(body) && (body as number) > 0))
      throw badValue("the limit must be positive", 15958);
    else if (name === "$skip" && !(Number.isInteger(body) && (body as number) >= 0))
      throw badValue("the argument to $skip cannot be negative", 15956);
    else if (name === "$count" && (typeof body !== "string" || !/^[^$.]+$/.test(body)))
      throw badValue("the count field must be a non-empty string", 40156);
    else checkExpression(body);
  }
}

function checkGroup(body: unknown): void {
  if (!isDocument(body) || !("_id" in body)) throw badValue("a group specification must include an _id", 15955);
  for (const [field, value] of Object.entries(body)) {
    if (field === "_id") {
      checkExpression(value);
      continue;
    }
    const [name, ...more] = isDocument(value) ? Object.keys(value) : [];
    if (name === undefined || more.length > 0)
      throw badValue(`The field '${field}' must be an accumulator object`, 40234);
    if (!ACCUMULATORS.includes(name)) throw unsupported(`the accumulator ${name}`);
    checkExpression((value as Document)[name]);
  }
}

function checkExpression(value: unknown): void {
  if (typeof value === "string" && /^\$\$(NOW|CLUSTER_TIME|USER_ROLES)\b/.test(value)) throw unsupported(value);
  if (Array.isArray(value)) value.forEach(checkExpression);
  if (!isDocument(value)) return;
  for (const [key, inner] of Object.entries(value)) {
    if (key.startsWith("$") && (FORBIDDEN.has(key) || !(key in expressions)))
      throw unsupported(`the expression ${key}`);
    checkExpression(inner);
  }
}

export function aggregateRows(store: Store, collection: Collection | null, pipeline: Document[]): Document[] {
  const { request, rest } = leading(pipeline);
  const documents = collection ? findRows(store, collection, request).map(documentOf) : [];
  return rest.length === 0 ? documents : runStages(documents, rest);
}

export function runStages(documents: Document[], pipeline: Document[]): Document[] {
  try {
    return new Aggregator(pipeline, { context, scriptEnabled: false }).run<Document>(documents);
  } catch (thrown) {
    throw badValue(`The aggregation failed: ${(thrown as Error).message}`);
  }
}

/** $match, $sort, $skip and $limit at the head, in this order, are one find. */
function leading(pipeline: Document[]): { request: FindRequest; rest: Document[] } {
  const rest = [...pipeline];
  const next = <T>(name: string): T | undefined =>
    rest[0] && name in rest[0] ? (rest.shift()?.[name] as T) : undefined;
  const filters: Document[] = [];
  for (let filter = next<Document>("$match"); filter; filter = next<Document>("$match")) filters.push(filter);
  const request: FindRequest = {
    filter: filters.length === 1 ? (filters[0] as Document) : filters.length === 0 ? {} : { $and: filters },
  };
  request.sort = next<Sort>("$sort");
  request.skip = next<number>("$skip");
  request.limit = next<number>("$limit");
  return { request, rest };
}
