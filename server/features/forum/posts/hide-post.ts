import type { forum, PostView } from "../../../../shared/contracts/forum.ts";
import type { Given } from "../../../../shared/operation.ts";
import { change } from "../../../platform/outbox/index.ts";
import type { Person } from "../../../platform/person.ts";
import { Problem } from "../../../platform/problem.ts";
import { personStreamOf } from "../../members/index.ts";
import { mayModerate } from "../forum.policy.ts";
import { countThreadNow } from "../threads/count-thread.ts";
import { readablePost } from "../threads/readable-thread.ts";
import { changedPost, movedOn, viewFor } from "./changed-post.ts";
import { type Post, Posts } from "./post.model.ts";

/** Hides a post from everybody but moderators and its author, who is told why. */
export const hidePost = (person: Person, input: Given<typeof forum.hidePost>): Promise<PostView> =>
  decide(person, input, { kind: "hide-post", from: "shown", to: "hidden", reason: input.reason });

/** Shows a hidden post again. */
export const restorePost = (person: Person, input: Given<typeof forum.restorePost>): Promise<PostView> =>
  decide(person, input, { kind: "restore-post", from: "hidden", to: "shown", reason: null });

interface Ruling {
  kind: "hide-post" | "restore-post";
  from: Post["state"];
  to: Post["state"];
  /** Why it is not seen, from now on. */
  reason: string | null;
}

async function decide(
  person: Person,
  input: { postId: string; changeId: string; reason: string },
  { kind, from, to, reason }: Ruling,
): Promise<PostView> {
  const earlier = await changedPost(person, input);
  if (earlier) return earlier;
  const { post } = await readablePost(person, input.postId);
  if (!mayModerate(person)) throw new Problem("not-allowed");
  const decision = { kind, byId: person.id, changeId: input.changeId, reason: input.reason };
  const follow = {
    person,
    changeId: input.changeId,
    pending: ["tell", "count", "decide", "unmark", "reword"],
    shownIn: [personStreamOf(post.authorId)],
  };
  const decided = await change(
    Posts,
    { _id: post._id, state: from },
    { $set: { state: to, reason }, $push: { decisions: decision } },
    follow,
  );
  if (!decided) throw await movedOn(person, post._id);
  await countThreadNow(post.threadId);
  return viewFor(person, decided);
}
