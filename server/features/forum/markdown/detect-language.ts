/** Which of the community's languages a text is written in. */
import { francAll } from "franc-min";
import { primaryOf } from "../../../../shared/languages.ts";

/** Fewer letters than this say nothing certain. */
const fewestLetters = 20;
/** Fewer than this are easily mistaken: the author's own language stands unless another one is far likelier. */
const fewLetters = 45;
const farLess = 0.75;

/**
 * The tag, one of `languages` where the text tells; else `otherwise` (its author's language).
 * @param text plain text of the author's own words
 */
export function detectLanguage(text: string, languages: readonly string[], otherwise: string): string {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  if (letters < fewestLetters) return otherwise;
  const named = (code: string) => languages.find((language) => primaryOf(language) === tagOf(code));
  const only = francAll(text).flatMap(([code]) => (named(code) === undefined ? [] : [code]));
  if (only.length === 0) return otherwise;
  // Weighed against each other alone, the community's languages stand clearly apart.
  const likely = francAll(text, { only }).map(([code, score]) => ({ language: named(code) ?? otherwise, score }));
  const [best] = likely;
  if (!best) return otherwise;
  const own = likely.find(({ language }) => language === otherwise);
  return own && letters < fewLetters && own.score >= farLess * best.score ? otherwise : best.language;
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
