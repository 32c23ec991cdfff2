/** A dialogue's own section: the dialogue says when it is written in and what it is called; the forum never asks. */
import type { Audience } from "../../../../shared/contracts/forum.ts";
import { change } from "../../../platform/outbox/index.ts";
import { type Person, system } from "../../../platform/person.ts";
import { Problem } from "../../../platform/problem.ts";
import { saveSection } from "./create-section.ts";
import { type Section, Sections } from "./section.model.ts";

export interface DialogueSection {
  id: string;
  slug: string;
  title: string;
  /** Written in from `opensAt` to the moment before `closesAt`. */
  opensAt: Date;
  closesAt: Date;
  /** The dialogue's address and name. */
  dialogue: { slug: string; title: string };
  /** What a post may answer; left out: whatever it says. */
  keyQuestionIds?: string[];
  description?: string;
  readers?: Audience;
  writers?: Audience;
}

/** Makes the section; the same one again by the same person is the one that is there. Throws `name-taken`, `id-taken`. */
export async function createSectionFor(person: Person, section: DialogueSection): Promise<Section> {
  const { id, description = "", readers = "public", writers = "members", keyQuestionIds = null, ...given } = section;
  const earlier = await Sections.findOne({ _id: id }).lean<Section | null>();
  if (earlier && (earlier.slug !== section.slug || earlier.writtenBy !== person.id)) throw new Problem("id-taken");
  if (earlier) return earlier;
  return saveSection(person, { id }, { ...given, description, readers, writers, keyQuestionIds });
}

/** The dialogue changed its times, name or key questions. Again is harmless. */
export async function setSectionWindow(section: DialogueSection): Promise<void> {
  const { id, slug: _, ...set } = section;
  await change(Sections, { _id: id }, { $set: set }, { person: system, pending: ["tell"] });
}
