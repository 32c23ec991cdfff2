/** Threads as rows of a list, with what this reader has not read yet. */
import type { ThreadRow } from "../../../../shared/contracts/forum.ts";
import { isSignedIn, type Person } from "../../../platform/person.ts";
import { viewThreads } from "../forum.views.ts";
import { readUpTo } from "../reading/read.model.ts";
import type { Section } from "../sections/section.model.ts";
import type { Thread } from "./thread.model.ts";

export async function rowsOf(person: Person, threads: Thread[], sections: Section[]): Promise<ThreadRow[]> {
  const [views, marks] = await Promise.all([
    viewThreads(threads, sections),
    isSignedIn(person)
      ? readUpTo(
          person.id,
          threads.map(({ _id }) => _id),
        )
      : null,
  ]);
  return threads.map((thread, at) => ({
    thread: views[at] as ThreadRow["thread"],
    ...unreadIn(thread, marks?.get(thread._id)),
  }));
}

/** Counted by numbers: a stub among them may count as one, until the thread is opened. */
function unreadIn({ lastNumber, posts }: Thread, read: number | undefined): Pick<ThreadRow, "unread" | "firstUnread"> {
  if (read === undefined || read >= lastNumber || posts === 0) return { unread: 0, firstUnread: null };
  return { unread: Math.min(posts, lastNumber - read), firstUnread: read + 1 };
}
