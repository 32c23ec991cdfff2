import type { forum, ThreadView } from "../../../../shared/contracts/forum.ts";
import type { Given } from "../../../../shared/operation.ts";
import { change } from "../../../platform/outbox/index.ts";
import type { Person } from "../../../platform/person.ts";
import { Problem } from "../../../platform/problem.ts";
import { mayModerate } from "../forum.policy.ts";
import { viewThread } from "../forum.views.ts";
import { changedThread, movedOn } from "./changed-thread.ts";
import { readableThread } from "./readable-thread.ts";
import { Threads } from "./thread.model.ts";

/** Keeps a thread at the top of its section, or lets it go. */
export async function pinThread(person: Person, input: Given<typeof forum.pinThread>): Promise<ThreadView> {
  const earlier = await changedThread(person, input);
  if (earlier) return earlier;
  const { thread, section } = await readableThread(person, input.threadId);
  if (!mayModerate(person)) throw new Problem("not-allowed");
  const follow = { person, changeId: input.changeId, pending: ["tell"] };
  const pinned = await change(Threads, { _id: thread._id }, { $set: { pinned: input.pinned } }, follow);
  if (!pinned) throw await movedOn(thread._id);
  return viewThread(pinned, section);
}
