import type { Person } from "../../../platform/person.ts";
import { Problem } from "../../../platform/problem.ts";
import { findPeople } from "../../members/index.ts";
import { mayReadPost } from "../forum.policy.ts";
import { nameMentions } from "../markdown/mentions.ts";
import { readablePost } from "../threads/readable-thread.ts";

/** The Markdown of a post, for quoting and editing; those mentioned stand in it by their present names. */
export async function readPostSource(
  person: Person,
  { postId }: { postId: string },
): Promise<{ body: string; language: string; version: number }> {
  const { post } = await readablePost(person, postId);
  if (!mayReadPost(person, post)) throw new Problem("not-found");
  return {
    body: nameMentions(post.body, await findPeople(post.mentions)),
    language: post.language,
    version: post.version,
  };
}
