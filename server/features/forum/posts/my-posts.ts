/** What an author alone sees of own posts that others see differently: held or hidden, and why. */
import type { MyPostView } from "../../../../shared/contracts/forum.ts";
import { findPeople } from "../../members/index.ts";
import { wordsOf } from "../forum.views.ts";
import type { KeptPost } from "./kept-posts.ts";

const isSeenDifferently = ({ state }: Pick<KeptPost, "state">): boolean => state === "held" || state === "hidden";

/** Those of the posts, all by one author, that others see differently. */
export async function viewMyPosts(posts: KeptPost[]): Promise<MyPostView[]> {
  const different = posts.filter(isSeenDifferently);
  if (different.length === 0) return [];
  const people = await findPeople(different.flatMap(({ mentions }) => mentions));
  return different.map((post) => ({
    id: post._id,
    threadId: post.threadId,
    state: post.state,
    html: wordsOf(post, people),
    reason: post.reason,
    version: post.version,
  }));
}
