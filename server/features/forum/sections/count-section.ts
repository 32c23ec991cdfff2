/** Counts what a section holds, again and whole: whatever was killed in between, the next count is right. */
import { readOne } from "../../../database/read.ts";
import { atMostEach, change } from "../../../platform/outbox/index.ts";
import { system } from "../../../platform/person.ts";
import { Threads } from "../threads/thread.model.ts";
import { Sections } from "./section.model.ts";

/** Resolves when the section has been counted, at most once a second. */
export const countSection = atMostEach(1000, count);

interface Sum {
  threads: number;
  posts: number;
  lastPostAt: Date | null;
}

async function count(sectionId: string): Promise<void> {
  for (;;) {
    const section = await readOne(Sections, { _id: sectionId });
    if (!section) return;
    const [found] = await Threads.aggregate<Sum>([
      { $match: { sectionId, standing: "listed" } },
      { $group: { _id: null, threads: { $sum: 1 }, posts: { $sum: "$posts" }, lastPostAt: { $max: "$lastPost.at" } } },
    ]);
    const { threads = 0, posts = 0, lastPostAt = null } = found ?? {};
    if (
      section.threads === threads &&
      section.posts === posts &&
      section.lastPostAt?.getTime() === lastPostAt?.getTime()
    )
      return;
    // Counted beside another node: only who read the section before the last count writes.
    const filter = { _id: sectionId, version: section.version };
    if (await change(Sections, filter, { $set: { threads, posts, lastPostAt } }, { person: system, pending: ["tell"] }))
      return;
  }
}
