/** The interface's words as the server says them: in mails, and in the pages that it draws. */
import { readFileSync } from "node:fs";
import { type Catalogue, type InterfaceLanguage, interfaceLanguages } from "../../shared/languages.ts";

const catalogues = new Map(
  interfaceLanguages.map((tag) => [
    tag,
    JSON.parse(readFileSync(new URL(`../../shared/locales/${tag}.json`, import.meta.url), "utf8")) as Catalogue,
  ]),
);

export const catalogueOf = (tag: InterfaceLanguage): Catalogue => catalogues.get(tag) as Catalogue;
