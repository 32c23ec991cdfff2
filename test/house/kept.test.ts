/** What is kept in memory never shows what is no longer so, nor to whom it is not for. */
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { z } from "zod";
import { Posts } from "../../server/features/forum/posts/post.model.ts";
import { Sections } from "../../server/features/forum/sections/section.model.ts";
import { Threads } from "../../server/features/forum/threads/thread.model.ts";
import { forgetKept, Kept } from "../../server/platform/kept.ts";
import {
  areSame,
  encodeParts,
  keepView,
  keepViews,
  parseAnswer,
  partsOf,
} from "../../server/platform/operations/kept-views.ts";
import { settled } from "../../server/platform/outbox/index.ts";
import { newId } from "../../shared/ids.ts";
import { makeSection, openThread, reply, usualPeople } from "../forum/stories.ts";
import type { Client } from "../support/client.ts";
import { startTestHouse, type TestHouse } from "../support/house.ts";

jest.setTimeout(60_000);
let house: TestHouse;
let people: Awaited<ReturnType<typeof usualPeople>>;
beforeAll(async () => {
  house = await startTestHouse({ pages: true });
  people = await usualPeople(house);
});
afterAll(() => house.stop());

const page = async (reader: Client, path: string): Promise<string> => (await reader.fetch(path)).text();
const posts = async (reader: Client, threadId: string): Promise<{ html: string | null; state: string }[]> =>
  (await reader.http("forum.readThread", { threadId })).posts;

/** A thread with a reply, read by everybody in every form, so that all of it is kept. */
async function keptThread() {
  const section = await makeSection(people.olga);
  const { id: threadId } = await openThread(people.ada, section.id);
  const postId = await reply(people.ben, threadId, "As it was first.");
  const { visitor } = people;
  const readers = [visitor, people.ada, people.ben, people.mo];
  for (const reader of readers) {
    await posts(reader, threadId);
    await page(reader, `/threads/${threadId}`);
  }
  return { section, threadId, postId, readers, ...people };
}

test("an edit shows in the next read, as data and as a page", async () => {
  const { threadId, postId, ben, readers } = await keptThread();
  await ben.call("forum.editPost", { postId, changeId: newId(), body: "As it was then.", version: 1 });
  for (const reader of readers) {
    expect((await posts(reader, threadId))[1]?.html).toContain("As it was then.");
    expect(await page(reader, `/threads/${threadId}`)).toContain("As it was then.");
  }
});

test("so does a write of another node, which tells nothing here", async () => {
  const { threadId, postId, readers, visitor } = await keptThread();
  await Posts.collection.updateOne(
    { _id: postId as never },
    { $set: { html: "<p>From elsewhere.</p>" }, $inc: { version: 1 } },
  );
  for (const reader of readers) {
    expect((await posts(reader, threadId))[1]?.html).toContain("From elsewhere.");
    expect(await page(reader, `/threads/${threadId}`)).toContain("From elsewhere.");
  }
  await Threads.collection.updateOne(
    { _id: threadId as never },
    { $set: { title: "Named elsewhere" }, $inc: { version: 1 } },
  );
  expect(await page(visitor, `/threads/${threadId}`)).toContain("Named elsewhere");
});

test("what is hidden is gone from the next read of everyone but its author and moderators", async () => {
  const { threadId, postId, ada, ben, mo, visitor } = await keptThread();
  await mo.call("forum.hidePost", { postId, changeId: newId(), reason: "Off the subject" });
  for (const reader of [visitor, ada]) {
    expect((await posts(reader, threadId))[1]?.html).toBeNull();
    expect(await page(reader, `/threads/${threadId}`)).not.toContain("As it was first.");
  }
  expect((await posts(mo, threadId))[1]?.html).toContain("As it was first.");
  expect((await ben.http("forum.readThread", { threadId })).mine[0]?.html).toContain("As it was first.");
  expect((await posts(visitor, threadId))[1]?.html).toBeNull();
});

test("a thread that is closed to visitors is closed at once, whatever was drawn for them", async () => {
  const { section, threadId, visitor } = await keptThread();
  await Sections.collection.updateOne(
    { _id: section.id as never },
    { $set: { readers: "members" }, $inc: { version: 1 } },
  );
  expect(await visitor.outcome("forum.readThread", { threadId })).toBe("not-found");
  expect(await page(visitor, `/threads/${threadId}`)).not.toContain("As it was first.");
});

test("a new name shows where the old one was kept", async () => {
  const { threadId, ben, visitor } = await keptThread();
  const said = { organisation: "", country: null, gender: "unsaid", language: "en", timeZone: "UTC" } as const;
  await ben.call("members.changeMyProfile", { ...said, changeId: newId(), name: "Ben Renamed" });
  expect(await page(visitor, `/threads/${threadId}`)).toContain("Ben Renamed");
});

test("own marks, drafts and rights are each reader's own", async () => {
  const { threadId, ada, ben, visitor } = await keptThread();
  await ada.call("forum.markThreadRead", { threadId, number: 2 });
  await ben.call("forum.saveDraft", { place: `thread:${threadId}`, body: "Half a thought" });
  const [hers, his, visitors] = await Promise.all(
    [ada, ben, visitor].map((reader) => reader.http("forum.readThread", { threadId })),
  );
  expect([hers?.readUpTo, his?.readUpTo, visitors?.readUpTo]).toEqual([2, 0, 0]);
  expect([hers?.draft, his?.draft, visitors?.draft]).toEqual([null, "Half a thought", null]);
  expect([hers?.may.reply, visitors?.may.reply]).toEqual([true, false]);
  expect(await page(visitor, `/threads/${threadId}`)).not.toContain("Half a thought");
});

test("a page that serves all visitors is drawn the same each time", async () => {
  const { section, threadId, visitor } = await keptThread();
  // Else a count may be written between the two.
  await settled();
  for (const path of ["/", "/forum", "/dialogues", `/sections/${section.slug}`, `/threads/${threadId}`]) {
    const read = async () => (await page(visitor, path)).replace(/"now":\d+/, "");
    const first = await read();
    forgetKept();
    expect({ path, document: await read() }).toEqual({ path, document: first });
  }
});

test("what is kept has a bound, and what is wanted stays", () => {
  const kept = new Kept<number, string>({ most: 20 });
  for (let key = 0; key < 1000; key++) {
    kept.set(key, "a");
    kept.get(0);
  }
  const held = Array.from({ length: 1000 }, (_, key) => kept.get(key)).filter((value) => value !== undefined);
  expect(held.length).toBeLessThanOrEqual(20);
  expect(kept.get(999)).toBe("a");
});

test("what a view does not name stays inside, beside parts that are kept too", () => {
  const Leaf = z.object({ id: z.string() });
  const Tree = z.object({ root: Leaf, leaves: z.array(Leaf), own: z.string(), tag: z.string().optional() });
  const leaf = keepView(Leaf, { id: "é", secret: "no" } as never);
  const whole = { root: leaf, leaves: keepViews(Leaf, [leaf, leaf]), own: "mine", secret: "no" };

  const answer = parseAnswer(Tree, whole);
  expect(answer).toEqual({ root: { id: "é" }, leaves: [{ id: "é" }, { id: "é" }], own: "mine" });
  expect(Buffer.concat(encodeParts(partsOf(answer))).toString()).toBe(JSON.stringify(answer));
  expect(() => parseAnswer(Tree, { ...whole, own: 7 })).toThrow();
  expect(parseAnswer(Tree, { ...whole, leaves: [leaf, { id: "new", secret: "no" }] })).toMatchObject({
    leaves: [{ id: "é" }, { id: "new" }],
  });

  // Two answers are the same by the very views in them, never by what these look like.
  expect(areSame(partsOf(answer), partsOf(parseAnswer(Tree, whole)))).toBe(true);
  expect(
    areSame(partsOf(answer), partsOf(parseAnswer(Tree, { ...whole, leaves: keepViews(Leaf, [leaf, leaf]) }))),
  ).toBe(true);
  expect(areSame(partsOf(answer), partsOf(parseAnswer(Tree, { ...whole, own: "yours" })))).toBe(false);
  expect(areSame(partsOf(answer), partsOf(parseAnswer(Tree, { ...whole, root: keepView(Leaf, { id: "é" }) })))).toBe(
    false,
  );
});
