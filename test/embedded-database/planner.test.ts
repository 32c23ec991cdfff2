/** Whatever index the planner takes, the answer is the one that the filter alone gives over all documents. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import fc from "fast-check";
import { Query } from "mingo";
import mongoose, { type Connection } from "mongoose";
import { useEmbeddedDriver } from "../../server/embedded-database/index.ts";
import { matcher } from "../../server/embedded-database/matcher.ts";
import { sortDocuments } from "../../server/embedded-database/sorting.ts";
import { freshFile, type Row } from "./fresh-file.ts";

const RUNS = Number(process.env["RUNS"] ?? 120);

let connection: Connection;
let remove: () => Promise<void>;
beforeAll(async () => {
  useEmbeddedDriver();
  const { url, remove: clear } = await freshFile();
  remove = clear;
  // What is tested is the plan; nothing here must outlive a power cut.
  connection = await mongoose.createConnection(url, { sqlite: { synchronous: "NORMAL" } } as object).asPromise();
});
afterAll(async () => {
  await connection.destroy();
  await remove();
});

const number = fc.constantFrom(-1.5, 0, 1, 2, 3, 10);
const text = fc.constantFrom("", "a", "ab", "abc", "b", "B", "é", "1", "\u{1f600}", "\uffee");
const date = fc.constantFrom(0, 1, 2).map((time) => new Date(time));
const id = fc
  .constantFrom("65f0a0000000000000000001", "65f0a0000000000000000002")
  .map((hex) => new mongoose.Types.ObjectId(hex));
const scalar = fc.oneof(number, text, date, fc.boolean(), id);
const orNull = fc.oneof({ weight: 5, arbitrary: scalar }, { weight: 1, arbitrary: fc.constant(null) });

const inner = fc.record({ x: orNull, y: orNull }, { requiredKeys: [] });
const anything = fc.oneof(
  { weight: 6, arbitrary: orNull },
  { weight: 2, arbitrary: fc.array(orNull, { maxLength: 3 }) },
  { weight: 1, arbitrary: fc.array(fc.oneof(inner, orNull, fc.array(scalar, { maxLength: 2 })), { maxLength: 3 }) },
  { weight: 1, arbitrary: inner },
);
const fields = ["a", "b", "c"] as const;
const paths = ["a", "b", "c", "a.x", "b.x", "b.y"];
const path = fc.constantFrom(...paths);

const wild = fc.record({ a: anything, b: anything, c: orNull }, { requiredKeys: [] });
const tame = fc.record(
  { a: orNull, b: fc.oneof(orNull, fc.array(scalar, { maxLength: 3 })), c: number },
  { requiredKeys: [] },
);

const condition = (value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof(
    { weight: 4, arbitrary: value },
    {
      weight: 3,
      arbitrary: fc
        .record({ $gt: value, $gte: value, $lt: value, $lte: value }, { requiredKeys: [] })
        .filter((each) => Object.keys(each).length > 0 && !Object.values(each).includes(null)),
    },
    { weight: 2, arbitrary: fc.record({ $in: fc.array(value, { maxLength: 3 }) }) },
    { weight: 1, arbitrary: fc.record({ $nin: fc.array(value, { maxLength: 2 }) }) },
    { weight: 1, arbitrary: fc.record({ $ne: value }) },
    { weight: 1, arbitrary: fc.record({ $exists: fc.boolean() }) },
    { weight: 1, arbitrary: fc.record({ $size: fc.nat(2) }) },
    { weight: 1, arbitrary: fc.constantFrom<unknown>(/^a/, /^ab?/, /b/, { $not: /^a/ }) },
    { weight: 1, arbitrary: fc.record({ $all: fc.array(value, { minLength: 1, maxLength: 2 }) }) },
    { weight: 1, arbitrary: fc.record({ $elemMatch: fc.record({ x: value, y: value }, { requiredKeys: ["x"] }) }) },
    { weight: 1, arbitrary: fc.record({ $elemMatch: fc.record({ $gte: scalar }) }) },
  );
const filterOver = (names: fc.Arbitrary<string>, value: fc.Arbitrary<unknown>): fc.Arbitrary<Row> => {
  const flat = fc.dictionary(names, condition(value), { maxKeys: 3 });
  return fc.oneof(
    { weight: 6, arbitrary: flat },
    { weight: 1, arbitrary: fc.record({ $and: fc.array(flat, { minLength: 1, maxLength: 2 }) }) },
    {
      weight: 2,
      arbitrary: fc.record(
        { $or: fc.array(flat, { minLength: 1, maxLength: 3 }), a: condition(value) },
        { requiredKeys: ["$or"] },
      ),
    },
    { weight: 1, arbitrary: fc.record({ $nor: fc.array(flat, { minLength: 1, maxLength: 2 }) }) },
  );
};
const asMingoHasIt = (filters: fc.Arbitrary<Row>) =>
  filters.filter((filter) => !/\$all|\$elemMatch/.test(JSON.stringify(filter)));
const way = fc.constantFrom(1, -1);
const keyOf = (names: readonly string[]) =>
  fc
    .uniqueArray(fc.tuple(fc.constantFrom(...names), way), { minLength: 1, maxLength: 3, selector: ([name]) => name })
    .map((pairs) => Object.fromEntries(pairs));
const partial = fc.constantFrom<Row>(
  {},
  {},
  {},
  { sparse: true },
  { partialFilterExpression: { a: { $exists: true } } },
  { partialFilterExpression: { c: { $gt: 0 } } },
  { partialFilterExpression: { a: { $type: "string" } } },
);
const indexes = fc.array(fc.tuple(keyOf(paths), partial), { maxLength: 3 });

let runs = 0;
/** A fresh collection with these indexes; documents that MongoDB would not index either (two arrays) are left out. */
async function filled(
  documents: Row[],
  made: [Row, Row][],
): Promise<{ collection: ReturnType<Connection["collection"]>; kept: Row[] }> {
  const collection = connection.collection(`run${++runs}`);
  for (const [at, [key, options]] of made.entries())
    await collection.createIndex(key as never, { name: `i${at}`, ...options }).catch(sameIndex);
  const rows = documents.map((document, _id) => ({ _id, ...document }));
  await collection.insertMany(rows as never, { ordered: false }).catch((error) => {
    if (error.code !== 171) throw error;
  });
  const there = new Set((await collection.find().toArray()).map(({ _id }) => _id as unknown));
  return { collection, kept: rows.filter(({ _id }) => there.has(_id)) };
}
const sameIndex = (error: { code?: number }) => {
  if (error.code !== 85 && error.code !== 86) throw error;
};
const idsOf = (rows: { _id?: unknown }[]) => rows.map(({ _id }) => _id);

const rowsShown = (rows: Row[], ids: unknown[]) =>
  ids.map((id) => {
    const row = rows.find(({ _id }) => _id === id) as Row;
    return Object.fromEntries(["_id", "a", "c"].filter((field) => field in row).map((field) => [field, row[field]]));
  });

async function agrees(
  documents: Row[],
  made: [Row, Row][],
  filters: Row[],
  sort: Row,
  matches: (filter: Row) => (row: Row) => boolean,
) {
  const { collection, kept } = await filled(documents, made);
  for (const filter of filters) {
    const wanted = kept.filter(matches(filter));
    const found = idsOf(await collection.find(filter).toArray());
    expect({ filter, found: [...found].sort() }).toEqual({ filter, found: idsOf(wanted).sort() });
    expect(await collection.countDocuments(filter)).toBe(wanted.length);

    const order = { ...sort, _id: 1 } as never;
    const sorted = idsOf(sortDocuments(wanted, order, (row) => row));
    expect({ filter, sorted: idsOf(await collection.find(filter).sort(order).toArray()) }).toEqual({ filter, sorted });
    expect({ filter, page: idsOf(await collection.find(filter).sort(order).skip(1).limit(2).toArray()) }).toEqual({
      filter,
      page: sorted.slice(1, 3),
    });
    // Perhaps from the keys of an index alone.
    const shown = await collection
      .find(filter, { projection: { a: 1, c: 1 } })
      .sort(order)
      .limit(3)
      .toArray();
    expect({ filter, shown }).toEqual({ filter, shown: rowsShown(wanted, sorted.slice(0, 3)) });
  }
  await collection.drop();
}

test("finds, counts, sorts and pages what the matcher alone would, whatever the documents", async () => {
  const run = fc.asyncProperty(
    fc.array(wild, { maxLength: 14 }),
    indexes,
    fc.array(filterOver(path, orNull), { minLength: 1, maxLength: 8 }),
    keyOf(paths),
    (documents, made, filters, sort) => agrees(documents, made as [Row, Row][], filters, sort, matcher),
  );
  await fc.assert(run, { numRuns: RUNS });
}, 120_000);

test("and what mingo as it comes would, where it agrees with MongoDB", async () => {
  // mingo as it comes differs on null in arrays, on text above U+FFFF, on $all of what is no array and on $elemMatch of dates.
  const plainValue = fc.oneof(number, fc.constantFrom("", "a", "ab", "abc", "b", "1"), date, fc.boolean(), id);
  const run = fc.asyncProperty(
    fc.array(tame, { maxLength: 14 }),
    indexes,
    fc.array(asMingoHasIt(filterOver(fc.constantFrom(...fields), plainValue)), { minLength: 1, maxLength: 8 }),
    keyOf(fields),
    (documents, made, filters, sort) =>
      agrees(documents, made as [Row, Row][], filters, sort, (filter) => {
        const query = new Query(filter as never, {});
        return (row) => query.test(row as never);
      }),
  );
  await fc.assert(run, { numRuns: RUNS });
}, 120_000);

test("indexes stay in step with documents that change and go", async () => {
  const change = fc.oneof(
    fc.record({ $set: fc.dictionary(fc.constantFrom(...fields), anything, { minKeys: 1, maxKeys: 2 }) }),
    fc.record({ $unset: fc.dictionary(fc.constantFrom(...fields), fc.constant(1), { minKeys: 1, maxKeys: 2 }) }),
  );
  const run = fc.asyncProperty(
    fc.array(wild, { minLength: 2, maxLength: 8 }),
    indexes,
    fc.array(fc.tuple(filterOver(path, orNull), change), { maxLength: 5 }),
    filterOver(path, orNull),
    async (documents, made, changes, gone) => {
      const { collection } = await filled(documents, made as [Row, Row][]);
      // Refused as a whole where two arrays would meet in an index.
      for (const [filter, update] of changes)
        await collection.updateMany(filter, update as never).catch((error) => expect(error.code).toBe(171));
      await collection.deleteMany(gone);
      const left = (await collection.find().toArray()) as Row[];
      for (const [filter] of changes)
        expect(idsOf(await collection.find(filter).toArray()).sort()).toEqual(
          idsOf(left.filter(matcher(filter))).sort(),
        );
      // An index made afresh holds the same entries as the one kept in step.
      for (const { name, key, ...options } of (await collection.indexes()).slice(1)) {
        const entries = entriesOf(collection.collectionName ?? collection.name, name as string);
        await collection.dropIndex(name as string);
        await collection.createIndex(key, {
          ...(options["sparse"] ? { sparse: true } : {}),
          ...(options["partialFilterExpression"]
            ? { partialFilterExpression: options["partialFilterExpression"] as Row }
            : {}),
          name: name as string,
        });
        expect(entriesOf(collection.collectionName ?? collection.name, name as string)).toEqual(entries);
      }
      await collection.drop();
    },
  );
  await fc.assert(run, { numRuns: RUNS });
}, 120_000);

/** The rows of an index's own table. */
function entriesOf(collection: string, index: string): unknown[] {
  const { sqlite } = (
    connection.getClient() as unknown as {
      engine: { store: { sqlite: { prepare(sql: string): { all(): unknown[] } } } };
    }
  ).engine.store;
  return sqlite.prepare(`SELECT * FROM "${collection}$${index}"`).all();
}
