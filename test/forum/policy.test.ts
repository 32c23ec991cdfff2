/** Who may what in the forum: each role, in each kind of place. */
import { expect, test } from "@jest/globals";
import * as policy from "../../server/features/forum/forum.policy.ts";
import { type Person, system, visitor } from "../../server/platform/person.ts";
import type { Role } from "../../shared/contracts/common.ts";

const reader = { name: "A", language: "en", timeZone: "UTC", sessionId: null };
const member = (role: Role, id = role): Person => ({ ...reader, kind: "member", id, role });
const guest = { ...reader, kind: "guest" as const, id: "guest", webinarId: "w" } satisfies Person;
const people = {
  visitor,
  guest,
  member: member("member"),
  moderator: member("moderator"),
  organiser: member("organiser"),
  admin: member("admin"),
  system,
};
const at = new Date("2026-11-10T12:00:00Z");
const day = 86_400_000;
const after = (days: number) => new Date(at.getTime() + days * day);

const section = {
  readers: "public" as policy.Place["section"]["readers"],
  writers: "members" as const,
  opensAt: null,
  closesAt: null,
};
const thread = {
  state: "open" as const,
  readers: null,
  writers: null,
  staysOpen: false,
  authorId: "author",
  questionId: null,
};
const place = (over: { section?: object; thread?: object; carried?: policy.Place["carried"] } = {}): policy.Place => ({
  section: { ...section, ...over.section },
  thread: { ...thread, ...over.thread },
  carried: over.carried ?? null,
});
const who = (test: (person: Person) => boolean) =>
  Object.keys(people).filter((name) => test(people[name as keyof typeof people]));

test("who reads what", () => {
  const reads = (readers: string) => who((person) => policy.mayReadThread(person, place({ section: { readers } })));
  expect(reads("public")).toEqual(["visitor", "guest", "member", "moderator", "organiser", "admin", "system"]);
  expect(reads("members")).toEqual(["member", "moderator", "organiser", "admin", "system"]);
  expect(reads("staff")).toEqual(["moderator", "organiser", "admin", "system"]);
  expect(reads("group:0192f0c0-1111-7000-8000-000000000001")).toEqual(["moderator", "organiser", "admin", "system"]);
});

test("a thread's own rule wins over its section's", () => {
  const closed = { section: { readers: "staff" } };
  expect(policy.mayReadThread(visitor, place({ ...closed, thread: { readers: "public" } }))).toBe(true);
  expect(policy.mayReadThread(people.member, place({ thread: { readers: "staff" } }))).toBe(false);
});

test("held and hidden threads are the moderators' alone, whatever else somebody may", () => {
  for (const state of ["held", "hidden"]) {
    const there = place({ thread: { state }, carried: { mayAnswer: true, isAsker: true } });
    expect(who((person) => policy.mayReadThread(person, there))).toEqual(["moderator", "organiser", "admin", "system"]);
  }
});

test("who replies, and why others do not", () => {
  const why = (there: policy.Place) =>
    Object.fromEntries(Object.entries(people).map(([name, person]) => [name, policy.whyNoReply(person, there, at)]));
  expect(why(place())).toMatchObject({ visitor: "sign-in-first", guest: "not-allowed", member: null, admin: null });
  expect(why(place({ thread: { state: "locked" } }))).toMatchObject({
    member: "thread-closed",
    moderator: "thread-closed",
  });
  expect(why(place({ section: { closesAt: at } }))).toMatchObject({
    member: "section-closed",
    admin: "section-closed",
  });
  expect(why(place({ section: { opensAt: after(1) } }))["member"]).toBe("section-closed");
  expect(why(place({ section: { opensAt: at, closesAt: after(1) } }))["member"]).toBeNull();
  expect(why(place({ section: { writers: "staff" } }))).toMatchObject({ member: "not-allowed", moderator: null });
  expect(why(place({ section: { readers: "staff", writers: "staff" } }))["member"]).toBe("not-found");
});

test("carried threads stay open and take their webinar's guests", () => {
  const there = place({
    section: { readers: "members", closesAt: after(-1) },
    thread: { staysOpen: true, questionId: "q" },
    carried: { mayAnswer: true, isAsker: false },
  });
  expect(policy.mayReadThread(guest, there)).toBe(true);
  expect(policy.whyNoReply(guest, there, at)).toBeNull();
  expect(policy.whyNoReply(people.member, there, at)).toBeNull();
  expect(policy.whyNoReply(guest, { ...there, carried: null }, at)).toBe("not-found");
});

test("who opens threads", () => {
  const why = (person: Person, over = {}) => policy.whyNoThread(person, { ...section, ...over }, at);
  expect(why(visitor)).toBe("sign-in-first");
  expect(why(guest, { writers: "public" })).toBe("not-allowed");
  expect(why(people.member)).toBeNull();
  expect(why(people.member, { writers: "staff" })).toBe("not-allowed");
  expect(why(people.moderator, { writers: "staff" })).toBeNull();
  expect(why(people.admin, { closesAt: after(-1) })).toBe("section-closed");
});

test("one edits and removes one's own; a moderator neither", () => {
  const post = { state: "shown" as const, authorId: "member" };
  expect(policy.whyNoEdit(people.member, place(), post, at)).toBeNull();
  expect(policy.whyNoEdit(people.admin, place(), post, at)).toBe("not-allowed");
  expect(policy.whyNoEdit(people.member, place({ thread: { state: "locked" } }), post, at)).toBe("thread-closed");
  expect(policy.whyNoEdit(people.member, place(), { ...post, state: "hidden" }, at)).toBe("not-allowed");
  expect(policy.mayRemove(people.member, post)).toBe(true);
  expect(policy.mayRemove(people.moderator, post)).toBe(false);
  expect(policy.mayRemove(people.member, { ...post, state: "hidden" })).toBe(false);
});

test("who reads the words of a post that is not shown", () => {
  const readers = (state: "held" | "hidden" | "removed") =>
    who((person) => policy.mayReadPost(person, { state, authorId: "member" }));
  expect(readers("hidden")).toEqual(["member", "moderator", "organiser", "admin", "system"]);
  expect(readers("held")).toEqual(["member", "moderator", "organiser", "admin", "system"]);
  expect(readers("removed")).toEqual([]);
});

test("who marks an answer", () => {
  const carried = { ...thread, questionId: "q" };
  const post = { state: "shown" as const, authorId: "member" };
  expect(who((person) => policy.mayMarkAnswer(person, carried, post, true))).toEqual([
    "member",
    "moderator",
    "organiser",
    "admin",
    "system",
  ]);
  expect(who((person) => policy.mayMarkAnswer(person, carried, { ...post, authorId: "x" }, true))).not.toContain(
    "member",
  );
  expect(who((person) => policy.mayMarkAnswer(person, carried, post, false))).toEqual([]);
  expect(who((person) => policy.mayMarkAnswer(person, thread, post, true))).toEqual([]);
  expect(who((person) => policy.mayMarkAnswer(person, carried, { ...post, state: "hidden" }, true))).toEqual([]);
});

test("one audience covers another", () => {
  expect(policy.covers("public", "staff")).toBe(true);
  expect(policy.covers("members", "public")).toBe(false);
  expect(policy.covers("members", "staff")).toBe(true);
  expect(policy.covers("staff", "members")).toBe(false);
});
