/** Cursors say where the next page begins, and take no nonsense. */
import { expect, test } from "@jest/globals";
import { afterCursor, BadCursor, cutPage, decodeCursor, encodeCursor } from "../../server/database/paging.ts";

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
    $or: [{ createdAt: { $gt: new Date(1000) } }, { createdAt: new Date(1000), _id: { $gt: "id2" } }],
  });
  expect(cutPage(rows.slice(4), 3, ({ createdAt }) => createdAt).next).toBeNull();
});
