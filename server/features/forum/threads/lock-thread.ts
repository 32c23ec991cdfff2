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

/** Takes no more replies, or takes them again; the decision is recorded and its author told. */
export async function lockThread(person: Person, input: Given<typeof forum.lockThread>): Promise<ThreadView> {
  const earlier = await changedThread(person, input);
  if (earlier) return earlier;
  const { thread, section } = await readableThread(person, input.threadId);
  if (!mayModerate(person)) throw new Problem("not-allowed");
  const { changeId, locked, reason } = input;
  const decision = {
    kind: locked ? ("lock-thread" as const) : ("unlock-thread" as const),
    byId: person.id,
    changeId,
    reason,
  };
  const changed = await change(
    Threads,
    { _id: thread._id, state: locked ? "open" : "locked" },
    { $set: { state: locked ? "locked" : "open" }, $push: { decisions: decision } },
    { person, changeId, pending: ["tell", "decide"] },
  );
  if (!changed) throw await movedOn(thread._id);
  return viewThread(changed, section);
}
