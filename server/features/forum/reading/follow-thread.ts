import type { forum } from "../../../../shared/contracts/forum.ts";
import type { Given } from "../../../../shared/operation.ts";
import type { Person } from "../../../platform/person.ts";
import { readableThread } from "../threads/readable-thread.ts";
import { type FollowLevel, Follows } from "./follow.model.ts";

/** Sets how closely one follows a thread. The last word stands. */
export async function followThread(
  person: Person,
  { threadId, level }: Given<typeof forum.followThread>,
): Promise<{ level: FollowLevel }> {
  await readableThread(person, threadId);
  const personId = person.id;
  await Follows.updateOne(
    { _id: `${personId}:${threadId}` },
    { $set: { personId, thingId: threadId, level } },
    { upsert: true },
  );
  return { level };
}
