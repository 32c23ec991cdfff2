import type { forum, ThreadView } from "../../../../shared/contracts/forum.ts";
import type { Given } from "../../../../shared/operation.ts";
import { change } from "../../../platform/outbox/index.ts";
import { isAtLeast, isSignedIn, type Person } from "../../../platform/person.ts";
import { Problem } from "../../../platform/problem.ts";
import { findPeople } from "../../members/index.ts";
import { mayMarkAnswer, mayModerate } from "../forum.policy.ts";
import { viewThread } from "../forum.views.ts";
import type { Post } from "../posts/post.model.ts";
import { changedThread, movedOn } from "../threads/changed-thread.ts";
import { readablePost } from "../threads/readable-thread.ts";
import { type Thread, Threads } from "../threads/thread.model.ts";
import { isCarriedPanellist } from "./carried.hook.ts";

/** Marks a reply as the answer of the carried question, or takes that back. Another one that was marked before is not any more. */
export async function markAnswer(person: Person, input: Given<typeof forum.markAnswer>): Promise<ThreadView> {
  const { post, thread, section } = await readablePost(person, input.postId);
  const earlier = await changedThread(person, { threadId: thread._id, changeId: input.changeId });
  if (earlier) return earlier;
  if (!mayMarkAnswer(person, thread, post, await isByPanelOrOrganiser(post, thread))) throw new Problem("not-allowed");
  if (!input.on && thread.answerPostId !== post._id) throw await movedOn(thread._id);

  const marked = await change(
    Threads,
    // As the person saw it: two who mark at once do not undo each other.
    { _id: thread._id, answerPostId: thread.answerPostId, state: thread.state },
    { $set: { answerPostId: input.on ? post._id : null, answerBy: person.id } },
    { person, changeId: input.changeId, pending: ["tell", "answered"] },
  );
  if (!marked) throw await movedOn(thread._id);
  return viewThread(marked, section);
}

async function isByPanelOrOrganiser(post: Post, thread: Thread): Promise<boolean> {
  if (post.asAsker) return false;
  const role = (await findPeople([post.authorId])).get(post.authorId)?.role;
  return role === "organiser" || role === "admin" || isCarriedPanellist(post.authorId, thread.questionId);
}

/** Whether the person can mark some reply there: own ones as a panellist or organiser, all as a moderator. */
export async function mayMark(person: Person, thread: Thread): Promise<boolean> {
  if (thread.questionId === null || !isSignedIn(person)) return false;
  return mayModerate(person) || isAtLeast(person, "organiser") || isCarriedPanellist(person.id, thread.questionId);
}
