/** What somebody who changes a thread is answered: the thread as it stands. */
import type { ThreadView } from "../../../../shared/contracts/forum.ts";
import { changedBefore } from "../../../platform/outbox/index.ts";
import type { Person } from "../../../platform/person.ts";
import { Problem } from "../../../platform/problem.ts";
import { viewThread } from "../forum.views.ts";
import { readableThread } from "./readable-thread.ts";
import { type Thread, Threads } from "./thread.model.ts";

/** The thread as it stands, where the person has made this change already; null where it is new. */
export async function changedThread(
  person: Person,
  { threadId, changeId }: { threadId: string; changeId: string },
): Promise<ThreadView | null> {
  const earlier = await changedBefore(Threads, person, threadId, changeId);
  if (!earlier) return null;
  await readableThread(person, threadId);
  return viewThread(earlier);
}

/** The refusal for whoever acted on a state that has moved on, with the present one. */
export async function movedOn(threadId: string): Promise<Problem> {
  const stands = await Threads.findOne({ _id: threadId }).lean<Thread | null>();
  return stands ? new Problem("moved-on", { stands: await viewThread(stands) }) : new Problem("not-found");
}
