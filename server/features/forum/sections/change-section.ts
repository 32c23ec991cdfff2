import type { forum, SectionView } from "../../../../shared/contracts/forum.ts";
import type { Given } from "../../../../shared/operation.ts";
import { change, changedBefore } from "../../../platform/outbox/index.ts";
import type { Person } from "../../../platform/person.ts";
import { Problem } from "../../../platform/problem.ts";
import { recheckWatchers } from "../../../platform/realtime/index.ts";
import { sectionShownIn } from "../audiences.ts";
import { mayRunSections } from "../forum.policy.ts";
import { viewSection } from "../forum.views.ts";
import { Sections } from "./section.model.ts";

/** Changes what a section says of itself, and who reads and writes there. */
export async function changeSection(
  person: Person,
  { sectionId, changeId, ...written }: Given<typeof forum.changeSection>,
): Promise<SectionView> {
  const earlier = await changedBefore(Sections, person, sectionId, changeId);
  if (earlier) return viewSection(earlier);
  if (!mayRunSections(person)) throw new Problem("not-allowed");

  // With other readers its threads are seen elsewhere: "audience" tells them again, one by one.
  const follow = {
    person,
    changeId,
    pending: ["tell", "audience"],
    shownIn: sectionShownIn({ _id: sectionId, readers: written.readers }),
  };
  const section = await change(Sections, { _id: sectionId }, { $set: written }, follow);
  if (!section) throw new Problem("not-found");
  // Its threads are watched too, each on streams of its own: everybody is asked again.
  recheckWatchers({});
  return viewSection(section);
}
