/** The language of a text: as its author says, else as the text tells, else the author's own. */
import type { Person } from "../../../platform/person.ts";
import { Problem } from "../../../platform/problem.ts";
import { presentSettings } from "../../settings/index.ts";
import { detectLanguage } from "../markdown/detect-language.ts";
import { ownWordsOf } from "../markdown/plain-text.ts";

/** Throws `bad-input` where the language said is none of the community's. */
export async function languageOf(person: Person, html: string, given: string | undefined): Promise<string> {
  if (given === undefined) return guessLanguage(person, ownWordsOf(html));
  const { languages } = await presentSettings();
  if (!languages.includes(given)) throw new Problem("bad-input", { fields: { language: "unknown" } });
  return given;
}

/** Which of the community's languages a plain text is in; where it is too short to tell, its author's. */
export async function guessLanguage(person: Person, text: string): Promise<string> {
  const { languages } = await presentSettings();
  return detectLanguage(text, languages, person.language);
}
