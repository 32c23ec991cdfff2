import type { forum, PostView } from "../../../../shared/contracts/forum.ts";
import type { Given } from "../../../../shared/operation.ts";
import { now } from "../../../platform/clock.ts";
import { change } from "../../../platform/outbox/index.ts";
import type { Person } from "../../../platform/person.ts";
import { Problem } from "../../../platform/problem.ts";
import { whyNoEdit } from "../forum.policy.ts";
import { refuse } from "../refuse.ts";
import { readablePost } from "../threads/readable-thread.ts";
import { changedPost, viewFor } from "./changed-post.ts";
import { type Post, Posts } from "./post.model.ts";
import { keepRevision } from "./revision.model.ts";
import { textOf } from "./written.ts";

/** For so long after it was written, an edit is silent: others have hardly read it. */
const grace = 5 * 60_000;
type Edit = Given<typeof forum.editPost>;

/** Changes one's own post; after five minutes its former text can be read in its history. */
export async function editPost(person: Person, input: Edit): Promise<PostView> {
  const earlier = await changedPost(person, input);
  if (earlier) return earlier;
  for (;;) {
    const { post, ...place } = await readablePost(person, input.postId);
    refuse(whyNoEdit(person, place, post, now()), place.section);
    // A reaction raises the version too: what counts is whether the text is still the one that was edited.
    if (input.version < post.bodyVersion) throw new Problem("moved-on", { stands: await viewFor(person, post) });
    const edited = await save(person, input, post);
    if (edited) return viewFor(person, edited);
  }
}

/** Null where the post moved on in between. */
async function save(person: Person, input: Edit, post: Post): Promise<Post | null> {
  const at = now();
  const text = await textOf(person, input, post.languageGiven ? post.language : undefined);
  const silent = at.getTime() - post.createdAt.getTime() <= grace;
  if (!silent) await keepRevision(post);
  const shown = silent ? {} : { edits: post.edits + 1, editedAt: at };
  // Whom an earlier edit mentioned and has not told yet is still to be told.
  const owed = post.pending.includes("mention") ? post.newMentions : [];
  const newMentions = text.mentions.filter((id) => !post.mentions.includes(id) || owed.includes(id));
  return change(
    Posts,
    { _id: post._id, version: post.version, state: "shown" },
    { $set: { ...text, ...shown, newMentions, bodyVersion: post.version + 1 } },
    { person, changeId: input.changeId, pending: ["tell", "count", "mention", "reword"] },
  );
}
