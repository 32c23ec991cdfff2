import type { dialogues } from "../../../shared/contracts/dialogues.ts";
import type { Answer } from "../../../shared/operation.ts";
import type { Person } from "../../platform/person.ts";
import { Problem } from "../../platform/problem.ts";
import { mayReadSections } from "../forum/index.ts";
import { findPeople, personIn } from "../members/index.ts";
import { Dialogues } from "./dialogue.model.ts";
import { viewRows } from "./dialogue.rows.ts";
import { mayRunDialogues } from "./dialogues.policy.ts";
import { byAuthor, byKeyQuestion, byLanguage } from "./figures.ts";

/** One dialogue with how its key questions fare and who takes part. */
export async function readDialogue(
  person: Person,
  { slug }: { slug: string },
): Promise<Answer<typeof dialogues.readDialogue>> {
  const dialogue = await Dialogues.findOne({ slug }).lean();
  if (!dialogue || !(await mayReadSections(person, [dialogue.sectionId])).has(dialogue.sectionId))
    throw new Problem("not-found");
  const [found] = await viewRows([dialogue]);
  const { row, contributions } = found as NonNullable<typeof found>;
  const authors = byAuthor(contributions).map(({ authorId }) => authorId);
  const people = await findPeople(authors);
  return {
    row,
    byKeyQuestion: byKeyQuestion(dialogue.keyQuestions, contributions),
    languages: byLanguage(contributions),
    people: authors.map((id) => personIn(people, id)),
    may: { edit: mayRunDialogues(person) },
  };
}
