import type { Person } from "../../../platform/person.ts";
import { pageWith } from "../threads/pages.ts";
import { readablePost } from "../threads/readable-thread.ts";

/** Where a post stands, for its permanent link. A stub can be found too. */
export async function findPost(
  person: Person,
  { postId }: { postId: string },
): Promise<{ threadId: string; number: number; page: number }> {
  const { post } = await readablePost(person, postId);
  return { threadId: post.threadId, number: post.number, page: pageWith(post.number) };
}
