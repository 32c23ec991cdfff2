import type { NewPost, PostView } from "../../../../shared/contracts/forum.ts";
import { now } from "../../../platform/clock.ts";
import { sentBefore } from "../../../platform/outbox/index.ts";
import type { Person } from "../../../platform/person.ts";
import { Problem } from "../../../platform/problem.ts";
import { isAskerAlone, mayReplyAsAsker } from "../carried/as-asker.ts";
import { isCarriedPanellist } from "../carried/carried.hook.ts";
import { whyNoReply } from "../forum.policy.ts";
import { refuse } from "../refuse.ts";
import { type ReadableThread, readableThread } from "../threads/readable-thread.ts";
import { viewFor } from "./changed-post.ts";
import { checkKeyQuestion } from "./check-key-question.ts";
import { type Post, Posts } from "./post.model.ts";
import { saveNumbered } from "./save-numbered.ts";
import { writtenBy } from "./written.ts";

/** Adds a reply to an open thread; everyone watching sees it. */
export async function createPost(person: Person, input: NewPost): Promise<PostView> {
  const earlier = await sentBefore(Posts, person, input);
  if (earlier) return viewFor(person, earlier);

  const place = await readableThread(person, input.threadId);
  refuse(whyNoReply(person, place, now()), place.section);
  if (input.asAsker && !(await mayReplyAsAsker(place))) throw new Problem("not-allowed");
  checkKeyQuestion(place.section, input.keyQuestionId);
  const replyTo = input.replyTo === null ? null : await answeredPost(place, input.replyTo);

  const asAsker = input.asAsker || (await isAskerAlone(person, place));

  const post = await saveNumbered(person, input, {
    ...(await writtenBy(person, input)),
    threadId: place.thread._id,
    sectionId: place.section._id,
    asAsker,
    panellist: !asAsker && (await isCarriedPanellist(person.id, place.thread.questionId)),
    replyTo,
    keyQuestionId: input.keyQuestionId,
  });
  return viewFor(person, post);
}

/** The post that is replied to: one of the same thread that is shown. */
async function answeredPost({ thread }: ReadableThread, postId: string): Promise<NonNullable<Post["replyTo"]>> {
  const post = await Posts.findOne({ _id: postId, threadId: thread._id, state: "shown" }).lean<Post | null>();
  if (!post) throw new Problem("not-found");
  return { id: post._id, number: post.number, authorId: post.authorId, asAsker: post.asAsker };
}
