/** Which of the community's languages a text is written in. */
import { francAll } from "franc-min";
import { primaryOf } from "../../../../shared/languages.ts";

/** Fewer letters than this say nothing certain. */
const fewestLetters = 20;
/** Fewer than this are easily mistaken: the author's own language stands unless another one is far likelier. */
const fewLetters = 45;
const farLess = 0.75;

/** What stands further behind says nothing new of the language. */
const enoughText = 240;

/**
 * The tag, one of `languages` where the text tells; else `otherwise` (its author's language).
 * @param text plain text of the author's own words
 */
export function detectLanguage(text: string, languages: readonly string[], otherwise: string): string {
  const beginning = text.slice(0, enoughText);
  const letters = beginning.match(/\p{L}/gu)?.length ?? 0;
  if (letters < fewestLetters) return otherwise;
  const named = namesIn(languages);
  // Weighed against each other alone, the community's languages stand clearly apart.
  const likely = francAll(beginning, { only: [...named.keys()] }).flatMap(([code, score]) => {
    const language = named.get(code);
    return language === undefined ? [] : [{ language, score }];
  });
  const [best] = likely;
  if (!best) return otherwise;
  const own = likely.find(({ language }) => language === otherwise);
  return own && letters < fewLetters && own.score >= farLess * best.score ? otherwise : best.language;
}

/** The last answer of `namesIn`: the community's languages hardly ever change. */
let latest: { of: string; named: Map<string, string> } | undefined;

/**
 * Each of the languages by franc's name for it, three letters (ISO 639-3): `cmn` is `zh`. franc tells its names for whatever is
 * written in a text's script; a language's own name for itself and a country is such a text.
 */
function namesIn(languages: readonly string[]): Map<string, string> {
  const of = languages.join(" ");
  if (latest?.of === of) return latest.named;
  const named = new Map<string, string>();
  for (const language of languages) {
    const [itself, country] = (["language", "region"] as const).map((type) =>
      new Intl.DisplayNames([language], { type }).of(type === "language" ? language : "US"),
    );
    for (const [code] of francAll(`${itself} ${country}`, { minLength: 1 }))
      if (!named.has(code) && primaryOf(language) === primaryOf(Intl.getCanonicalLocales(code)[0] ?? code))
        named.set(code, language);
  }
  latest = { of, named };
  return named;
}
