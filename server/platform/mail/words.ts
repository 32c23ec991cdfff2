/** The words of mails, in the recipient's language as far as the interface speaks it. */
import { readFileSync } from "node:fs";
import {
  type Catalogue,
  type InterfaceLanguage,
  interfaceLanguages,
  type MessageKey,
  primaryOf,
  translate,
  type Values,
} from "../../../shared/languages.ts";

const catalogues = new Map<InterfaceLanguage, Catalogue>();

function catalogueOf(tag: InterfaceLanguage): Catalogue {
  let known = catalogues.get(tag);
  if (!known) {
    known = JSON.parse(
      readFileSync(new URL(`../../../shared/locales/${tag}.json`, import.meta.url), "utf8"),
    ) as Catalogue;
    catalogues.set(tag, known);
  }
  return known;
}

/** The interface language that serves a reader of this language best. */
export const spokenFor = (language: string): InterfaceLanguage =>
  interfaceLanguages.find((tag) => tag === primaryOf(language)) ?? "en";

export interface Words {
  /** What the words are in: the language of the mail. */
  language: InterfaceLanguage;
  say(key: MessageKey, values?: Values): string;
}
/** `wordsFor(member.language).say("mail.signIn.subject", { community })` */
export function wordsFor(language: string): Words {
  const tag = spokenFor(language);
  return { language: tag, say: (key, values) => translate(catalogueOf(tag), tag, key, values) };
}
