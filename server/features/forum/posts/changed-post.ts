/** What somebody who changes a post is answered: the post as it stands for her or him. */
import type { PostView } from "../../../../shared/contracts/forum.ts";
import { changedBefore } from "../../../platform/outbox/index.ts";
import type { Person } from "../../../platform/person.ts";
import { Problem } from "../../../platform/problem.ts";
import { mayModerate } from "../forum.policy.ts";
import { viewPost } from "../forum.views.ts";
import { readableThread } from "../threads/readable-thread.ts";
import { keepPost } from "./kept-posts.ts";
import { type Post, Posts } from "./post.model.ts";

export const viewFor = (person: Person, post: Post): Promise<PostView> =>
  viewPost(keepPost(post), mayModerate(person) ? "moderators" : "readers");

/** The post as it stands, where the person has made this change already; null where it is new. Others' words need the right to read them. */
export async function changedPost(
  person: Person,
  { postId, changeId }: { postId: string; changeId: string },
): Promise<PostView | null> {
  const earlier = await changedBefore(Posts, person, postId, changeId);
  if (!earlier) return null;
  if (earlier.authorId !== person.id) await readableThread(person, earlier.threadId);
  return viewFor(person, earlier);
}

/** The refusal for whoever acted on a state that has moved on, with the present one. */
export async function movedOn(person: Person, postId: string): Promise<Problem> {
  const stands = await Posts.findOne({ _id: postId }).lean<Post | null>();
  return stands ? new Problem("moved-on", { stands: await viewFor(person, stands) }) : new Problem("not-found");
}
