/** Which of the community's languages a text is written in. */
import { francAll } from "franc-min";
import { primaryOf } from "../../../../shared/languages.ts";

/** Fewer letters than this say nothing certain. */
const fewestLetters = 20;

/**
 * The tag, one of `languages` where the text tells; else `otherwise` (its author's language).
 * @param text plain text of the author's own words
 */
export function detectLanguage(text: string, languages: readonly string[], otherwise: string): string {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  if (letters < fewestLetters) return otherwise;
  for (const [code] of francAll(text)) {
    const found = languages.find((language) => primaryOf(language) === tagOf(code));
    if (found !== undefined) return found;
  }
  return otherwise;
}

const tags = new Map<string, string>();

/** franc names languages by three letters (ISO 639-3); the platform knows the tag: `cmn` is `zh`. */
function tagOf(code: string): string {
  let tag = tags.get(code);
  if (tag === undefined) {
    tag = primaryOf(Intl.getCanonicalLocales(code)[0] ?? code);
    tags.set(code, tag);
  }
  return tag;
}
