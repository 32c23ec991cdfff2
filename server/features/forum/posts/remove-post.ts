import type { forum, PostView } from "../../../../shared/contracts/forum.ts";
import type { Given } from "../../../../shared/operation.ts";
import { change } from "../../../platform/outbox/index.ts";
import type { Person } from "../../../platform/person.ts";
import { Problem } from "../../../platform/problem.ts";
import { mayRemove } from "../forum.policy.ts";
import { countThreadNow } from "../threads/count-thread.ts";
import { readablePost } from "../threads/readable-thread.ts";
import { changedPost, movedOn, viewFor } from "./changed-post.ts";
import { Posts } from "./post.model.ts";

/** Takes one's own post away; its number stays as a stub. */
export async function removePost(person: Person, input: Given<typeof forum.removePost>): Promise<PostView> {
  const earlier = await changedPost(person, input);
  if (earlier) return earlier;
  const { post } = await readablePost(person, input.postId);
  if (!mayRemove(person, post)) throw new Problem("not-allowed");
  const follow = { person, changeId: input.changeId, pending: ["tell", "count", "unmark", "reword"] };
  const removed = await change(Posts, { _id: post._id, state: "shown" }, { $set: { state: "removed" } }, follow);
  if (!removed) throw await movedOn(person, post._id);
  await countThreadNow(post.threadId);
  return viewFor(person, removed);
}
