import type { DialogueFigures } from "../../../shared/contracts/dialogues.ts";
import type { Person } from "../../platform/person.ts";
import { Problem } from "../../platform/problem.ts";
import { findPeople, personIn, profilesOf } from "../members/index.ts";
import { countPosts } from "./contributions.ts";
import { Dialogues } from "./dialogue.model.ts";
import { mayRunDialogues } from "./dialogues.policy.ts";
import { byAuthor, byCountry, byGender, byKeyQuestion, byWeek } from "./figures.ts";
import { webinarFiguresOf } from "./webinars.hook.ts";

/** The figures of the report, computed anew each time. */
export async function readFigures(person: Person, { dialogueId }: { dialogueId: string }): Promise<DialogueFigures> {
  if (!mayRunDialogues(person)) throw new Problem("not-allowed");
  const dialogue = await Dialogues.findById(dialogueId).lean();
  if (!dialogue) throw new Problem("not-found");
  const [{ contributions, ...lines }, webinars] = await Promise.all([
    countPosts(dialogue),
    webinarFiguresOf(dialogueId),
  ]);
  const authors = byAuthor(contributions);
  const ids = authors.map(({ authorId }) => authorId);
  const [people, profiles] = await Promise.all([findPeople(ids), profilesOf(ids)]);
  const contributors = authors.map(({ authorId, posts }) => {
    const { gender, country, organisation } = profiles.get(authorId) ?? {
      gender: "unsaid" as const,
      country: null,
      organisation: "",
    };
    return { person: personIn(people, authorId), gender, country, organisation, posts };
  });
  return {
    contributions: contributions.length,
    contributors,
    byGender: byGender(contributors),
    byCountry: byCountry(contributors),
    byWeek: byWeek(dialogue, contributions),
    byKeyQuestion: byKeyQuestion(dialogue.keyQuestions, contributions),
    ...lines,
    webinars,
  };
}
