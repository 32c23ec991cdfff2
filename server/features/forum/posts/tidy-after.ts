/** After a post of one's own: its draft is gone, and what was read up to it stays read. */
import { Drafts, draftOf } from "../reading/draft.model.ts";
import { moveReadMark, readMark } from "../reading/read.model.ts";
import type { Post } from "./post.model.ts";

/** Idempotent. A draft that was begun since is left. */
export async function tidyAfter(post: Post): Promise<void> {
  const { authorId, threadId, sectionId, number, replyTo } = post;
  const place = number === 1 ? `section:${sectionId}` : replyTo ? `post:${replyTo.id}` : `thread:${threadId}`;
  // Mostly there is none: that is a cheap read, and no write that others wait behind.
  if (await draftOf(authorId, place))
    await Drafts.deleteOne({ _id: `${authorId}:${place}`, savedAt: { $lte: post.createdAt } });
  const read = await readMark(authorId, threadId);
  // What others wrote meanwhile stays unread.
  if (read === number - 1) await moveReadMark(authorId, threadId, number);
}
