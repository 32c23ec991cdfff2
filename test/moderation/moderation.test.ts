/** Moderation: decisions are recorded and told once, what waits is listed out of all that holds back. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { readPerson } from "../../server/features/members/index.ts";
import { recordDecision, registerTriage } from "../../server/features/moderation/index.ts";
import { moveClock, now } from "../../server/platform/clock.ts";
import { settled } from "../../server/platform/outbox/index.ts";
import { type Person, system } from "../../server/platform/person.ts";
import type { TriageView } from "../../shared/contracts/moderation.ts";
import { newId } from "../../shared/ids.ts";
import type { Client } from "../support/client.ts";
import { type Someone, startTestHouse, type TestHouse } from "../support/house.ts";

let house: TestHouse;
let mona: Someone;
let ben: Someone;
let guest: Someone;
let visitor: Client;

beforeAll(async () => {
  house = await startTestHouse();
  mona = await house.member("Mona Moderator", { role: "moderator" });
  ben = await house.member("Ben Member");
  guest = await house.guest("Gina Guest", newId());
  visitor = house.visitor();
});
afterAll(() => house.stop());

const asMona = async (): Promise<Person> => (await readPerson(mona.id)) ?? system;
const decided = async (more: Partial<Parameters<typeof recordDecision>[0]> = {}) => ({
  kind: "hide-post" as const,
  by: await asMona(),
  aboutId: ben.id,
  subjectId: newId(),
  changeId: newId(),
  reason: "It names a third person.",
  excerpt: "As Carla told me in confidence …",
  language: "en",
  link: "/posts/1",
  ...more,
});
const latest = async () => (await mona.call("moderation.listDecisions", {})).items[0];

test("a decision is recorded with who, whom, when and why, and the author is told", async () => {
  const told = ben.told("notification");
  await ben.watch(`person:${ben.id}`);
  await recordDecision(await decided());
  expect((await told).view).toMatchObject({
    kind: "decision",
    reason: "It names a third person.",
    excerpt: "As Carla told me in confidence …",
    link: "/posts/1",
  });
  expect(await latest()).toMatchObject({
    kind: "hide-post",
    by: { id: mona.id, name: "Mona Moderator" },
    about: { id: ben.id, name: "Ben Member" },
    reason: "It names a third person.",
  });
});

test("the same decision again is one record and one notice; another change of the same post is another", async () => {
  const before = (await ben.call("notifications.listNotifications", {})).unread;
  const one = await decided({ excerpt: "once" });
  await Promise.all(Array.from({ length: 5 }, () => recordDecision(one)));
  // After a crash the excerpt may read otherwise, and the moderator may have gone.
  await recordDecision({ ...one, excerpt: "edited since", by: system });
  await recordDecision({ ...one, kind: "restore-post", changeId: newId(), reason: "" });
  await settled();
  const { items } = await mona.call("moderation.listDecisions", {});
  expect(
    items
      .slice(0, 2)
      .map(({ kind }) => kind)
      .sort(),
  ).toEqual(["hide-post", "restore-post"]);
  expect(items.filter(({ excerpt }) => excerpt === "once")).toHaveLength(2);
  expect((await ben.call("notifications.listNotifications", {})).unread).toBe(before + 2);
});

test("an anonymous asker stands nowhere in the record", async () => {
  await recordDecision(await decided({ kind: "decline-question", aboutId: null, excerpt: "A question" }));
  const decision = await latest();
  expect(decision?.about).toEqual({
    id: null,
    kind: "anonymous",
    name: "",
    role: null,
    organisation: null,
    country: null,
  });
});

test("of a declined question its asker hears once, from the webinar", async () => {
  const before = (await ben.call("notifications.listNotifications", {})).unread;
  await recordDecision(await decided({ kind: "decline-question" }));
  await settled();
  expect((await ben.call("notifications.listNotifications", {})).unread).toBe(before);
});

test("a hidden post and a suspended member come into the record by themselves", async () => {
  const olga = await house.member("Olga Organiser", { role: "organiser" });
  const carl = await house.member("Carl Member");
  const sectionId = newId();
  const postId = newId();
  await olga.call("forum.createSection", { id: sectionId, slug: "record", title: "Record" });
  await carl.call("forum.createThread", { id: newId(), postId, sectionId, title: "Offers", body: "Buy my course." });
  await mona.call("forum.hidePost", { postId, changeId: newId(), reason: "Advertising." });
  await settled();
  expect(await latest()).toMatchObject({
    kind: "hide-post",
    about: { id: carl.id },
    reason: "Advertising.",
    excerpt: "Buy my course.",
  });
  await mona.call("members.changeState", {
    memberId: carl.id,
    changeId: newId(),
    state: "suspended",
    reason: "Again.",
  });
  await settled();
  expect(await latest()).toMatchObject({
    kind: "suspend-member",
    by: { id: mona.id },
    reason: "Again.",
    excerpt: "Carl Member",
  });
});

test("decisions are listed page by page, latest first", async () => {
  for (let count = 0; count < 35; count++) {
    await moveClock(1000);
    await recordDecision(await decided({ excerpt: `decision ${count}` }));
  }
  const first = await mona.call("moderation.listDecisions", {});
  expect(first.items).toHaveLength(30);
  expect(first.items[0]?.excerpt).toBe("decision 34");
  const second = await mona.call("moderation.listDecisions", { cursor: first.next ?? "" });
  expect(second.items[0]?.excerpt).toBe("decision 4");
  const ids = [...first.items, ...second.items].map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

test("what waits is listed oldest first, out of all that holds back, page by page", async () => {
  const began = now().getTime();
  const waiting = (kind: TriageView["kind"], minutes: number): TriageView => ({
    id: newId(),
    kind,
    title: "",
    text: `${minutes}`,
    language: "en",
    author: { id: null, kind: "anonymous", name: "", role: null, organisation: null, country: null },
    section: { slug: "record", title: "Record" },
    link: "/threads/1",
    votes: null,
    createdAt: new Date(began + minutes * 60_000).toISOString(),
    version: 1,
  });
  const held = Array.from({ length: 20 }, (_, at) => waiting("held-post", at * 2));
  const carried = Array.from({ length: 20 }, (_, at) => waiting("carried-question", at * 2 + 1));
  for (const [kind, all] of [
    ["held-post", held],
    ["carried-question", carried],
  ] as const)
    registerTriage({
      kind,
      list: async (_person, after, limit) =>
        all
          .filter(
            ({ createdAt, id }) =>
              !after ||
              createdAt > after.createdAt.toISOString() ||
              (createdAt === after.createdAt.toISOString() && id > after.id),
          )
          .slice(0, limit),
    });
  const first = await mona.call("moderation.listTriage", {});
  const second = await mona.call("moderation.listTriage", { cursor: first.next ?? "" });
  expect([...first.items, ...second.items].map(({ text }) => Number(text))).toEqual(
    Array.from({ length: 40 }, (_, at) => at),
  );
  expect([first.items.length, second.next]).toEqual([30, null]);
});

test("members, guests and visitors read neither, and watch neither", async () => {
  for (const person of [ben, guest]) {
    expect(await person.outcome("moderation.listTriage", {})).toBe("not-allowed");
    expect(await person.outcome("moderation.listDecisions", {})).toBe("not-allowed");
    await expect(person.watch(`triage:${newId()}:en`)).rejects.toMatchObject({ code: "not-found" });
  }
  expect(await visitor.outcome("moderation.listTriage", {})).toBe("sign-in-first");
  expect(await visitor.outcome("moderation.listDecisions", {})).toBe("sign-in-first");
  await expect(visitor.watch(`triage:${newId()}:en`)).rejects.toMatchObject({ code: "not-found" });
  expect(await mona.watch(`triage:${newId()}:en`)).toMatchObject({ changes: [] });
  await expect(mona.watch("triage:all")).rejects.toMatchObject({ code: "not-found" });
});

test.each([
  ["nonsense"],
  [Buffer.from('["a","b"]').toString("base64url")],
  [Buffer.from('[1e300,"b"]').toString("base64url")],
  [Buffer.from("[1]").toString("base64url")],
])("the cursor %s is refused", async (cursor) => {
  expect(await mona.outcome("moderation.listTriage", { cursor })).toBe("bad-input");
  expect(await mona.outcome("moderation.listDecisions", { cursor })).toBe("bad-input");
});

test("other input than the contract names is refused", async () => {
  expect(await mona.outcome("moderation.listTriage", { cursor: { $gt: "" } } as never)).toBe("bad-input");
  expect(await mona.outcome("moderation.listDecisions", { all: true } as never)).toBe("bad-input");
});
