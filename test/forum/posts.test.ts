/** Posts: written, numbered, edited, taken away, hidden, reacted to; and what others see of that at once. */
import { expect, test } from "@jest/globals";
import { moveClock } from "../../server/platform/clock.ts";
import { settled } from "../../server/platform/outbox/index.ts";
import { newId } from "../../shared/ids.ts";
import type { Told } from "../support/client.ts";
import { change } from "../support/stage.ts";
import { openThread, reply, setSectionStage } from "./stories.ts";

const stage = setSectionStage();
const minutes = 60_000;

test("a reply reaches everyone watching the thread", async () => {
  const { ada, ben, visitor } = stage.people;
  const thread = await openThread(ada, stage.sectionId);
  await ben.watch(`thread:${thread.id}`);
  await visitor.watch(`thread:${thread.id}`);
  const [seen, seenByVisitor] = [ben.told("post"), visitor.told("post")];
  const post = await ada.call("forum.createPost", { id: newId(), threadId: thread.id, body: "Hello **all**" });
  expect(post).toMatchObject({
    number: 2,
    html: "<p>Hello <strong>all</strong></p>",
    state: "shown",
    author: { name: "Ada" },
  });
  expect(await seen).toMatchObject({ stream: `thread:${thread.id}`, id: post.id, view: post });
  expect(await seenByVisitor).toMatchObject({ view: post });
});

test("what is changed at once is told at once, though counts are merged to one a second", async () => {
  const { ada, ben } = stage.people;
  const thread = await openThread(ada, stage.sectionId);
  await reply(ben, thread.id);
  await ada.watch(`thread:${thread.id}`);
  const postId = await reply(ben, thread.id);
  await ada.call("forum.react", { postId, ...change(), reaction: "heart", on: true });
  await settled();
  const reacted = ada.heard.findIndex(({ id, version }) => id === postId && version === 2);
  const counted = ada.heard.findIndex(({ view }) => view?.["posts"] === 3);
  expect(reacted).toBeGreaterThanOrEqual(0);
  expect(counted).toBeGreaterThan(reacted);
});

test("numbers follow each other without a gap, however many write at once", async () => {
  const { ada, ben, mo, olga } = stage.people;
  const thread = await openThread(ada, stage.sectionId);
  const writers = [ada, ben, mo, olga];
  const posts = await Promise.all(
    Array.from({ length: 40 }, (_, at) =>
      (writers[at % 4] ?? ada).call("forum.createPost", { id: newId(), threadId: thread.id, body: `Reply ${at}` }),
    ),
  );
  expect(posts.map(({ number }) => number).sort((one, other) => one - other)).toEqual(
    Array.from({ length: 40 }, (_, at) => at + 2),
  );
  const page = await ben.http("forum.readThread", { threadId: thread.id, page: 3 });
  expect(page).toMatchObject({ page: 3, pages: 3 });
  expect(page.posts.map(({ number }) => number)).toEqual([41]);
});

test("the same reply sent ten times, by two ways, is one; other words under its id are refused", async () => {
  const { ada, ben } = stage.people;
  const thread = await openThread(ada, stage.sectionId);
  const input = { id: newId(), threadId: thread.id, body: "Once" };
  const answers = await Promise.all([
    ...Array.from({ length: 5 }, () => ada.call("forum.createPost", input)),
    ...Array.from({ length: 5 }, () => ada.http("forum.createPost", input)),
  ]);
  expect(new Set(answers.map((answer) => answer.number))).toEqual(new Set([2]));
  await expect(ada.call("forum.createPost", { ...input, body: "Twice" })).rejects.toMatchObject({
    code: "already-sent",
    details: { stands: { id: input.id } },
  });
  await expect(ben.call("forum.createPost", input)).rejects.toMatchObject({ code: "id-taken" });
  const { posts } = await ada.http("forum.readThread", { threadId: thread.id });
  expect(posts).toHaveLength(2);
});

test("a retry after the thread was locked still says saved", async () => {
  const { ada, mo } = stage.people;
  const thread = await openThread(ada, stage.sectionId);
  const input = { id: newId(), threadId: thread.id, body: "In time" };
  const first = await ada.call("forum.createPost", input);
  await mo.call("forum.lockThread", { threadId: thread.id, ...change(), locked: true, reason: "Done" });
  expect(await ada.call("forum.createPost", input)).toMatchObject({ id: first.id, number: first.number });
  expect(await ada.outcome("forum.createPost", { ...input, id: newId() })).toBe("thread-closed");
});

test("a reply to a post names it; a post of another thread cannot be replied to here", async () => {
  const { ada, ben } = stage.people;
  const [thread, other] = [await openThread(ada, stage.sectionId), await openThread(ada, stage.sectionId)];
  const first = await reply(ben, thread.id);
  const answer = await ada.call("forum.createPost", {
    id: newId(),
    threadId: thread.id,
    body: "To you",
    replyTo: first,
  });
  expect(answer.replyTo).toMatchObject({ id: first, number: 2, author: { name: "Ben" } });
  expect(
    await ada.outcome("forum.createPost", { id: newId(), threadId: other.id, body: "To you", replyTo: first }),
  ).toBe("not-found");
});

test("the language is detected, said, or corrected by author and moderators", async () => {
  const { ada, ben, mo } = stage.people;
  const thread = await openThread(ada, stage.sectionId);
  const body = "Lo que más me enseñó no fue lo que quedó, sino quién lo recordaba todavía.";
  const post = await ada.call("forum.createPost", { id: newId(), threadId: thread.id, body });
  expect(post.language).toBe("es");
  expect(
    (await ada.call("forum.createPost", { id: newId(), threadId: thread.id, body, language: "pt" })).language,
  ).toBe("pt");
  expect(await ada.outcome("forum.createPost", { id: newId(), threadId: thread.id, body, language: "tlh" })).toBe(
    "bad-input",
  );
  expect(await ben.outcome("forum.correctLanguage", { postId: post.id, ...change(), language: "fr" })).toBe(
    "not-allowed",
  );
  expect((await mo.call("forum.correctLanguage", { postId: post.id, ...change(), language: "fr" })).language).toBe(
    "fr",
  );
  // A correction outlives the next edit.
  const edited = await ada.call("forum.editPost", {
    postId: post.id,
    ...change(),
    body: `${body} ¡Sí!`,
    version: 2,
  });
  expect(edited.language).toBe("fr");
});

test("correcting an opening post's language corrects its thread's", async () => {
  const { ada } = stage.people;
  const thread = await openThread(ada, stage.sectionId, { body: "Short" });
  await ada.call("forum.correctLanguage", { postId: thread.postId, ...change(), language: "ar" });
  await settled();
  expect((await ada.http("forum.readThread", { threadId: thread.id })).thread.language).toBe("ar");
});

test("in the first five minutes an edit is silent; later the former text stands in the history", async () => {
  const { ada, ben } = stage.people;
  const thread = await openThread(ada, stage.sectionId);
  const postId = await reply(ada, thread.id, "First");
  const silent = await ada.call("forum.editPost", { postId, ...change(), body: "Second", version: 1 });
  expect(silent).toMatchObject({ html: "<p>Second</p>", edits: 0, editedAt: null });
  expect((await ben.http("forum.readHistory", { postId })).revisions).toHaveLength(1);

  await moveClock(6 * minutes);
  await ben.watch(`thread:${thread.id}`);
  const seen = ben.told(({ view }) => view?.["edits"] === 1);
  const edited = await ada.call("forum.editPost", {
    postId,
    ...change(),
    body: "Third",
    version: silent.version,
  });
  expect(edited).toMatchObject({ edits: 1, html: "<p>Third</p>" });
  expect(await seen).toMatchObject({ view: { html: "<p>Third</p>", edits: 1 } });
  const { revisions } = await ben.http("forum.readHistory", { postId });
  expect(revisions.map(({ html }) => html)).toEqual(["<p>Second</p>", "<p>Third</p>"]);
  expect(revisions.every(({ by }) => by.name === "Ada")).toBe(true);
});

test("an edit of a text that has moved on is refused with what stands; a reaction does not move the text", async () => {
  const { ada, ben } = stage.people;
  const thread = await openThread(ada, stage.sectionId);
  const postId = await reply(ada, thread.id, "First");
  await ben.call("forum.react", { postId, ...change(), reaction: "heart", on: true });
  const changeId = newId();
  const edited = await ada.call("forum.editPost", { postId, changeId, body: "Second", version: 1 });
  await expect(ada.call("forum.editPost", { postId, ...change(), body: "Other", version: 1 })).rejects.toMatchObject({
    code: "moved-on",
    details: { stands: { html: "<p>Second</p>" } },
  });
  // The same change, sent again, has been made.
  expect(await ada.call("forum.editPost", { postId, changeId, body: "Second", version: 1 })).toEqual(edited);
  expect(await ben.outcome("forum.editPost", { postId, ...change(), body: "Mine", version: 3 })).toBe("not-allowed");
});

test("a removed post leaves its number as a stub, and nobody reads it any more", async () => {
  const { ada, ben, mo } = stage.people;
  const thread = await openThread(ada, stage.sectionId);
  const postId = await reply(ada, thread.id, "Regretted canary");
  await reply(ben, thread.id, "After");
  await ben.watch(`thread:${thread.id}`);
  const seen = ben.told(({ view }) => view?.["state"] === "removed");
  expect(await ben.outcome("forum.removePost", { postId, ...change() })).toBe("not-allowed");
  expect(await mo.outcome("forum.removePost", { postId, ...change() })).toBe("not-allowed");
  await ada.call("forum.removePost", { postId, ...change() });
  expect(await seen).toMatchObject({ id: postId, view: { state: "removed", html: null, number: 2 } });
  for (const person of [ada, ben, mo]) {
    const page = await person.http("forum.readThread", { threadId: thread.id });
    expect(JSON.stringify(page)).not.toContain("canary");
    expect(page.posts.map(({ number }) => number)).toEqual([1, 2, 3]);
    expect(await person.outcome("forum.readPostSource", { postId })).toBe("not-found");
    expect(await person.outcome("forum.readHistory", { postId })).toBe("not-found");
  }
  expect(await ada.outcome("forum.editPost", { postId, ...change(), body: "Back", version: 2 })).toBe("not-allowed");
  await settled();
  expect((await ben.http("forum.readThread", { threadId: thread.id })).thread.posts).toBe(2);
});

test("a hidden post is a stub for others, stands for moderators, and its author learns why", async () => {
  const { ada, ben, mo, visitor } = stage.people;
  const thread = await openThread(ben, stage.sectionId);
  const postId = await reply(ada, thread.id, "Hidden canary");
  await Promise.all([
    ben.watch(`thread:${thread.id}`),
    mo.watch(`thread:${thread.id}:moderators`),
    ada.watch(`person:${ada.id}`),
  ]);
  const hidden = ({ kind, view }: Told) => kind === "post" && view?.["state"] === "hidden";
  const [byBen, byMo, byAda, inbox] = [
    ben.told(hidden),
    mo.told(hidden),
    ada.told("myPost"),
    ada.told(({ kind, view }) => kind === "notification" && view?.["link"] === `/posts/${postId}`),
  ];
  expect(await ben.outcome("forum.hidePost", { postId, ...change(), reason: "Off topic" })).toBe("not-allowed");
  expect(await visitor.outcome("forum.hidePost", { postId, ...change(), reason: "Off topic" })).toBe("sign-in-first");
  await mo.call("forum.hidePost", { postId, ...change(), reason: "Names a person" });

  expect(await byBen).toMatchObject({ view: { state: "hidden", html: null } });
  expect(await byMo).toMatchObject({ view: { state: "hidden", html: "<p>Hidden canary</p>" } });
  expect(await byAda).toMatchObject({
    view: { state: "hidden", html: "<p>Hidden canary</p>", reason: "Names a person" },
  });
  expect(await inbox).toMatchObject({ view: { kind: "decision", reason: "Names a person" } });
  for (const person of [ben, visitor]) {
    expect(JSON.stringify(await person.http("forum.readThread", { threadId: thread.id }))).not.toContain("canary");
    expect(await person.outcome("forum.readPostSource", { postId })).toBe("not-found");
    expect(await person.outcome("forum.readHistory", { postId })).toBe("not-found");
  }
  const own = await ada.http("forum.readThread", { threadId: thread.id });
  expect(own.posts[1]).toMatchObject({ state: "hidden", html: null });
  expect(own.mine).toEqual([
    expect.objectContaining({ id: postId, html: "<p>Hidden canary</p>", reason: "Names a person" }),
  ]);
  expect((await mo.http("moderation.listDecisions", {})).items[0]).toMatchObject({
    kind: "hide-post",
    about: { name: "Ada" },
    reason: "Names a person",
  });
  // The second of two moderators is told how it stands.
  await expect(mo.call("forum.hidePost", { postId, ...change(), reason: "Again" })).rejects.toMatchObject({
    code: "moved-on",
    details: { stands: { state: "hidden" } },
  });

  const [back, gone] = [ben.told(({ view }) => view?.["state"] === "shown"), ada.told("myPost")];
  await mo.call("forum.restorePost", { postId, ...change() });
  expect(await back).toMatchObject({ view: { state: "shown", html: "<p>Hidden canary</p>" } });
  expect(await gone).toMatchObject({ view: null });
});

test("a reaction counts once a person, is taken back, and is not for one's own post", async () => {
  const { ada, ben, mo, visitor } = stage.people;
  const thread = await openThread(ada, stage.sectionId);
  const on = (on: boolean, reaction: "heart" | "insight" = "heart") => ({
    postId: thread.postId,
    ...change(),
    reaction,
    on,
  });
  await Promise.all([
    ben.call("forum.react", on(true)),
    ben.call("forum.react", on(true)),
    mo.call("forum.react", on(true)),
    mo.call("forum.react", on(true, "insight")),
  ]);
  const { posts } = await visitor.http("forum.readThread", { threadId: thread.id });
  expect(posts[0]?.reactions).toEqual({ heart: expect.arrayContaining([ben.id, mo.id]), insight: [mo.id] });
  expect(posts[0]?.reactions.heart).toHaveLength(2);
  expect((await ben.call("forum.react", on(false))).reactions.heart).toEqual([mo.id]);
  expect(await ada.outcome("forum.react", on(true))).toBe("not-allowed");
  expect(await visitor.outcome("forum.react", on(true))).toBe("sign-in-first");
});

test("a permanent link says on which page a post stands", async () => {
  const { ada, visitor } = stage.people;
  const thread = await openThread(ada, stage.sectionId);
  let last = "";
  for (let at = 0; at < 20; at++) last = await reply(ada, thread.id, `Reply ${at}`);
  expect(await visitor.http("forum.findPost", { postId: last })).toEqual({ threadId: thread.id, number: 21, page: 2 });
  const atNumber = await visitor.http("forum.readThread", { threadId: thread.id, number: 21 });
  expect(atNumber.posts.map(({ id }) => id)).toEqual([last]);
  expect((await visitor.http("forum.readThread", { threadId: thread.id, page: 99 })).page).toBe(2);
});

test("the source of a post can be quoted, with those mentioned under their present names", async () => {
  const { ada, ben, visitor } = stage.people;
  const thread = await openThread(ada, stage.sectionId, { body: `Ask @[Old Name](member:${ben.id}) **twice**` });
  expect(await visitor.http("forum.readPostSource", { postId: thread.postId })).toMatchObject({
    body: `Ask @[Ben](member:${ben.id}) **twice**`,
    version: 1,
  });
  const { posts } = await visitor.http("forum.readThread", { threadId: thread.id });
  expect(posts[0]?.html).toBe(
    `<p>Ask <bdi class="mention" data-member="${ben.id}">@Ben</bdi> <strong>twice</strong></p>`,
  );
});

test("a mention follows the name", async () => {
  const { ada, visitor } = stage.people;
  const cleo = await stage.house.member("Cleo");
  const thread = await openThread(ada, stage.sectionId, { body: `Dear @[Cleo](member:${cleo.id})` });
  await visitor.http("forum.readThread", { threadId: thread.id });
  await cleo.call("members.changeMyProfile", { ...change(), name: "Cleo Renamed" });
  const { posts } = await visitor.http("forum.readThread", { threadId: thread.id });
  expect(posts[0]?.html).toContain("@Cleo Renamed");
});

test("a preview shows what will be, and keeps nothing", async () => {
  const { ada, visitor } = stage.people;
  expect(
    await ada.call("forum.previewPost", { body: "**Même** constat chez nous, depuis bien longtemps déjà et partout" }),
  ).toEqual({
    html: "<p><strong>Même</strong> constat chez nous, depuis bien longtemps déjà et partout</p>",
    language: "fr",
  });
  expect(await visitor.outcome("forum.previewPost", { body: "x" })).toBe("sign-in-first");
});
