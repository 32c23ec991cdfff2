/** A section's readers changed: each of its threads is told where it may be seen now. */
import { change } from "../../../platform/outbox/index.ts";
import { system } from "../../../platform/person.ts";
import { threadShownIn } from "../audiences.ts";
import { type Thread, Threads } from "../threads/thread.model.ts";
import type { Section } from "./section.model.ts";

const atOnce = 100;

/** Idempotent: telling again says the same. */
export async function spreadAudience(section: Section): Promise<void> {
  let after = "";
  for (;;) {
    const threads = await Threads.find({ sectionId: section._id, readers: null, _id: { $gt: after } })
      .sort({ _id: 1 })
      .limit(atOnce)
      .lean<Thread[]>();
    for (const thread of threads) {
      await change(
        Threads,
        { _id: thread._id },
        {},
        { person: system, pending: ["tell"], shownIn: threadShownIn(thread, section) },
      );
    }
    const last = threads.at(-1);
    if (!last || threads.length < atOnce) return;
    after = last._id;
  }
}
