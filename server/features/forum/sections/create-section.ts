import type { NewSection, SectionView } from "../../../../shared/contracts/forum.ts";
import { isDuplicate } from "../../../database/duplicate.ts";
import { saveOnce, sentBefore } from "../../../platform/outbox/index.ts";
import type { Person } from "../../../platform/person.ts";
import { Problem } from "../../../platform/problem.ts";
import { sectionShownIn } from "../audiences.ts";
import { mayRunSections } from "../forum.policy.ts";
import { viewSection } from "../forum.views.ts";
import { type Section, Sections } from "./section.model.ts";

/** Makes a place for threads, under an address of its own. */
export async function createSection(person: Person, input: NewSection): Promise<SectionView> {
  const earlier = await sentBefore(Sections, person, input);
  if (earlier) return viewSection(earlier);
  if (!mayRunSections(person)) throw new Problem("not-allowed");
  const { id: _, ...written } = input;
  return viewSection(await saveSection(person, input, written));
}

type Written = Pick<Section, "slug" | "title" | "description" | "readers" | "writers"> & Partial<Section>;

/** Saves a section with what must follow. Throws `name-taken` where another has its address. */
export async function saveSection(person: Person, input: { id: string }, written: Written): Promise<Section> {
  const streams = sectionShownIn({ _id: input.id, readers: written.readers });
  const counted = { threads: 0, posts: 0, lastPostAt: null };
  const fields = { opensAt: null, closesAt: null, dialogue: null, keyQuestionIds: null, ...counted, ...written };
  if (await Sections.exists({ slug: written.slug, _id: { $ne: input.id } })) throw slugTaken();
  try {
    return await saveOnce(Sections, person, input, fields, { pending: ["tell"], shownIn: streams });
  } catch (thrown) {
    // Two at once under one address: the index lets one in.
    if (isDuplicate(thrown)) throw slugTaken();
    throw thrown;
  }
}

const slugTaken = () => new Problem("name-taken", { fields: { slug: "taken" } });
