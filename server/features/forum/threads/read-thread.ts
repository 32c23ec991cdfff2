import type { forum, ThreadPage } from "../../../../shared/contracts/forum.ts";
import type { Given } from "../../../../shared/operation.ts";
import { readOne } from "../../../database/read.ts";
import { now } from "../../../platform/clock.ts";
import { isSignedIn, type Person } from "../../../platform/person.ts";
import { mayReplyAsAsker } from "../carried/as-asker.ts";
import { mayMark } from "../carried/mark-answer.ts";
import { isAuthor, mayEditTitle, mayModerate, whyNoReply } from "../forum.policy.ts";
import { viewReadThread } from "../forum.views.ts";
import { viewMyPosts } from "../posts/my-posts.ts";
import { type Post, Posts } from "../posts/post.model.ts";
import { largestNumber } from "../posts/save-numbered.ts";
import { draftOf } from "../reading/draft.model.ts";
import { followLevel } from "../reading/follow.model.ts";
import { readMark } from "../reading/read.model.ts";
import { pageWith } from "./pages.ts";
import { type Page, pageOfPosts, type Row } from "./posts-on-page.ts";
import { readableThread } from "./readable-thread.ts";

type Asked = Given<typeof forum.readThread>;

/** A page of a thread, with what this reader has read, follows, was writing, and may do. */
export async function readThread(person: Person, asked: Asked): Promise<ThreadPage> {
  const { threadId } = asked;
  const [place, mine] = await Promise.all([readableThread(person, threadId), own(person, threadId)]);
  const { thread, section } = place;
  const { page, found, largest } = await pageOf(asked, mine.read);
  const { rows, posts } = found;
  const pages = pageWith(largest);
  const unreadFrom = mine.read === null || mine.read >= largest ? null : mine.read + 1;
  const firstUnread = unreadFrom === null ? null : await firstShown(threadId, unreadFrom, { page, rows });
  // What follows the read mark on that page is hidden: the first unread post stands on a later one.
  if (firstUnread !== null && asked.page === undefined && asked.number === undefined && pageWith(firstUnread) > page)
    return readThread(person, { threadId, number: firstUnread });
  const [threadView, views, myPosts, asAsker, markAnswer] = await Promise.all([
    viewReadThread(thread, section),
    posts.view(mayModerate(person) ? "moderators" : "readers"),
    viewMyPosts(posts.posts.filter((post) => isAuthor(person, post))),
    mayReplyAsAsker(place),
    mayMark(person, thread),
  ]);
  const at = now();
  const reply = whyNoReply(person, place, at) === null;
  return {
    thread: threadView,
    posts: views,
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
  const [read, follow, draft] = await Promise.all([
    readMark(person.id, threadId),
    followLevel(person.id, threadId),
    draftOf(person.id, `thread:${threadId}`),
  ]);
  return { read, follow, draft: draft?.body ?? null };
}

/** The page that is wanted, or the last one. Where nothing follows it, the page itself says how far the thread goes. */
async function pageOf(
  { threadId, page, number }: Asked,
  read: number | null,
): Promise<{ page: number; found: Page; largest: number }> {
  const likely = page ?? pageWith(number ?? 1);
  const first = await pageOfPosts(threadId, likely);
  if (first.last !== null) return { page: likely, found: first, largest: first.last };
  const largest = await largestNumber(threadId);
  const unread = read === null || read >= largest ? 1 : read + 1;
  const wanted = Math.min(pageWith(largest), page ?? pageWith(number ?? unread));
  return { page: wanted, found: wanted === likely ? first : await pageOfPosts(threadId, wanted), largest };
}

/** The number of the first post from this one on that is shown; mostly it stands on the page that was read anyway. */
async function firstShown(
  threadId: string,
  from: number,
  read: { page: number; rows: readonly Row[] },
): Promise<number | null> {
  const near = read.rows.find(({ number, state }) => number >= from && state === "shown");
  if (near && pageWith(from) === read.page) return near.number;
  const filter = { threadId, number: { $gte: from }, state: "shown" as const };
  const how = { sort: { number: 1 }, projection: { number: 1, _id: 0 } } as const;
  return (await readOne<Post, Pick<Post, "number">>(Posts, filter, how))?.number ?? null;
}
