/** Whoever signs in finds an inbox in which the old is read and the new is not. */
import { newId } from "../../shared/ids.ts";
import type { Cast } from "./community.ts";
import type { Diary } from "./diary.ts";
import { call } from "./door.ts";
import { signIns } from "./texts/people.ts";

/** Writes it into the diary: five days ago everybody looked in. */
export function tidyInboxes(diary: Diary, cast: Cast): void {
  const upTo = new Date(diary.today.getTime() - 5 * 86_400_000);
  diary.at(upTo, async () => {
    for (const { who } of signIns)
      await call("notifications.markRead", cast[who], { changeId: newId(), upTo: upTo.toISOString() });
  });
}
