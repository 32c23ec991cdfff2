/** Replying "as the asker": for whoever asked the carried question without a name. */
import type { Person } from "../../../platform/person.ts";
import { mayWriteByName } from "../forum.policy.ts";
import type { ReadableThread } from "../threads/readable-thread.ts";
import { isCarriedPanellist, readCarried } from "./carried.hook.ts";

export async function mayReplyAsAsker({ thread, carried }: ReadableThread): Promise<boolean> {
  if (!carried?.isAsker || thread.questionId === null) return false;
  return (await readCarried([thread.questionId])).get(thread.questionId)?.asker.kind === "anonymous";
}

/** Whether the person may write here for having asked without a name, and for nothing else: her or his name would tell who asked. */
export async function isAskerAlone(person: Person, place: ReadableThread): Promise<boolean> {
  if (mayWriteByName(person, place) || !(await mayReplyAsAsker(place))) return false;
  return !(await isCarriedPanellist(person.id, place.thread.questionId));
}
