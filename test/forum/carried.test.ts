/** Carried questions in the forum: folded until somebody replies, open to their webinar's people, answered and marked. */
import { expect, test } from "@jest/globals";
import {
  carriedThreadId,
  followThreadFor,
  openCarriedThread,
  postsOfSection,
} from "../../server/features/forum/index.ts";
import { type Thread, Threads } from "../../server/features/forum/threads/thread.model.ts";
import { Webinars } from "../../server/features/webinars/webinar.model.ts";
import { moveClock } from "../../server/platform/clock.ts";
import { runDueJobs } from "../../server/platform/jobs/index.ts";
import { follow } from "../../server/platform/outbox/follow.ts";
import { change as changeThing, settled } from "../../server/platform/outbox/index.ts";
import { system } from "../../server/platform/person.ts";
import { newId } from "../../shared/ids.ts";
import { change, eventually } from "../support/stage.ts";
import { ask, type Hour, setWebinarStage } from "../webinars/stories.ts";
import { reply } from "./stories.ts";

const stage = setWebinarStage();

/** Closes the hour and waits until every open question stands in the forum. */
async function close({ webinarId, moderator }: Hour): Promise<void> {
  await moderator.call("webinars.closeWebinar", { webinarId, ...change() });
  await moveClock(10_100);
  await eventually(async () => {
    await runDueJobs();
    return (await Webinars.exists({ _id: webinarId, state: "closed" })) ?? undefined;
  });
  await settled();
}

async function sectionOf({ sectionId, organiser }: Hour) {
  const { sections } = await organiser.call("forum.listSections", {});
  const slug = sections.find(({ id }) => id === sectionId)?.slug ?? "";
  return organiser.call("forum.readSection", { slug });
}

test("carried threads stand folded by votes; one rises when somebody replies, and shows the question by reference", async () => {
  const here = await stage.hour();
  const { webinarId, ada, ben, cleo, salma, visitor } = { ...here, visitor: stage.house.visitor() };
  const [few, many] = [
    await ask(ada, webinarId, "Who reads the notebooks?"),
    await ask(ben, webinarId, "Who pays for the visit?"),
  ];
  for (const voter of [cleo, salma]) await voter.call("webinars.vote", { questionId: many.id, on: true });
  await close(here);
  const folded = await sectionOf(here);
  expect(folded.threads.items).toEqual([]);
  expect(folded.carried).toEqual([
    expect.objectContaining({ total: 2, webinar: { id: webinarId, title: "Who decides what counts as change?" } }),
  ]);
  expect(folded.carried[0]?.threads.map(({ id }) => id)).toEqual([carriedThreadId(many.id), carriedThreadId(few.id)]);

  const threadId = carriedThreadId(few.id);
  await visitor.watch(`section:${here.sectionId}`);
  const risen = visitor.told(({ kind, view }) => kind === "thread" && view?.["posts"] === 1);
  const first = await cleo.call("forum.createPost", { id: newId(), threadId, body: "We do." });
  expect(first.number).toBe(2);
  expect(await risen).toMatchObject({ view: { id: threadId, author: { name: "Ada Attendee" } } });
  await settled();
  const after = await sectionOf(here);
  expect(after.threads.items.map(({ thread }) => thread.id)).toEqual([threadId]);
  expect(after.carried[0]?.total).toBe(1);
  expect(after.section).toMatchObject({ threads: 1, posts: 1 });
  const page = await visitor.call("forum.readThread", { threadId });
  expect(page).toMatchObject({
    thread: {
      title: "Who reads the notebooks?",
      carried: { text: "Who reads the notebooks?", votes: 0, asker: { name: "Ada Attendee" }, state: "carried" },
    },
    posts: [{ number: 2 }],
    may: { reply: false, markAnswer: false },
  });
  expect(await postsOfSection(here.sectionId)).toMatchObject({
    carriedThreads: 2,
    posts: [{ carried: true, authorId: null }],
  });
});

test("its asker is told of replies; voters who follow are, unless they said otherwise", async () => {
  const here = await stage.hour();
  const { ada, ben, cleo, webinarId } = here;
  const question = await ask(ada, webinarId, "Are we told?");
  await ben.call("webinars.vote", { questionId: question.id, on: true });
  await close(here);
  const threadId = carriedThreadId(question.id);
  await followThreadFor(threadId, [ben.id]);
  const postId = await reply(cleo, threadId, "Yes.");
  await settled();
  const kinds = async (person: typeof ada) =>
    (await person.call("notifications.listNotifications", {})).items
      .filter(({ link }) => link === `/posts/${postId}`)
      .map(({ kind }) => kind);
  expect([await kinds(ada), await kinds(ben)]).toEqual([["reply"], ["followed"]]);
  await ben.call("forum.followThread", { threadId, ...change(), level: "normal" });
  await followThreadFor(threadId, [ben.id]);
  expect((await ben.call("forum.readThread", { threadId })).follow).toBe("normal");
});

test("an asker without a name replies as the asker, and stands nowhere", async () => {
  const here = await stage.hour();
  const { ada, ben, cleo, moderator, webinarId } = here;
  const question = await ask(cleo, webinarId, "Who protects those who speak?", { anonymous: true });
  const named = await ask(ada, webinarId, "And under my name?");
  await close(here);
  const threadId = carriedThreadId(question.id);
  expect((await cleo.call("forum.readThread", { threadId })).may.replyAsAsker).toBe(true);
  expect((await ada.call("forum.readThread", { threadId })).may.replyAsAsker).toBe(false);
  expect((await ada.call("forum.readThread", { threadId: carriedThreadId(named.id) })).may.replyAsAsker).toBe(false);
  expect(await ben.outcome("forum.createPost", { id: newId(), threadId, body: "I?", asAsker: true })).toBe(
    "not-allowed",
  );
  expect(
    await ada.outcome("forum.createPost", {
      id: newId(),
      threadId: carriedThreadId(named.id),
      body: "I?",
      asAsker: true,
    }),
  ).toBe("not-allowed");

  await ben.watch(`thread:${threadId}`);
  const seen = ben.told("post");
  const postId = await reply(cleo, threadId, "It happened twice.", { asAsker: true });
  const told = await seen;
  expect(told).toMatchObject({ view: { badge: "asker", author: { id: null, kind: "anonymous", name: "" } } });
  const answer = await reply(ben, threadId, "Thank you", { replyTo: postId });
  await settled();
  await moderator.call("forum.hidePost", { postId, ...change(), reason: "Too much detail" });
  await settled();
  const everywhere = [
    told,
    await ben.call("forum.readThread", { threadId }),
    await moderator.call("forum.readThread", { threadId }),
    await moderator.call("forum.readHistory", { postId }),
    await sectionOf(here),
    await moderator
      .call("moderation.listDecisions", {})
      .then(({ items }) => items.filter(({ link }) => link === `/posts/${postId}`)),
    await ben.call("forum.findPost", { postId: answer }),
    await postsOfSection(here.sectionId),
  ];
  expect(JSON.stringify(everywhere)).not.toContain(cleo.id);
  expect(JSON.stringify(everywhere)).not.toContain(cleo.name);
  // The right to one's own words stays, and she is told of the answer.
  expect((await cleo.call("forum.readThread", { threadId })).mine).toEqual([
    expect.objectContaining({ id: postId, reason: "Too much detail" }),
  ]);
  expect(
    (await cleo.call("notifications.listNotifications", {})).items.some(({ link }) => link === `/posts/${answer}`),
  ).toBe(true);
  await moderator.call("forum.restorePost", { postId, ...change() });
  expect(await cleo.call("forum.editPost", { postId, ...change(), body: "It happened.", version: 1 })).toMatchObject({
    badge: "asker",
    html: "<p>It happened.</p>",
  });
});

test("a panellist's or organiser's reply is marked as the answer, and unmarked; nobody else's is", async () => {
  const here = await stage.hour();
  const { ada, ben, ingrid, moderator, organiser, webinarId } = here;
  const question = await ask(ada, webinarId, "What do we answer?");
  await close(here);
  const threadId = carriedThreadId(question.id);
  const byBen = await reply(ben, threadId);
  const byIngrid = await reply(ingrid, threadId, "This we do.");
  const mark = (postId: string, on = true) => ({ postId, ...change(), on });
  expect(await ben.outcome("forum.markAnswer", mark(byBen))).toBe("not-allowed");
  expect(await moderator.outcome("forum.markAnswer", mark(byBen))).toBe("not-allowed");
  expect(await ben.outcome("forum.markAnswer", mark(byIngrid))).toBe("not-allowed");
  expect(await ada.outcome("forum.markAnswer", mark(byIngrid))).toBe("not-allowed");
  expect((await ingrid.call("forum.readThread", { threadId })).may.markAnswer).toBe(true);

  await ada.watch(`thread:${threadId}`);
  const seen = ada.told(({ id, view }) => id === byIngrid && view?.["isAnswer"] === true);
  expect(await ingrid.call("forum.markAnswer", mark(byIngrid))).toMatchObject({ answerPostId: byIngrid });
  expect(await seen).toMatchObject({ view: { badge: "panellist", isAnswer: true } });
  const carried = async () => (await ada.call("forum.readThread", { threadId })).thread.carried;
  await settled();
  expect(await carried()).toMatchObject({ answeredInForum: true, state: "carried" });
  expect(
    (await ada.call("notifications.listNotifications", {})).items.some(({ kind }) => kind === "answered-in-forum"),
  ).toBe(true);

  const byOrganiser = await reply(organiser, threadId, "Better said.");
  await moderator.call("forum.markAnswer", mark(byOrganiser));
  await settled();
  const { posts } = await ada.call("forum.readThread", { threadId });
  expect(posts.filter(({ isAnswer }) => isAnswer).map(({ id }) => id)).toEqual([byOrganiser]);
  await organiser.call("forum.markAnswer", mark(byOrganiser, false));
  await settled();
  expect(await carried()).toMatchObject({ answeredInForum: false });

  // An answer that is taken away is none.
  await ingrid.call("forum.markAnswer", mark(byIngrid));
  await ingrid.call("forum.removePost", { postId: byIngrid, ...change() });
  await settled();
  expect((await ada.call("forum.readThread", { threadId })).thread.answerPostId).toBeNull();
  expect(await carried()).toMatchObject({ answeredInForum: false });
});

test("an older mark that is followed late marks nothing, and a reply that was hidden as it was marked is no answer", async () => {
  const here = await stage.hour();
  const { ada, ingrid, moderator, webinarId } = here;
  const question = await ask(ada, webinarId, "Which answer stands?");
  await close(here);
  const threadId = carriedThreadId(question.id);
  const [first, second] = [await reply(ingrid, threadId, "This."), await reply(ingrid, threadId, "No, this.")];
  const answers = async () => {
    await settled();
    const { posts, thread } = await ada.call("forum.readThread", { threadId });
    return {
      posts: posts.filter(({ isAnswer }) => isAnswer).map(({ id }) => id),
      thread: thread.answerPostId,
      inForum: thread.carried?.answeredInForum,
    };
  };
  await ingrid.call("forum.markAnswer", { postId: first, ...change(), on: true });
  await settled();
  const older = (await Threads.findById(threadId).lean<Thread>()) as Thread;
  await ingrid.call("forum.markAnswer", { postId: second, ...change(), on: true });
  await settled();
  await follow(Threads as never, { ...older, pending: ["answered"] });
  expect(await answers()).toEqual({ posts: [second], thread: second, inForum: true });

  await moderator.call("forum.hidePost", { postId: first, ...change(), reason: "So." });
  await settled();
  const marked = { $set: { answerPostId: first, answerBy: ingrid.id } };
  await changeThing(Threads, { _id: threadId }, marked, { person: system, pending: ["tell", "answered"] });
  expect(await answers()).toEqual({ posts: [], thread: null, inForum: false });
});

test("the guests who asked or sat on the panel reply there, in a section that is not theirs", async () => {
  const here = await stage.hour({ readers: "members" });
  const { webinarId, sectionId } = here;
  const asker = await stage.house.guest("Gus Guest", webinarId);
  const other = await stage.house.guest("Otto Guest", webinarId);
  const question = await ask(asker, webinarId, "May I come along?");
  await close(here);
  const threadId = carriedThreadId(question.id);
  expect(
    await asker.call("forum.createPost", { id: newId(), threadId, body: "Thank you for carrying it" }),
  ).toMatchObject({ number: 2, author: { kind: "guest", name: "Gus Guest" } });
  await expect(asker.watch(`thread:${threadId}`)).resolves.toBeDefined();
  expect(await other.outcome("forum.readThread", { threadId })).toBe("not-found");
  expect(await other.outcome("forum.createPost", { id: newId(), threadId, body: "And I?" })).toBe("not-found");
  expect(await asker.outcome("forum.readSection", { slug: `section-${sectionId.slice(-12)}` })).toBe("not-found");
});

test("a carried thread outlives its section's window, until it is locked", async () => {
  const here = await stage.hour();
  const { ada, ben, moderator, webinarId, sectionId } = here;
  const question = await ask(ada, webinarId, "And after the dialogue?");
  await close(here);
  const { Sections } = await import("../../server/features/forum/sections/section.model.ts");
  await Sections.updateOne({ _id: sectionId }, { $set: { closesAt: new Date(0) } });
  const threadId = carriedThreadId(question.id);
  expect(
    await ben.outcome("forum.createThread", { id: newId(), postId: newId(), sectionId, title: "Late", body: "Late" }),
  ).toBe("section-closed");
  expect(await ben.outcome("forum.createPost", { id: newId(), threadId, body: "Still open" })).toBe("ok");
  await moderator.call("forum.lockThread", { threadId, ...change(), locked: true });
  expect(await ben.outcome("forum.createPost", { id: newId(), threadId, body: "Not any more" })).toBe("thread-closed");
});

test("what nobody had approved is held for triage: opened there, or declined and gone", async () => {
  const here = await stage.hour({ preApproval: true });
  const { ada, ben, cleo, moderator, webinarId } = here;
  const [good, bad] = [await ask(ada, webinarId, "Good canary?"), await ask(cleo, webinarId, "Bad canary?")];
  await close(here);
  const [opened, declined] = [carriedThreadId(good.id), carriedThreadId(bad.id)];
  for (const threadId of [opened, declined]) {
    expect(await ben.outcome("forum.readThread", { threadId })).toBe("not-found");
    await expect(ben.watch(`thread:${threadId}`)).rejects.toMatchObject({ code: "not-found" });
    expect((await moderator.call("forum.readThread", { threadId })).thread.state).toBe("held");
    expect(await moderator.outcome("forum.createPost", { id: newId(), threadId, body: "Hm" })).toBe("thread-closed");
  }
  expect(JSON.stringify(await sectionOf(here))).not.toContain("canary");
  await ben.watch(`section:${here.sectionId}`);
  const appeared = ben.told(({ kind, view }) => kind === "thread" && view !== null);
  expect(await ben.outcome("forum.openHeldThread", { threadId: opened, ...change() })).toBe("not-allowed");
  await moderator.call("forum.openHeldThread", { threadId: opened, ...change() });
  expect(await appeared).toMatchObject({ id: opened, view: { state: "open" } });
  expect(await moderator.outcome("forum.openHeldThread", { threadId: opened, ...change() })).toBe("moved-on");
  await moderator.call("webinars.declineCarried", { questionId: bad.id, ...change(), reason: "Names a colleague" });
  await settled();
  expect(await ben.outcome("forum.readThread", { threadId: declined })).toBe("not-found");
  expect((await moderator.call("forum.readThread", { threadId: declined })).thread.state).toBe("hidden");
  expect((await sectionOf(here)).carried[0]?.threads.map(({ id }) => id)).toEqual([opened]);
  expect((await moderator.call("moderation.listDecisions", {})).items.map(({ kind }) => kind)).toContain("open-held");
});

test("carrying twice makes one thread, and nobody can take its id before", async () => {
  const here = await stage.hour();
  const question = await ask(here.ada, here.webinarId, "Once?");
  const carried = {
    questionId: question.id,
    sectionId: here.sectionId,
    title: "Once?",
    language: "en",
    state: "open" as const,
  };
  const threads = await Promise.all(Array.from({ length: 5 }, () => openCarriedThread(carried)));
  expect(new Set(threads.map(({ _id, createdAt }) => `${_id} ${createdAt.getTime()}`)).size).toBe(1);
  const taking = {
    id: carriedThreadId(question.id),
    postId: newId(),
    sectionId: here.sectionId,
    title: "Mine",
    body: "Mine",
  };
  expect(await here.ben.outcome("forum.createThread", taking)).toBe("bad-input");
});
