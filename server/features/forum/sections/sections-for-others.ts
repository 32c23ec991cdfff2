/** What other features ask about sections. */
import type { Person } from "../../../platform/person.ts";
import { mayReadSection } from "../forum.policy.ts";
import { type Section, Sections } from "./section.model.ts";

export type SectionForOthers = Pick<
  Section,
  "_id" | "slug" | "title" | "readers" | "writers" | "opensAt" | "closesAt" | "dialogue"
>;

/** Those that exist, by id. */
export async function sectionsById(ids: string[]): Promise<Map<string, SectionForOthers>> {
  if (ids.length === 0) return new Map();
  const sections = await Sections.find({ _id: { $in: ids } }).lean<Section[]>();
  return new Map(sections.map((section) => [section._id, section]));
}

/** Those of these sections that the person may read. */
export async function mayReadSections(person: Person, ids: string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const sections = await Sections.find({ _id: { $in: ids } }).lean<Section[]>();
  return new Set(sections.filter((section) => mayReadSection(person, section)).map(({ _id }) => _id));
}
