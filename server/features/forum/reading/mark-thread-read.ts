import type { forum } from "../../../../shared/contracts/forum.ts";
import type { Given } from "../../../../shared/operation.ts";
import type { Person } from "../../../platform/person.ts";
import { largestNumber } from "../posts/save-numbered.ts";
import { readableThread } from "../threads/readable-thread.ts";
import { moveReadMark } from "./read.model.ts";

/** Notes how far one has read, on all devices; never back, and never past what there is. */
export async function markThreadRead(
  person: Person,
  { threadId, number }: Given<typeof forum.markThreadRead>,
): Promise<{ readUpTo: number }> {
  await readableThread(person, threadId);
  const there = Math.max(1, await largestNumber(threadId));
  return { readUpTo: await moveReadMark(person.id, threadId, Math.min(number, there)) };
}
