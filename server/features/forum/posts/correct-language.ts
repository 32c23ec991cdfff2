import type { forum, PostView } from "../../../../shared/contracts/forum.ts";
import type { Given } from "../../../../shared/operation.ts";
import { change } from "../../../platform/outbox/index.ts";
import type { Person } from "../../../platform/person.ts";
import { Problem } from "../../../platform/problem.ts";
import { mayCorrectLanguage } from "../forum.policy.ts";
import { readablePost } from "../threads/readable-thread.ts";
import { changedPost, viewFor } from "./changed-post.ts";
import { languageOf } from "./language-of.ts";
import { Posts } from "./post.model.ts";

/** Says in which language a post is written, where the guess was wrong: its author, or a moderator. */
export async function correctLanguage(person: Person, input: Given<typeof forum.correctLanguage>): Promise<PostView> {
  const earlier = await changedPost(person, input);
  if (earlier) return earlier;
  const { post } = await readablePost(person, input.postId);
  if (!mayCorrectLanguage(person, post)) throw new Problem("not-allowed");
  const language = await languageOf(person, post.html, input.language);
  const follow = { person, changeId: input.changeId, pending: ["tell", "count"] };
  const changed = await change(Posts, { _id: post._id }, { $set: { language, languageGiven: true } }, follow);
  if (!changed) throw new Problem("not-found");
  return viewFor(person, changed);
}
