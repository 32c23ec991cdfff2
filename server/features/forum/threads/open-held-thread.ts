import type { forum, ThreadView } from "../../../../shared/contracts/forum.ts";
import type { Given } from "../../../../shared/operation.ts";
import { change } from "../../../platform/outbox/index.ts";
import type { Person } from "../../../platform/person.ts";
import { Problem } from "../../../platform/problem.ts";
import { threadShownIn } from "../audiences.ts";
import { mayModerate } from "../forum.policy.ts";
import { viewThread } from "../forum.views.ts";
import { changedThread, movedOn } from "./changed-thread.ts";
import { standingOf } from "./count-thread.ts";
import { readableThread } from "./readable-thread.ts";
import { Threads } from "./thread.model.ts";

/** Triage: lets a thread in that was carried before anybody had approved its question. */
export async function openHeldThread(person: Person, input: Given<typeof forum.openHeldThread>): Promise<ThreadView> {
  const earlier = await changedThread(person, input);
  if (earlier) return earlier;
  const { thread, section } = await readableThread(person, input.threadId);
  if (!mayModerate(person)) throw new Problem("not-allowed");
  const opened = { ...thread, state: "open" as const };
  const { changeId } = input;
  const changed = await change(
    Threads,
    { _id: thread._id, state: "held" },
    {
      $set: { state: "open", standing: standingOf(opened, thread.posts) },
      $push: { decisions: { kind: "open-held", byId: person.id, changeId, reason: "" } },
    },
    { person, changeId, pending: ["tell", "decide", "count", "opened"], shownIn: threadShownIn(opened, section) },
  );
  if (!changed) throw await movedOn(thread._id);
  return viewThread(changed, section);
}
