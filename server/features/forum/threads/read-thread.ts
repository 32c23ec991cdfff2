import type { forum, ThreadPage } from "../../../../shared/contracts/forum.ts";
import type { Given } from "../../../../shared/operation.ts";
import { readAll, readOne } from "../../../database/read.ts";
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
import { readMark } from "../reading/read.model.ts";
import { endsOf, pageWith, postsOnPage } from "./pages.ts";
import { readableThread } from "./readable-thread.ts";

type Asked = Given<typeof forum.readThread>;

/** A page of a thread, with what this reader has read, follows, was writing, and may do. */
export async function readThread(person: Person, asked: Asked): Promise<ThreadPage> {
  const { threadId } = asked;
  const [place, mine] = await Promise.all([readableThread(person, threadId), own(person, threadId)]);
  const { thread, section } = place;
  const { page, rows, largest } = await pageOf(asked, mine.read);
  const pages = pageWith(largest);
  const unreadFrom = mine.read === null || mine.read >= largest ? null : mine.read + 1;
  const firstUnread = unreadFrom === null ? null : await firstShown(threadId, unreadFrom, { page, rows });
  // What follows the read mark on that page is hidden: the first unread post stands on a later one.
  if (firstUnread !== null && asked.page === undefined && asked.number === undefined && pageWith(firstUnread) > page)
    return readThread(person, { threadId, number: firstUnread });
  const posts = await postsIn(rows);
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
  const [read, follow, draft] = await Promise.all([
    readMark(person.id, threadId),
    followLevel(person.id, threadId),
    draftOf(person.id, `thread:${threadId}`),
  ]);
  return { read, follow, draft: draft?.body ?? null };
}

type Row = Pick<Post, "_id" | "version" | "state" | "number">;

/** The page that is wanted, or the last one. Short threads stand on their first page, which says that nothing follows. */
async function pageOf(
  { threadId, page, number }: Asked,
  read: number | null,
): Promise<{ page: number; rows: Row[]; largest: number }> {
  const first = page === undefined && number === undefined ? await rowsOn(threadId, 1) : null;
  if (first?.last) return { page: 1, rows: first.rows, largest: first.last };
  const largest = await largestNumber(threadId);
  const unread = read === null || read >= largest ? 1 : read + 1;
  const wanted = Math.min(pageWith(largest), page ?? pageWith(number ?? unread));
  const { rows } = first && wanted === 1 ? first : await rowsOn(threadId, wanted);
  return { page: wanted, rows, largest };
}

/** What stands on a page, in which version, and the thread's largest number where nothing follows: an index alone tells it. */
async function rowsOn(threadId: string, page: number): Promise<{ rows: Row[]; last: number | null }> {
  const { from, to } = endsOf(page);
  const projection = { _id: 1, version: 1, state: 1, number: 1 } as const;
  const how = { projection, sort: { number: 1 }, limit: postsOnPage + 1 } as const;
  const found = await readAll<Post, Row>(Posts, { threadId, number: { $gte: from } }, how);
  const rows = found.filter(({ number }) => number <= to);
  return { rows, last: rows.length === found.length ? (rows.at(-1)?.number ?? null) : null };
}

/** The posts themselves come from memory where they are still the same. */
async function postsIn(rows: Row[]): Promise<KeptPost[]> {
  const posts = await keptPosts(rows);
  return rows.flatMap(({ _id }) => posts.get(_id) ?? []);
}

/** The number of the first post from this one on that is shown; mostly it stands on the page that was read anyway. */
async function firstShown(threadId: string, from: number, read: { page: number; rows: Row[] }): Promise<number | null> {
  const near = read.rows.find(({ number, state }) => number >= from && state === "shown");
  if (near && pageWith(from) === read.page) return near.number;
  const filter = { threadId, number: { $gte: from }, state: "shown" as const };
  const how = { sort: { number: 1 }, projection: { number: 1, _id: 0 } } as const;
  return (await readOne<Post, Pick<Post, "number">>(Posts, filter, how))?.number ?? null;
}
