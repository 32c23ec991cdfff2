/** Cursors say where the next page begins, and take no nonsense. */
import { expect, test } from "@jest/globals";
import { Schema } from "mongoose";
import {
  afterCursor,
  BadCursor,
  cutPage,
  decodeCursor,
  encodeCursor,
  pageSize,
  readPage,
} from "../../server/database/paging.ts";
import { engineOf } from "../../server/embedded-database/index.ts";
import { onEveryEngine } from "../embedded-database/engines.ts";

test("what was encoded is decoded", () => {
  for (const parts of [[1, "a"], [0, ""], [1795327337212, "ünïcode"], []])
    expect(decodeCursor(encodeCursor(parts))).toEqual(parts);
});

test.each([
  "",
  "x",
  "e30",
  encodeCursor([1]),
  Buffer.from('[{"$ne":1},"a"]').toString("base64url"),
  Buffer.from("[null,1]").toString("base64url"),
])("%p is refused", (text) => {
  expect(() => afterCursor(text, "createdAt", -1)).toThrow(BadCursor);
});

test("pages follow each other without a gap, also among equal moments", () => {
  const rows = Array.from({ length: 7 }, (_, index) => ({
    _id: `id${index}`,
    createdAt: new Date(index < 5 ? 1000 : 2000),
  }));
  const { rows: page, next } = cutPage(rows.slice(0, 4), 3, ({ createdAt }) => createdAt);
  expect(page).toHaveLength(3);
  expect(afterCursor(next ?? undefined, "createdAt", 1)).toEqual({
    createdAt: { $gte: new Date(1000) },
    $or: [{ createdAt: { $gt: new Date(1000) } }, { _id: { $gt: "id2" } }],
  });
  expect(cutPage(rows.slice(4), 3, ({ createdAt }) => createdAt).next).toBeNull();
});

onEveryEngine((engine) => {
  engine.test("all pages are the whole list in its order, each as short a read as the first", async () => {
    const schema = new Schema({ _id: String, createdAt: Date }, { versionKey: false });
    schema.index({ createdAt: -1, _id: -1 });
    const Lines = await engine.model(schema as never);
    // More than is looked at at once; over a line, where there is nothing to look at, fewer.
    const length = engine.embedded ? 2_000 : 200;
    // Five of each moment, their ids in no order.
    const lines = Array.from({ length }, (_, n) => ({
      _id: `line ${String((n * 7919) % length).padStart(4, "0")}`,
      createdAt: new Date(1_700_000_000_000 + Math.floor(n / 5) * 1_000),
    }));
    await Lines.insertMany(lines);
    type Line = (typeof lines)[number];
    const sorted = lines.sort((a, b) => +a.createdAt - +b.createdAt || (a._id < b._id ? -1 : 1)).map(({ _id }) => _id);

    const walk = async (read: (cursor?: string) => Promise<{ rows: Line[]; next: string | null }>) => {
      const ids: string[] = [];
      for (let page = await read(); ; page = await read(page.next)) {
        ids.push(...page.rows.map(({ _id }) => _id));
        if (page.next === null) return ids;
      }
    };
    expect(await walk((cursor) => readPage<Line>(Lines as never, {}, cursor))).toEqual(sorted.toReversed());
    const upwards = (cursor?: string) =>
      Lines.find(afterCursor(cursor, "createdAt", 1))
        .sort({ createdAt: 1, _id: 1 })
        .limit(pageSize + 1)
        .lean<Line[]>();
    expect(
      await walk(async (cursor) => cutPage(await upwards(cursor), pageSize, ({ createdAt }) => createdAt)),
    ).toEqual(sorted);
    // No page was left to the thread that takes its time.
    const embedded = engineOf(engine.connection()) as unknown as { scanner: unknown } | null;
    expect(embedded?.scanner ? "by the scanner" : "at once").toBe("at once");
  });
});
