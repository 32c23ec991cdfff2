/** Posts of one page as they are drawn: by number, a reply below the post it answers where that is on the same page. */
import type { PostView } from "../../../shared/contracts/forum.ts";

export interface Placed {
  readonly post: PostView;
  /** One level: a reply to a reply stands here too, and names whom it answers. */
  readonly replies: readonly PostView[];
}

export function arrangePosts(posts: Iterable<PostView>): Placed[] {
  const inOrder = [...posts].sort((one, other) => one.number - other.number);
  const roots = new Map<string, { post: PostView; replies: PostView[] }>();
  const rootOf = new Map<string, string>();
  for (const post of inOrder) {
    const root = post.replyTo ? rootOf.get(post.replyTo.id) : undefined;
    const place = root === undefined ? undefined : roots.get(root);
    if (place && root !== undefined) {
      place.replies.push(post);
      rootOf.set(post.id, root);
    } else {
      roots.set(post.id, { post, replies: [] });
      rootOf.set(post.id, post.id);
    }
  }
  return [...roots.values()];
}
