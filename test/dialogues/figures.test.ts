/** The sums of the report, over one dialogue. */
import { expect, test } from "@jest/globals";
import {
  byAuthor,
  byCountry,
  byDay,
  byKeyQuestion,
  byWeek,
  type Contribution,
} from "../../server/features/dialogues/figures.ts";
import { instantOf } from "../../server/features/dialogues/local-time.ts";

const term = (opens: string, closes: string, timeZone: string) => ({
  opensAt: instantOf(opens, timeZone),
  closesAt: instantOf(closes, timeZone),
  timeZone,
});
const ninth = term("2016-10-24T00:00", "2016-11-13T00:00", "Europe/Brussels");
const post = (createdAt: Date, authorId = "a", keyQuestionId: string | null = null): Contribution => ({
  authorId,
  createdAt,
  language: "en",
  keyQuestionId,
});
const at = (localTime: string) => post(instantOf(localTime, "Europe/Brussels"));

test("twenty days are three weeks, and the third has six days", () => {
  expect(byWeek(ninth, []).map(({ from }) => from)).toEqual(["2016-10-24", "2016-10-31", "2016-11-07"]);
  expect(
    byDay(ninth, [], new Date("2020-01-01"))
      .map(({ day }) => day)
      .at(-1),
  ).toBe("2016-11-12");
  expect(byDay(ninth, [], new Date("2020-01-01"))).toHaveLength(20);
});

test("weeks turn at midnight of the dialogue's zone, on the long Sunday of the clocks' change too", () => {
  const posts = [
    "2016-10-24T00:00",
    "2016-10-30T23:59",
    "2016-10-31T00:00",
    "2016-11-06T23:59",
    "2016-11-07T00:00",
    "2016-11-12T23:59",
  ].map(at);
  expect(byWeek(ninth, posts).map(({ posts: sum }) => sum)).toEqual([2, 2, 2]);
  // The same instants in a zone far away stand in other weeks.
  const honolulu = term("2016-10-24T00:00", "2016-11-13T00:00", "Pacific/Honolulu");
  expect(byWeek(honolulu, posts).map(({ posts: sum }) => sum)).toEqual([3, 2, 1]);
});

test("what was written outside the term counts to its nearest day", () => {
  const posts = [at("2016-10-20T09:00"), at("2016-12-24T09:00")];
  expect(byWeek(ninth, posts).map(({ posts: sum }) => sum)).toEqual([1, 0, 1]);
});

test("days go up to today, and none is shown before the opening", () => {
  expect(byDay(ninth, [], new Date("2016-10-20T12:00Z"))).toEqual([]);
  const days = byDay(
    ninth,
    [at("2016-10-25T10:00"), at("2016-10-25T11:00")],
    instantOf("2016-10-26T08:00", "Europe/Brussels"),
  );
  expect(days).toEqual([
    { day: "2016-10-24", posts: 0 },
    { day: "2016-10-25", posts: 2 },
    { day: "2016-10-26", posts: 0 },
  ]);
});

test("a dialogue of some hours is one day and one week", () => {
  const short = term("2026-05-04T09:00", "2026-05-04T17:00", "Asia/Kolkata");
  expect(byWeek(short, [post(short.opensAt)])).toEqual([{ week: 1, from: "2026-05-04", posts: 1 }]);
});

test("who wrote most comes first; of equals, who wrote first", () => {
  const posts = ["b", "a", "c", "c", "a", "d"].map((author) => post(ninth.opensAt, author));
  expect(byAuthor(posts)).toEqual([
    { authorId: "a", posts: 2 },
    { authorId: "c", posts: 2 },
    { authorId: "b", posts: 1 },
    { authorId: "d", posts: 1 },
  ]);
});

test("key questions keep their order, and one that nobody answered is there with nothing", () => {
  const posts = [
    post(ninth.opensAt, "a", "k2"),
    post(ninth.opensAt, "a", "k2"),
    post(ninth.opensAt, "b", "k2"),
    post(ninth.opensAt, "b", "gone"),
  ];
  expect(byKeyQuestion([{ id: "k1" }, { id: "k2" }], posts)).toEqual([
    { id: "k1", posts: 0, people: 0 },
    { id: "k2", posts: 3, people: 2 },
  ]);
});

test("countries by their people, and those of none last", () => {
  const people = ["PE", null, "GH", "GH", "AR"].map((country) => ({ country, gender: "unsaid" as const }));
  expect(byCountry(people).map(({ country, people: sum }) => [country, sum])).toEqual([
    ["GH", 2],
    ["AR", 1],
    ["PE", 1],
    [null, 1],
  ]);
});
