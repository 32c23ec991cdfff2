/** Replying "as the asker": for whoever asked the carried question without a name. */
import type { ReadableThread } from "../threads/readable-thread.ts";
import { readCarried } from "./carried.hook.ts";

export async function mayReplyAsAsker({ thread, carried }: ReadableThread): Promise<boolean> {
  if (!carried?.isAsker || thread.questionId === null) return false;
  return (await readCarried([thread.questionId])).get(thread.questionId)?.asker.kind === "anonymous";
}
