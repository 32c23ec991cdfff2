import type { forum, ThreadView } from "../../../../shared/contracts/forum.ts";
import type { Given } from "../../../../shared/operation.ts";
import { now } from "../../../platform/clock.ts";
import { change } from "../../../platform/outbox/index.ts";
import type { Person } from "../../../platform/person.ts";
import { Problem } from "../../../platform/problem.ts";
import { mayEditTitle } from "../forum.policy.ts";
import { viewThread } from "../forum.views.ts";
import { changedThread, movedOn } from "./changed-thread.ts";
import { readableThread } from "./readable-thread.ts";
import { Threads } from "./thread.model.ts";

/** Gives a thread another title: its author while it is open, a moderator at any time. */
export async function editTitle(person: Person, input: Given<typeof forum.editTitle>): Promise<ThreadView> {
  const earlier = await changedThread(person, input);
  if (earlier) return earlier;
  const place = await readableThread(person, input.threadId);
  if (!mayEditTitle(person, place, now())) throw new Problem("not-allowed");
  const { _id, title, state } = place.thread;
  const follow = { person, changeId: input.changeId, pending: ["tell"] };
  const changed = await change(Threads, { _id, title, state }, { $set: { title: input.title } }, follow);
  if (!changed) throw await movedOn(_id);
  return viewThread(changed, place.section);
}
