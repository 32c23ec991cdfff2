/** After a post of one's own: its draft is gone, and what was read up to it stays read. */
import { readOne } from "../../../database/read.ts";
import { Drafts, draftOf } from "../reading/draft.model.ts";
import { moveReadMark, readMark } from "../reading/read.model.ts";
import { type Post, Posts } from "./post.model.ts";

/** Idempotent. A draft that was begun since is left. */
export async function tidyAfter(post: Post): Promise<void> {
  const { authorId, threadId, sectionId, number, replyTo } = post;
  const place = number === 1 ? `section:${sectionId}` : replyTo ? `post:${replyTo.id}` : `thread:${threadId}`;
  // Mostly there is none: that is a cheap read, and no write that others wait behind.
  if (await draftOf(authorId, place))
    await Drafts.deleteOne({ _id: `${authorId}:${place}`, savedAt: { $lte: post.createdAt } });
  const read = await readMark(authorId, threadId);
  if (read < number && !(await othersWrote(post, read))) await moveReadMark(authorId, threadId, number);
}

/** Between what its author has read and this post. What others wrote stays unread; of one's own, a later one may be tidied after first. */
async function othersWrote({ authorId, threadId, number }: Post, read: number): Promise<boolean> {
  if (read === number - 1) return false;
  const between = { threadId, number: { $gt: read, $lt: number }, authorId: { $ne: authorId } };
  return (await readOne(Posts, between, { projection: { _id: 1 } })) !== null;
}
