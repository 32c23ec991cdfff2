import type { forum } from "../../../../shared/contracts/forum.ts";
import type { Given } from "../../../../shared/operation.ts";
import type { Person } from "../../../platform/person.ts";
import { readableThread } from "../threads/readable-thread.ts";
import { type FollowLevel, Follows } from "./follow.model.ts";

/** Sets how closely one follows a thread. The last word stands, however late a former one is sent again. */
export async function followThread(
  person: Person,
  { threadId, changeId, level }: Given<typeof forum.followThread>,
): Promise<{ level: FollowLevel }> {
  const personId = person.id;
  const _id = `${personId}:${threadId}`;
  const earlier = await Follows.findOne({ _id, changes: changeId }).lean();
  if (earlier) return { level: earlier.level };

  await readableThread(person, threadId);
  const update = {
    $set: { personId, thingId: threadId, level },
    $push: { changes: { $each: [changeId], $slice: -16 } },
  };
  await Follows.updateOne({ _id }, update, { upsert: true });
  return { level };
}
