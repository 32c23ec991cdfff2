/** Counts a thread's posts, again and whole, and says which is its last. */
import { readOne } from "../../../database/read.ts";
import { atMostEach, change } from "../../../platform/outbox/index.ts";
import { system } from "../../../platform/person.ts";
import { findPeople } from "../../members/index.ts";
import { isPublished } from "../forum.policy.ts";
import { excerptOf } from "../markdown/plain-text.ts";
import { type Post, Posts } from "../posts/post.model.ts";
import { largestNumber } from "../posts/save-numbered.ts";
import { type LastPost, type Thread, Threads } from "./thread.model.ts";

/** Resolves when the thread has been counted, at most once a second. */
export const countThread = atMostEach(1000, countThreadNow);

/** Counts it at once: what is hidden or removed must not stand in a list a moment longer than in its thread. */
export async function countThreadNow(threadId: string): Promise<void> {
  for (;;) {
    const thread = await readOne(Threads, { _id: threadId });
    // Post 1 is there before its thread: that counts it then.
    if (!thread) return;
    const counted = await countOf(thread);
    if (isSame(thread, counted)) return;
    // Counted beside another node: only who read the thread before the last count writes.
    const filter = { _id: threadId, version: thread.version };
    if (await change(Threads, filter, { $set: counted }, { person: system, pending: ["tell", "count"] })) return;
  }
}

type Counted = Pick<Thread, "posts" | "lastNumber" | "lastPost" | "lastPostAt" | "standing" | "language">;

async function countOf(thread: Thread): Promise<Counted> {
  const threadId = thread._id;
  const [posts, last, largest, first] = await Promise.all([
    Posts.countDocuments({ threadId, state: "shown" }),
    readOne(Posts, { threadId, state: "shown" }, { sort: { number: -1 } }),
    largestNumber(threadId),
    thread.questionId === null ? readOne(Posts, { threadId, number: 1 }, { projection: { language: 1 } }) : null,
  ]);
  return {
    posts,
    lastNumber: largest || (thread.questionId === null ? 0 : 1),
    lastPost: last && (await lastPostOf(last)),
    lastPostAt: last?.createdAt ?? thread.createdAt,
    standing: standingOf(thread, posts),
    // The language of an opening post is its thread's, corrected with it.
    language: first?.language ?? thread.language,
  };
}

/** A carried thread rises from its webinar's folded row once somebody replies. */
export function standingOf(thread: Pick<Thread, "state" | "questionId">, posts: number): Thread["standing"] {
  if (!isPublished(thread)) return "none";
  return thread.questionId !== null && posts === 0 ? "folded" : "listed";
}

/** What lists show of a post. */
export async function lastPostOf(
  post: Pick<Post, "_id" | "number" | "createdAt" | "authorId" | "asAsker" | "html" | "mentions" | "language">,
): Promise<LastPost> {
  const { _id: id, number, createdAt: at, authorId, asAsker, language } = post;
  return {
    id,
    number,
    at,
    authorId,
    asAsker,
    excerpt: excerptOf(post.html, await findPeople(post.mentions)),
    language,
  };
}

const isSame = (thread: Thread, counted: Counted): boolean =>
  thread.posts === counted.posts &&
  thread.lastNumber === counted.lastNumber &&
  thread.standing === counted.standing &&
  thread.language === counted.language &&
  thread.lastPostAt.getTime() === counted.lastPostAt.getTime() &&
  thread.lastPost?.id === counted.lastPost?.id &&
  thread.lastPost?.excerpt === counted.lastPost?.excerpt &&
  thread.lastPost?.language === counted.lastPost?.language;
