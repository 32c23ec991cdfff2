import type { forum, ThreadPage } from "../../../../shared/contracts/forum.ts";
import type { Given } from "../../../../shared/operation.ts";
import { now } from "../../../platform/clock.ts";
import { isSignedIn, type Person } from "../../../platform/person.ts";
import { mayReplyAsAsker } from "../carried/as-asker.ts";
import { mayMark } from "../carried/mark-answer.ts";
import { isAuthor, mayEditTitle, mayModerate, whyNoReply } from "../forum.policy.ts";
import { viewPosts, viewThread } from "../forum.views.ts";
import { type KeptPost, keptPosts } from "../posts/kept-posts.ts";
import { viewMyPosts } from "../posts/my-posts.ts";
import { type Post, Posts } from "../posts/post.model.ts";
import { largestNumber } from "../posts/save-numbered.ts";
import { draftOf } from "../reading/draft.model.ts";
import { followLevel } from "../reading/follow.model.ts";
import { readUpTo } from "../reading/read.model.ts";
import { endsOf, pageWith } from "./pages.ts";
import { readableThread } from "./readable-thread.ts";

type Asked = Given<typeof forum.readThread>;

/** A page of a thread, with what this reader has read, follows, was writing, and may do. */
export async function readThread(person: Person, asked: Asked): Promise<ThreadPage> {
  const { threadId } = asked;
  const [place, mine, largest] = await Promise.all([
    readableThread(person, threadId),
    own(person, threadId),
    largestNumber(threadId),
  ]);
  const { thread, section } = place;
  const pages = pageWith(largest);
  const firstUnread = mine.read === null || mine.read >= largest ? null : await firstShownAfter(threadId, mine.read);
  const page = Math.min(pages, asked.page ?? pageWith(asked.number ?? firstUnread ?? 1));
  const posts = await postsOn(threadId, page);
  const [threadView, views, myPosts, asAsker, markAnswer] = await Promise.all([
    viewThread(thread, section),
    viewPosts(posts, mayModerate(person) ? "moderators" : "readers"),
    viewMyPosts(posts.filter((post) => isAuthor(person, post))),
    mayReplyAsAsker(place),
    mayMark(person, thread),
  ]);
  const at = now();
  const reply = whyNoReply(person, place, at) === null;
  return {
    thread: threadView,
    posts: views.filter((view) => view !== null),
    page,
    pages,
    readUpTo: mine.read ?? 0,
    firstUnread,
    follow: mine.follow,
    may: {
      reply,
      replyAsAsker: reply && asAsker,
      moderate: mayModerate(person),
      markAnswer,
      editTitle: mayEditTitle(person, place, at),
    },
    draft: mine.draft,
    mine: myPosts,
  };
}

/** What is this reader's own about the thread; `read` is null for visitors. */
async function own(
  person: Person,
  threadId: string,
): Promise<Pick<ThreadPage, "follow" | "draft"> & { read: number | null }> {
  if (!isSignedIn(person)) return { read: null, follow: "normal", draft: null };
  const [marks, follow, draft] = await Promise.all([
    readUpTo(person.id, [threadId]),
    followLevel(person.id, threadId),
    draftOf(person.id, `thread:${threadId}`),
  ]);
  return { read: marks.get(threadId) ?? 0, follow, draft: draft?.body ?? null };
}

async function firstShownAfter(threadId: string, read: number): Promise<number | null> {
  const post = await Posts.findOne({ threadId, number: { $gt: read }, state: "shown" })
    .sort({ number: 1 })
    .select({ number: 1, _id: 0 })
    .lean<Pick<Post, "number"> | null>();
  return post?.number ?? null;
}

/** The versions come from an index, the posts themselves from memory where they are still the same. */
async function postsOn(threadId: string, page: number): Promise<KeptPost[]> {
  const { from, to } = endsOf(page);
  const rows = await Posts.find({ threadId, number: { $gte: from, $lte: to } })
    .sort({ number: 1 })
    .select({ _id: 1, version: 1, state: 1, number: 1 })
    .lean<Pick<Post, "_id" | "version" | "state" | "number">[]>();
  const posts = await keptPosts(rows);
  return rows.flatMap(({ _id }) => posts.get(_id) ?? []);
}
