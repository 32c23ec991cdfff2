import type { SectionView } from "../../../../shared/contracts/forum.ts";
import type { Person } from "../../../platform/person.ts";
import { mayReadSection } from "../forum.policy.ts";
import { viewSection } from "../forum.views.ts";
import { type Section, Sections } from "./section.model.ts";

/** All sections that the person may read, the oldest first. */
export async function listSections(person: Person): Promise<{ sections: SectionView[] }> {
  return { sections: (await readableSections(person)).map(viewSection) };
}

/** A community has some dozens of them. */
export async function readableSections(person: Person): Promise<Section[]> {
  const sections = await Sections.find().sort({ createdAt: 1, _id: 1 }).lean<Section[]>();
  return sections.filter((section) => mayReadSection(person, section));
}
