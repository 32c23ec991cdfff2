import type { forum, PostView } from "../../../../shared/contracts/forum.ts";
import type { Given } from "../../../../shared/operation.ts";
import { now } from "../../../platform/clock.ts";
import { change } from "../../../platform/outbox/index.ts";
import type { Person } from "../../../platform/person.ts";
import { Problem } from "../../../platform/problem.ts";
import { isAskerAlone } from "../carried/as-asker.ts";
import { whyNoReaction } from "../forum.policy.ts";
import { refuse } from "../refuse.ts";
import { readablePost } from "../threads/readable-thread.ts";
import { changedPost, movedOn, viewFor } from "./changed-post.ts";
import { Posts } from "./post.model.ts";

/** Reacts to somebody's post, or takes that back; once a person and kind. */
export async function react(person: Person, input: Given<typeof forum.react>): Promise<PostView> {
  const earlier = await changedPost(person, input);
  if (earlier) return earlier;
  const { post, ...place } = await readablePost(person, input.postId);
  refuse(whyNoReaction(person, place, post, now()), place.section);
  // Reactions bear names.
  if (await isAskerAlone(person, place)) throw new Problem("not-allowed");
  if (post.reactions[input.reaction].includes(person.id) === input.on) return viewFor(person, post);

  const who = { [`reactions.${input.reaction}`]: person.id };
  const update = input.on ? { $addToSet: who } : { $pull: who };
  const reacted = await change(Posts, { _id: post._id, state: "shown" }, update, {
    person,
    changeId: input.changeId,
    pending: ["tell"],
  });
  if (!reacted) throw await movedOn(person, post._id);
  return viewFor(person, reacted);
}
