/** The words of mails, in the recipient's language as far as the interface speaks it. */
import {
  type InterfaceLanguage,
  type MessageKey,
  spokenFor,
  translate,
  type Values,
} from "../../../shared/languages.ts";
import { catalogueOf } from "../catalogues.ts";

interface Words {
  /** What the words are in: the language of the mail. */
  language: InterfaceLanguage;
  say(key: MessageKey, values?: Values): string;
}
/** `wordsFor(member.language).say("mail.signIn.subject", { community })` */
export function wordsFor(reader: string): Words {
  const language = spokenFor(reader) ?? "en";
  return { language, say: (key, values) => translate(catalogueOf(language), language, key, values) };
}
