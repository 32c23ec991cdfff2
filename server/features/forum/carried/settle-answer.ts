/** What follows when a thread's answer changed: its posts say so, and the question learns of it. */
import { readById } from "../../../database/read.ts";
import { change } from "../../../platform/outbox/index.ts";
import { system } from "../../../platform/person.ts";
import { type Post, Posts } from "../posts/post.model.ts";
import { type Thread, Threads } from "../threads/thread.model.ts";
import { tellAnswered } from "./carried.hook.ts";

/** Idempotent: makes everything agree with the thread as it stands. */
export async function settleAnswer({ _id: threadId, questionId, answerPostId, answerBy }: Thread): Promise<void> {
  const marked = await Posts.find({ threadId, isAnswer: true }).select({ _id: 1 }).lean<Pick<Post, "_id">[]>();
  for (const { _id } of marked) if (_id !== answerPostId) await setAnswer(_id, false);
  const answer = answerPostId === null ? null : await readById(Posts, answerPostId);
  // Hidden in the moment in which it was marked.
  if (answer && answer.state !== "shown") return unmarkUnseen(answer);
  if (answerPostId !== null) await setAnswer(answerPostId, true);
  if (questionId !== null) await tellAnswered(questionId, { postId: answerPostId, by: answerBy ?? system.id });
}

const setAnswer = (postId: string, isAnswer: boolean) =>
  change(Posts, { _id: postId, isAnswer: !isAnswer }, { $set: { isAnswer } }, { person: system, pending: ["tell"] });

/** An answer that is not shown any more is none. */
export async function unmarkUnseen(post: Post): Promise<void> {
  if (post.state === "shown") return;
  const follow = { person: system, pending: ["tell", "answered"] };
  await change(
    Threads,
    { _id: post.threadId, answerPostId: post._id },
    { $set: { answerPostId: null, answerBy: post.writtenBy } },
    follow,
  );
}
