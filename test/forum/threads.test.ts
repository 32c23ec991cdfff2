/** Threads and sections: opened, listed, read on several devices, followed, pinned, locked; with the window of a section. */
import { expect, test } from "@jest/globals";
import { createSectionFor, setSectionWindow } from "../../server/features/forum/index.ts";
import { type Post, Posts } from "../../server/features/forum/posts/post.model.ts";
import { tidyAfter } from "../../server/features/forum/posts/tidy-after.ts";
import { Reads, readMark } from "../../server/features/forum/reading/read.model.ts";
import { moveClock, now } from "../../server/platform/clock.ts";
import { faults, settled, sweep } from "../../server/platform/outbox/index.ts";
import { system } from "../../server/platform/person.ts";
import { newId } from "../../shared/ids.ts";
import { change } from "../support/stage.ts";
import { makeSection, openThread, reply, setForumStage } from "./stories.ts";

const stage = setForumStage();

/** The next thing that is saved is saved, and nothing after it happens. */
async function killAfterNextSave(): Promise<void> {
  await settled();
  faults.at = (point) => {
    if (point !== "saved") return;
    faults.at = () => {};
    throw new Error("killed here by the test");
  };
}

test("a section is made by an organiser, under an address of its own", async () => {
  const { ada, olga, visitor } = stage.people;
  const input = { id: newId(), slug: "general", title: "General", description: "All else" };
  for (const [person, code] of [
    [ada, "not-allowed"],
    [visitor, "sign-in-first"],
  ] as const)
    expect(await person.outcome("forum.createSection", input)).toBe(code);
  expect(await olga.call("forum.createSection", input)).toMatchObject({
    slug: "general",
    readers: "public",
    writers: "members",
    threads: 0,
  });
  expect(await olga.call("forum.createSection", input)).toMatchObject({ id: input.id });
  expect(await olga.outcome("forum.createSection", { ...input, id: newId() })).toBe("name-taken");
  const { sections } = await visitor.http("forum.listSections", {});
  expect(sections).toEqual([expect.objectContaining({ slug: "general" })]);
});

test("a new thread shows at once in its section and at home, and its counts follow", async () => {
  const { ada, ben, olga, visitor } = stage.people;
  const section = await makeSection(olga);
  await Promise.all([ben.watch(`section:${section.id}`), visitor.watch("home")]);
  const [seen, seenAtHome] = [ben.told("thread"), visitor.told("thread")];
  const thread = await openThread(ada, section.id, {
    title: "What lasts?",
    body: "What did you **still** see a year later?",
  });
  expect(await seen).toMatchObject({
    view: {
      id: thread.id,
      title: "What lasts?",
      posts: 1,
      lastPost: { number: 1, excerpt: "What did you still see a year later?", author: { name: "Ada" } },
    },
  });
  expect(await seenAtHome).toMatchObject({ stream: "home", view: { id: thread.id } });

  const counted = ben.told(({ kind, view }) => kind === "thread" && view?.["posts"] === 2);
  await reply(ben, thread.id, "The cook.");
  expect(await counted).toMatchObject({
    view: { lastNumber: 2, lastPost: { author: { name: "Ben" }, excerpt: "The cook." } },
  });
  await settled();
  const page = await visitor.http("forum.readSection", { slug: section.slug });
  expect(page.section).toMatchObject({ threads: 1, posts: 2, mayWrite: false });
  expect(page.section.lastPostAt).not.toBeNull();
  expect((await ada.http("forum.readSection", { slug: section.slug })).section.mayWrite).toBe(true);
});

test("the same thread sent again is one; a first post that lost its thread gives way to the next try", async () => {
  const { ada, ben, olga } = stage.people;
  const section = await makeSection(olga);
  const input = { id: newId(), postId: newId(), sectionId: section.id, title: "Once", body: "Once" };
  const answers = await Promise.all(Array.from({ length: 10 }, () => ada.call("forum.createThread", input)));
  expect(new Set(answers.map(({ id }) => id))).toEqual(new Set([input.id]));
  expect(await ben.outcome("forum.createThread", input)).toBe("id-taken");
  expect(await ada.outcome("forum.createThread", { ...input, title: "Other" })).toBe("already-sent");
  expect((await ada.http("forum.readThread", { threadId: input.id })).posts).toHaveLength(1);
});

test("killed between a thread's first post and the thread: nothing is there, and the next try makes it", async () => {
  const { ada, olga } = stage.people;
  const section = await makeSection(olga);
  const input = { id: newId(), postId: newId(), sectionId: section.id, title: "Half", body: "Half" };
  await killAfterNextSave();
  expect(await ada.outcome("forum.createThread", input)).toBe("internal");
  expect(await ada.outcome("forum.findPost", { postId: input.postId })).toBe("not-found");
  expect(await ada.call("forum.createThread", input)).toMatchObject({ posts: 1 });
  // Written anew before it was tried again: another first post for the same thread.
  const second = { ...input, id: newId(), postId: newId() };
  await killAfterNextSave();
  expect(await ada.outcome("forum.createThread", second)).toBe("internal");
  await ada.call("forum.createThread", { ...second, postId: newId(), body: "Whole" });
  const { posts } = await ada.call("forum.readThread", { threadId: second.id });
  expect(posts.map(({ html }) => html)).toEqual(["<p>Whole</p>"]);
});

test("killed right after a reply was saved: the sweep tells, notifies and counts, and the retry says saved", async () => {
  const { ada, ben, olga } = stage.people;
  const thread = await openThread(ada, (await makeSection(olga)).id);
  await settled();
  await ada.watch(`thread:${thread.id}`);
  const told = ada.told("post");
  const input = { id: newId(), threadId: thread.id, body: "Survived" };
  await killAfterNextSave();
  expect(await ben.outcome("forum.createPost", input)).toBe("internal");
  await sweep(0);
  await settled();
  expect(await told).toMatchObject({ id: input.id, view: { number: 2, html: "<p>Survived</p>" } });
  expect(await ben.call("forum.createPost", input)).toMatchObject({ id: input.id, number: 2 });
  expect((await ada.call("forum.readThread", { threadId: thread.id })).thread.posts).toBe(2);
  const { items } = await ada.call("notifications.listNotifications", {});
  expect(items.filter(({ link }) => link === `/posts/${input.id}`)).toHaveLength(1);
});

test("lists go by the latest post, pinned ones first, thirty a page, in one language if wished", async () => {
  const { ada, mo, olga, visitor } = stage.people;
  const section = await makeSection(olga);
  const threads: string[] = [];
  for (let at = 0; at < 33; at++) threads.push((await openThread(ada, section.id, { title: `Thread ${at}` })).id);
  await moveClock(1000);
  await reply(ada, threads[3] as string);
  await mo.call("forum.pinThread", { threadId: threads[0] as string, ...change(), pinned: true });
  await settled();
  const first = await visitor.http("forum.readSection", { slug: section.slug });
  expect(first.threads.items.map(({ thread }) => thread.id).slice(0, 3)).toEqual([threads[0], threads[3], threads[32]]);
  expect(first.threads.items).toHaveLength(31);
  const second = await visitor.http("forum.readSection", { slug: section.slug, cursor: first.threads.next as string });
  expect(second.threads).toMatchObject({ next: null });
  expect(new Set([...first.threads.items, ...second.threads.items].map(({ thread }) => thread.id)).size).toBe(33);
  expect(await visitor.outcome("forum.readSection", { slug: section.slug, cursor: "bm90" })).toBe("bad-input");
  const french = await openThread(ada, section.id, {
    body: "Même constat chez nous : rien ne reste d'une formation sans suite.",
  });
  const filtered = await visitor.http("forum.readSection", { slug: section.slug, language: "fr" });
  expect(filtered.threads.items.map(({ thread }) => thread.id)).toEqual([french.id]);
});

test("what is not read yet is known on every device, with a jump to the first of it", async () => {
  const { ada, ben, olga } = stage.people;
  const section = await makeSection(olga);
  const thread = await openThread(ada, section.id);
  for (let at = 0; at < 24; at++) await reply(ada, thread.id, `Reply ${at}`);
  await settled();
  const row = async () => (await ben.http("forum.readSection", { slug: section.slug })).threads.items[0];
  expect(await row()).toMatchObject({ unread: 25, firstUnread: 1 });
  expect(await ben.call("forum.markThreadRead", { threadId: thread.id, number: 21 })).toEqual({ readUpTo: 21 });
  expect(await ben.call("forum.markThreadRead", { threadId: thread.id, number: 5 })).toEqual({ readUpTo: 21 });
  expect(await row()).toMatchObject({ unread: 4, firstUnread: 22 });
  const elsewhere = await stage.house.again(ben);
  expect(await elsewhere.http("forum.readThread", { threadId: thread.id })).toMatchObject({
    page: 2,
    readUpTo: 21,
    firstUnread: 22,
  });
  expect(await ben.call("forum.markThreadRead", { threadId: thread.id, number: 1_000_000 })).toEqual({ readUpTo: 25 });
  expect(await row()).toMatchObject({ unread: 0, firstUnread: null });
  // Who writes has read what came before.
  await reply(ben, thread.id);
  await settled();
  expect(await row()).toMatchObject({ unread: 0 });
  expect((await ada.http("forum.readSection", { slug: section.slug })).threads.items[0]).toMatchObject({ unread: 1 });
  expect(await stage.people.visitor.http("forum.readThread", { threadId: thread.id })).toMatchObject({
    page: 1,
    readUpTo: 0,
    firstUnread: null,
  });
});

test("one's own posts are read, whichever of them is tidied after first; what others wrote between them is not", async () => {
  const { ada, ben, olga } = stage.people;
  const section = await makeSection(olga);
  const thread = await openThread(ada, section.id);
  for (const who of [ada, ada, ben, ada]) await reply(who, thread.id);
  await settled();
  const posts = await Posts.find({ threadId: thread.id }).sort({ number: 1 }).lean<Post[]>();
  const markAfter = async (...numbers: number[]) => {
    await Reads.deleteMany({ _id: `${ada.id}:${thread.id}` });
    for (const number of numbers) await tidyAfter(posts[number - 1] as Post);
    return readMark(ada.id, thread.id);
  };
  expect(await markAfter(1, 2, 3)).toBe(3);
  expect(await markAfter(3, 1, 2)).toBe(3);
  expect(await markAfter(2, 1)).toBe(2);
  expect(await markAfter(5, 3, 2, 1)).toBe(3);
  expect(await markAfter(5)).toBe(0);
});

test("a draft is there on another device, and gone once its post is written", async () => {
  const { ada, ben, olga, visitor } = stage.people;
  const section = await makeSection(olga);
  const thread = await openThread(ada, section.id);
  const place = `thread:${thread.id}`;
  await ben.call("forum.saveDraft", { place, body: "Half a" });
  await ben.call("forum.saveDraft", { place, body: "Half a sentence" });
  const elsewhere = await stage.house.again(ben);
  expect((await elsewhere.http("forum.readThread", { threadId: thread.id })).draft).toBe("Half a sentence");
  expect(await elsewhere.http("forum.readDraft", { place })).toMatchObject({ body: "Half a sentence" });
  expect(await ada.http("forum.readDraft", { place })).toEqual({ body: "", title: "", savedAt: null });
  await reply(ben, thread.id, "A whole sentence");
  await settled();
  expect(await ben.http("forum.readDraft", { place })).toMatchObject({ body: "", savedAt: null });
  await ben.call("forum.saveDraft", { place, body: "Next" });
  await ben.call("forum.saveDraft", { place, body: " " });
  expect(await ben.http("forum.readDraft", { place })).toMatchObject({ savedAt: null });
  expect(await visitor.outcome("forum.saveDraft", { place, body: "x" })).toBe("sign-in-first");
  expect(await ben.outcome("forum.saveDraft", { place: "thread:../../x", body: "x" })).toBe("bad-input");
});

test("the title is its author's while the thread is open, and a moderator's", async () => {
  const { ada, ben, mo, olga } = stage.people;
  const thread = await openThread(ada, (await makeSection(olga)).id);
  const as = (title: string) => ({ threadId: thread.id, ...change(), title });
  await ben.watch(`thread:${thread.id}`);
  const seen = ben.told(({ id, view }) => id === thread.id && view?.["title"] !== "What lasts");
  expect(await ben.outcome("forum.editTitle", as("Mine"))).toBe("not-allowed");
  await ada.call("forum.editTitle", as("A better one"));
  expect(await seen).toMatchObject({ view: { title: "A better one" } });
  await mo.call("forum.lockThread", { threadId: thread.id, ...change(), locked: true });
  expect(await ada.outcome("forum.editTitle", as("Too late"))).toBe("not-allowed");
  expect((await mo.call("forum.editTitle", as("By the moderator"))).title).toBe("By the moderator");
});

test("a locked thread is read and not written in; its author is told; only a moderator opens it again", async () => {
  const { ada, ben, mo, olga } = stage.people;
  const thread = await openThread(ada, (await makeSection(olga)).id);
  const lock = (locked: boolean, reason = "") => ({ threadId: thread.id, ...change(), locked, reason });
  expect(await ada.outcome("forum.lockThread", lock(true))).toBe("not-allowed");
  await ada.watch(`person:${ada.id}`);
  const told = ada.told(({ kind, view }) => kind === "notification" && view?.["link"] === `/threads/${thread.id}`);
  await mo.call("forum.lockThread", lock(true, "All is said"));
  expect(await told).toMatchObject({
    view: { kind: "decision", reason: "All is said", link: `/threads/${thread.id}` },
  });
  expect(await ben.outcome("forum.createPost", { id: newId(), threadId: thread.id, body: "One more" })).toBe(
    "thread-closed",
  );
  expect((await ben.http("forum.readThread", { threadId: thread.id })).may).toMatchObject({
    reply: false,
    moderate: false,
  });
  expect(await mo.outcome("forum.lockThread", lock(true))).toBe("moved-on");
  await mo.call("forum.lockThread", lock(false));
  expect(await ben.outcome("forum.createPost", { id: newId(), threadId: thread.id, body: "One more" })).toBe("ok");
});

test("a dialogue's section is written in between its moments and read for ever", async () => {
  const { ada, ben } = stage.people;
  const id = newId();
  const hour = 3_600_000;
  const dialogue = { slug: "ninth", title: "Ninth dialogue" };
  const at = (hours: number) => new Date(now().getTime() + hours * hour);
  const section = {
    id,
    slug: "ninth",
    title: "Ninth dialogue",
    dialogue,
    opensAt: at(1),
    closesAt: at(3),
    keyQuestionIds: [newId()],
  };
  await createSectionFor(system, section);
  await createSectionFor(system, section);
  const write = () => ({ id: newId(), postId: newId(), sectionId: id, title: "Early", body: "Early" });
  await expect(ada.call("forum.createThread", write())).rejects.toMatchObject({
    code: "section-closed",
    details: { opensAt: section.opensAt.toISOString() },
  });
  await moveClock(hour);
  const thread = await openThread(ada, id);
  expect((await ada.call("forum.readSection", { slug: "ninth" })).section).toMatchObject({ dialogue, mayWrite: true });
  expect(await ada.outcome("forum.createThread", { ...write(), keyQuestionId: newId() })).toBe("bad-input");
  expect(
    (await ada.call("forum.createThread", { ...write(), keyQuestionId: section.keyQuestionIds[0] as string }))
      .keyQuestionId,
  ).toBe(section.keyQuestionIds[0]);
  await moveClock(2 * hour);
  for (const input of [{ id: newId(), threadId: thread.id, body: "Late" }])
    expect(await ben.outcome("forum.createPost", input)).toBe("section-closed");
  expect(await ada.outcome("forum.editPost", { postId: thread.postId, ...change(), body: "Late", version: 1 })).toBe(
    "section-closed",
  );
  expect((await ben.call("forum.readThread", { threadId: thread.id })).may.reply).toBe(false);
  await setSectionWindow({ ...section, closesAt: at(2) });
  expect(await ben.outcome("forum.createPost", { id: newId(), threadId: thread.id, body: "In time now" })).toBe("ok");
});

test("only an organiser welcomes", async () => {
  const { ada, olga } = stage.people;
  const section = await makeSection(olga);
  const input = () => ({
    id: newId(),
    postId: newId(),
    sectionId: section.id,
    title: "Welcome",
    body: "Welcome",
    welcome: true,
  });
  expect(await ada.outcome("forum.createThread", input())).toBe("not-allowed");
  expect(await olga.outcome("forum.createThread", input())).toBe("ok");
});

test("the home list shows what was written last where the reader may read", async () => {
  const { ada, mo, olga, visitor } = stage.people;
  const staff = await makeSection(olga, { readers: "staff", writers: "staff" });
  const open = await makeSection(olga);
  const secret = await openThread(mo, staff.id, { title: "Staff canary" });
  await moveClock(1000);
  const shown = await openThread(ada, open.id);
  const latest = async (person: typeof ada | typeof visitor) =>
    (await person.call("forum.listLatest", { limit: 2 })).threads.map(({ thread }) => thread.id);
  expect((await latest(mo)).slice(0, 2)).toEqual([shown.id, secret.id]);
  expect(await latest(visitor)).not.toContain(secret.id);
  expect(await latest(ada)).not.toContain(secret.id);
  expect((await visitor.call("forum.listLatest", { sectionId: staff.id })).threads).toEqual([]);
});
