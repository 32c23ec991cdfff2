/** Tells whom a post concerns: each person once, for the nearest reason. */

import type { NotificationView } from "../../../../shared/contracts/notifications.ts";
import { readAll, readById, readOne } from "../../../database/read.ts";
import { findPeople, readPerson } from "../../members/index.ts";
import { notify, rewordNotices, toldAbout } from "../../notifications/index.ts";
import { askersOf } from "../carried/carried.hook.ts";
import { mayReadThread } from "../forum.policy.ts";
import { excerptOf } from "../markdown/plain-text.ts";
import { followersOf } from "../reading/follow.model.ts";
import { placeOf } from "../threads/readable-thread.ts";
import { type Thread, Threads } from "../threads/thread.model.ts";
import { type Post, Posts } from "./post.model.ts";
import { toldOf } from "./written.ts";

type Kind = NotificationView["kind"] & ("mention" | "quote" | "reply" | "followed");

/** Idempotent: a notification's id is made of its kind, the post and the person. */
export async function notifyPost(post: Post): Promise<void> {
  const thread = await threadOf(post);
  if (thread) await tell(post, thread, await concernedBy(post, thread));
}

/** After an edit: those whom the post mentions now and did not before. Whom it told already, it does not tell again. */
export async function notifyNewMentions(post: Post): Promise<void> {
  const thread = post.newMentions.length > 0 && (await threadOf(post));
  if (!thread) return;
  const concerned = [...(await concernedBy(post, thread))];
  await tell(
    post,
    thread,
    new Map(concerned.filter(([id, kind]) => kind === "mention" && post.newMentions.includes(id))),
  );
}

/** After the words changed or were taken away: what stands in inboxes goes with them. */
export const rewordPost = async (post: Post): Promise<void> =>
  rewordNotices(post._id, post.state === "shown" ? excerptOf(post.html, await findPeople(post.mentions)) : "");

const threadOf = async (post: Post): Promise<Thread | null> =>
  post.state === "shown" ? readOne(Threads, { _id: post.threadId }) : null;

/** From the farthest reason to the nearest: a later one replaces an earlier one. */
async function concernedBy(post: Post, thread: Thread): Promise<Map<string, Kind>> {
  const concerned = new Map<string, Kind>();
  const levels = await followersOf(thread._id);
  for (const [id, level] of levels) if (level === "follow") concerned.set(id, "followed");
  if (post.number > 1) {
    if (thread.authorId !== null) concerned.set(thread.authorId, "reply");
    for (const id of await askersOf(thread.questionId)) concerned.set(id, "reply");
  }
  if (post.replyTo) concerned.set(post.replyTo.authorId, "reply");
  const quoted = post.quotes.length > 0 ? await readAll(Posts, { _id: { $in: post.quotes }, state: "shown" }) : [];
  for (const { authorId } of quoted) concerned.set(authorId, "quote");
  for (const id of toldOf(post.mentions)) concerned.set(id, "mention");
  concerned.delete(post.authorId);
  for (const [id, level] of levels) if (level === "ignore") concerned.delete(id);
  return concerned;
}

/** Each but those whom the post told before, for whatever reason. */
async function tell(post: Post, thread: Thread, concerned: Map<string, Kind>): Promise<void> {
  if (concerned.size === 0) return;
  const told = await toldAbout(post._id);
  const excerpt = excerptOf(post.html, await findPeople(post.mentions));
  for (const [personId, kind] of concerned) {
    if (told.has(personId) || !(await mayReadIt(personId, thread))) continue;
    await notify({
      kind,
      subjectId: post._id,
      personId,
      // An asker who replies as such has no name here either.
      actorId: post.asAsker ? null : post.authorId,
      title: thread.title,
      excerpt,
      language: post.language,
      link: `/posts/${post._id}`,
    });
  }
  await rewordSince(post);
}

/** Where it was edited or hidden while it was told, perhaps on another node: `reword` there missed the notices that came later. */
async function rewordSince({ _id, version }: Post): Promise<void> {
  const post = await readById(Posts, _id);
  if (post && post.version !== version) await rewordPost(post);
}

/** Nobody hears of what she or he may not read. */
async function mayReadIt(personId: string, thread: Thread): Promise<boolean> {
  const person = await readPerson(personId);
  const place = person && (await placeOf(person, thread));
  return person !== null && place !== null && mayReadThread(person, place);
}
