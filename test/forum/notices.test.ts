/** Whom a post tells: each person once, for the nearest reason, and nobody who may not read it. */
import { afterEach, expect, test } from "@jest/globals";
import { notifyPost } from "../../server/features/forum/posts/notify-post.ts";
import { type Post, Posts } from "../../server/features/forum/posts/post.model.ts";
import { Notifications } from "../../server/features/notifications/notification.model.ts";
import { faults, settled } from "../../server/platform/outbox/index.ts";
import { newId } from "../../shared/ids.ts";
import type { Someone } from "../support/house.ts";
import { change } from "../support/stage.ts";
import { makeSection, openThread, reply, setSectionStage } from "./stories.ts";

const stage = setSectionStage();

/** What stands in somebody's inbox about a post. */
async function noticesOf(person: Someone, postId: string): Promise<string[]> {
  await settled();
  const { items } = await person.call("notifications.listNotifications", {});
  return items.filter(({ link }) => link === `/posts/${postId}`).map(({ kind }) => kind);
}
const follow = (person: Someone, threadId: string, level: "follow" | "ignore" = "follow") =>
  person.call("forum.followThread", { threadId, ...change(), level });
const edit = (by: Someone, postId: string, body: string, version = 1) =>
  by.outcome("forum.editPost", { postId, ...change(), body, version });
/** From now on the process dies at each such point, as far as the outbox can tell. */
async function dieAfter(point: "changed" | "effect-done"): Promise<void> {
  await settled();
  faults.at = (at) => {
    if (at === point) throw new Error("killed here by the test");
  };
}
const live = (): void => {
  faults.at = () => {};
};
afterEach(live);
const quote = (postId: string) => `> [They wrote](/posts/${postId})\n> words\n\nI agree.`;
const mention = ({ id, name }: Someone) => `Dear @[${name}](member:${id})`;

test("the author of a thread and of a post hear of replies, live", async () => {
  const { ada, ben, olga } = stage.people;
  const thread = await openThread(ada, stage.sectionId, { title: "What lasts" });
  const first = await reply(ben, thread.id);
  expect(await noticesOf(ada, first)).toEqual(["reply"]);
  await ben.watch(`person:${ben.id}`);
  const told = ben.told("notification");
  const second = await reply(olga, thread.id, "To **you**", { replyTo: first });
  expect(await told).toMatchObject({
    view: { kind: "reply", actor: { name: "Olga" }, title: "What lasts", excerpt: "To you", link: `/posts/${second}` },
  });
  expect(await noticesOf(ada, second)).toEqual(["reply"]);
  expect(await noticesOf(olga, second)).toEqual([]);
});

test("one notice a person and post: a mention before a quote, a quote before a reply, a reply before following", async () => {
  const { ada, ben, mo } = stage.people;
  const thread = await openThread(ada, stage.sectionId);
  const byBen = await reply(ben, thread.id);
  for (const person of [ada, ben, mo])
    await person.call("forum.followThread", { threadId: thread.id, ...change(), level: "follow" });
  const plain = await reply(ada, thread.id);
  expect([await noticesOf(ben, plain), await noticesOf(mo, plain), await noticesOf(ada, plain)]).toEqual([
    ["followed"],
    ["followed"],
    [],
  ]);
  const answer = await reply(ada, thread.id, "Yes", { replyTo: byBen });
  expect(await noticesOf(ben, answer)).toEqual(["reply"]);
  const quoting = await reply(ada, thread.id, quote(byBen), { replyTo: byBen });
  expect(await noticesOf(ben, quoting)).toEqual(["quote"]);
  const naming = await reply(ada, thread.id, `${quote(byBen)}\n\n${mention(ben)}`, { replyTo: byBen });
  expect([await noticesOf(ben, naming), await noticesOf(mo, naming)]).toEqual([["mention"], ["followed"]]);
});

test("whoever ignores a thread hears nothing of it", async () => {
  const { ada, ben } = stage.people;
  const thread = await openThread(ada, stage.sectionId);
  await ada.call("forum.followThread", { threadId: thread.id, ...change(), level: "ignore" });
  expect((await ada.http("forum.readThread", { threadId: thread.id })).follow).toBe("ignore");
  expect(await noticesOf(ada, await reply(ben, thread.id, mention(ada)))).toEqual([]);
});

test("an opening post tells those it mentions and quotes; an edit those it mentions anew", async () => {
  const { ada, ben, mo } = stage.people;
  const first = await openThread(ada, stage.sectionId);
  const thread = await openThread(ben, stage.sectionId, { body: `${quote(first.postId)}\n\n${mention(mo)}` });
  expect([await noticesOf(ada, thread.postId), await noticesOf(mo, thread.postId)]).toEqual([["quote"], ["mention"]]);
  const plain = await reply(ben, thread.id, "Hm");
  expect(await noticesOf(ada, plain)).toEqual([]);
  await ben.call("forum.editPost", { postId: plain, ...change(), body: mention(ada), version: 1 });
  expect(await noticesOf(ada, plain)).toEqual(["mention"]);
  await ben.call("forum.editPost", { postId: plain, ...change(), body: `${mention(ada)}!`, version: 2 });
  expect(await noticesOf(ada, plain)).toEqual(["mention"]);
});

test("an edit tells whom it mentions, who follows since or is quoted by the same edit too", async () => {
  const { ada, ben, mo } = stage.people;
  const thread = await openThread(ada, stage.sectionId);
  const byMo = await reply(mo, thread.id);
  const plain = await reply(ada, thread.id, "Hm");
  await settled();
  await follow(ben, thread.id);
  expect(await edit(ada, plain, `${quote(byMo)}\n\n${mention(ben)} ${mention(mo)}`)).toBe("ok");
  expect([await noticesOf(ben, plain), await noticesOf(mo, plain)]).toEqual([["mention"], ["mention"]]);
});

test("an edit tells nobody who ignores the thread, and nobody whom the post told before", async () => {
  const { ada, ben, mo } = stage.people;
  const thread = await openThread(ada, stage.sectionId);
  await follow(ben, thread.id, "ignore");
  await follow(mo, thread.id);
  // Done, and not struck: the edit finds it to be done still.
  await dieAfter("effect-done");
  const plain = await reply(ada, thread.id, "Hm");
  expect(await noticesOf(mo, plain)).toEqual(["followed"]);
  live();
  expect(await edit(ada, plain, `${mention(ben)} ${mention(mo)}`)).toBe("ok");
  expect([await noticesOf(ben, plain), await noticesOf(mo, plain)]).toEqual([[], ["followed"]]);
});

test("whom an edit mentioned before it was killed, the next edit tells", async () => {
  const { ada, ben } = stage.people;
  const thread = await openThread(ada, stage.sectionId);
  const plain = await reply(ada, thread.id, "Hm");
  await dieAfter("changed");
  expect(await edit(ada, plain, mention(ben))).toBe("internal");
  live();
  expect(await noticesOf(ben, plain)).toEqual([]);
  expect(await edit(ada, plain, `${mention(ben)}!`, 2)).toBe("ok");
  expect(await noticesOf(ben, plain)).toEqual(["mention"]);
});

test("who is told of a post while it is edited or hidden elsewhere reads what it says by then", async () => {
  const { ada, ben, mo } = stage.people;
  const thread = await openThread(ada, stage.sectionId);
  const postId = await reply(ben, thread.id, "Words to be hidden");
  const first = (await Posts.findById(postId).lean()) as Post;
  /** Another node goes on with the post as it was when it began; nobody had been told before. */
  const excerptTold = async () => {
    await settled();
    await Notifications.deleteMany({ subjectId: postId });
    await notifyPost(first);
    const { items } = await ada.call("notifications.listNotifications", {});
    return items.filter(({ link }) => link === `/posts/${postId}`).map(({ excerpt }) => excerpt);
  };
  expect(await excerptTold()).toEqual(["Words to be hidden"]);
  await mo.call("forum.hidePost", { postId, ...change(), reason: "Not here." });
  expect(await excerptTold()).toEqual([""]);
  await mo.call("forum.restorePost", { postId, ...change(), reason: "" });
  expect(await edit(ben, postId, "Other words", 3)).toBe("ok");
  expect(await excerptTold()).toEqual(["Other words"]);
});

test("nobody hears of what she or he may not read", async () => {
  const { ada, mo, olga } = stage.people;
  const staff = await makeSection(olga, { readers: "staff", writers: "staff" });
  const thread = await openThread(mo, staff.id, { body: mention(ada) });
  const second = await reply(mo, thread.id, `${mention(ada)} ${mention(olga)}`);
  expect([await noticesOf(ada, thread.postId), await noticesOf(ada, second), await noticesOf(olga, second)]).toEqual([
    [],
    [],
    ["mention"],
  ]);
});

test("a post that names half the community tells none of them by that", async () => {
  const { ada, ben } = stage.people;
  const thread = await openThread(ada, stage.sectionId);
  const crowd = Array.from({ length: 30 }, (_, at) => `@[X${at}](member:${newId()})`).join(" ");
  expect(await noticesOf(ada, await reply(ben, thread.id, `${crowd} ${mention(ada)}`))).toEqual(["reply"]);
});

test("following is for those who may read", async () => {
  const { ada, mo, olga, visitor } = stage.people;
  const staff = await makeSection(olga, { readers: "staff", writers: "staff" });
  const thread = await openThread(mo, staff.id);
  const input = { threadId: thread.id, ...change(), level: "follow" as const };
  expect(await ada.outcome("forum.followThread", input)).toBe("not-found");
  expect(await visitor.outcome("forum.followThread", input)).toBe("sign-in-first");
});
