import type { forum, SectionPage } from "../../../../shared/contracts/forum.ts";
import type { Given } from "../../../../shared/operation.ts";
import { readPage } from "../../../database/paging.ts";
import { now } from "../../../platform/clock.ts";
import type { Person } from "../../../platform/person.ts";
import { foldCarried } from "../carried/fold-carried.ts";
import { whyNoThread } from "../forum.policy.ts";
import { viewSection } from "../forum.views.ts";
import { ownRuleOf } from "../threads/list-latest.ts";
import { readableSection } from "../threads/readable-thread.ts";
import { type Thread, Threads } from "../threads/thread.model.ts";
import { rowsOf } from "../threads/thread.rows.ts";

const mostPinned = 30;

/** A section with its threads by latest post, pinned ones first, and on the first page what was carried and waits for a reply. */
export async function readSection(
  person: Person,
  { slug, cursor, language }: Given<typeof forum.readSection>,
): Promise<SectionPage> {
  const section = await readableSection(person, { slug });
  const filter = {
    sectionId: section._id,
    standing: "listed" as const,
    readers: ownRuleOf(person),
    ...(language === undefined ? {} : { language }),
  };
  const first = cursor === undefined;
  const [pinned, { rows, next }, carried] = await Promise.all([
    first
      ? Threads.find({ ...filter, pinned: true })
          .sort({ lastPostAt: -1, _id: -1 })
          .limit(mostPinned)
          .lean<Thread[]>()
      : [],
    readPage(Threads, { ...filter, pinned: false }, cursor, "lastPostAt"),
    first ? foldCarried(person, section, language) : [],
  ]);
  return {
    section: { ...viewSection(section), mayWrite: whyNoThread(person, section, now()) === null },
    threads: { items: await rowsOf(person, [...pinned, ...rows], [section]), next },
    carried,
  };
}
