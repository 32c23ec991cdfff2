/** Languages of the interface and of texts, and how a message of a catalogue becomes a sentence; the same on both sides. */
import { formatNumber } from "./numbers.ts";

/** One language's messages, or the part of them that a page needs: flat, `room.what`, plural forms as `room.what_one`. */
export type Catalogue = Readonly<Record<string, string>>;
/** What stands between `{{ }}`. Numbers are written in the language's digits; `count` chooses the plural form. */
export type Values = Readonly<Record<string, string | number>>;

type PluralForm = "zero" | "one" | "two" | "few" | "many" | "other";
type Base<Key extends string> = Key extends `${infer Stem}_${PluralForm}` ? Stem : Key;
/** Every message there is, without its plural forms. */
export type MessageKey = Base<Extract<keyof typeof import("./locales/en.json"), string>>;

/** The languages that the interface speaks. */
export const interfaceLanguages = ["en", "ar"] as const;
export type InterfaceLanguage = (typeof interfaceLanguages)[number];

/** The languages that texts are usually written in; the settings may name others. */
export const contentLanguages = ["en", "es", "fr", "ar", "pt", "ru", "zh", "hi", "bn", "sw", "id", "vi"] as const;

const rightToLeft = new Set(["ar", "arc", "ckb", "dv", "fa", "he", "ks", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"]);
const rightToLeftScripts = /-(Arab|Hebr|Thaa|Syrc|Nkoo|Adlm)\b/i;

/** The first part of a tag: `pt` of `pt-BR`. */
export const primaryOf = (tag: string): string => tag.split("-", 1)[0]?.toLowerCase() ?? tag;

/** The interface language that serves a reader of this language; undefined where the interface speaks none like it. */
export const spokenFor = (tag: string): InterfaceLanguage | undefined =>
  interfaceLanguages.find((language) => language === primaryOf(tag.trim()));

export const directionOf = (tag: string): "ltr" | "rtl" =>
  rightToLeftScripts.test(tag) || (rightToLeft.has(primaryOf(tag)) && !/-Latn\b/i.test(tag)) ? "rtl" : "ltr";

const speakers = new Map<string, Intl.DisplayNames>();
const names = new Map<string, string>();

/** A language by name: its own (`Français`), or in the reader's language (`French`). */
export function languageName(tag: string, inTag: string = tag): string {
  const key = `${tag} ${inTag}`;
  const known = names.get(key);
  if (known !== undefined) return known;
  let speaker = speakers.get(inTag);
  if (!speaker) {
    speaker = new Intl.DisplayNames([inTag], { type: "language", fallback: "code" });
    speakers.set(inTag, speaker);
  }
  const name = speaker.of(tag) ?? tag;
  const capital = name.charAt(0).toLocaleUpperCase(inTag) + name.slice(1);
  if (names.size < 1000) names.set(key, capital);
  return capital;
}

/** The two letters of a plate. */
export const plateOf = (tag: string): string => (primaryOf(tag) === "ar" ? "ع" : primaryOf(tag).toUpperCase());

const rules = new Map<string, Intl.PluralRules>();

/** The plural form that a language uses for this number. */
function pluralFormOf(tag: string, count: number): PluralForm {
  let known = rules.get(tag);
  if (!known) {
    known = new Intl.PluralRules(tag);
    rules.set(tag, known);
  }
  return known.select(count) as PluralForm;
}

/** The message as it stands in the catalogue, its plural form chosen by `count`; the key itself where it is missing. */
export function messageOf(catalogue: Catalogue, tag: string, key: MessageKey, count?: unknown): string {
  if (typeof count === "number") {
    const chosen = catalogue[`${key}_${pluralFormOf(tag, count)}`] ?? catalogue[`${key}_other`];
    if (chosen !== undefined) return chosen;
  }
  return catalogue[key] ?? key;
}

/** A message with its values filled in, as plain text: what goes into HTML must still be escaped. */
export function translate(catalogue: Catalogue, tag: string, key: MessageKey, values: Values = {}): string {
  return messageOf(catalogue, tag, key, values["count"]).replace(/\{\{(\w+)\}\}/g, (placeholder, name: string) => {
    const value = values[name];
    return typeof value === "number" ? formatNumber(tag, value) : (value ?? placeholder);
  });
}

/** The rooms of which a thread takes its messages; every other page loads the rest beside. */
export const readingRooms =
  "bar common composer crumbs forum line pages person problem problemPage reaction role state thread".split(" ");

/** The messages of some rooms (`common`, `forum` …), for a page that needs no others. */
export function catalogueFor(catalogue: Catalogue, rooms: readonly string[]): Catalogue {
  const wanted = new Set(rooms);
  return Object.fromEntries(Object.entries(catalogue).filter(([key]) => wanted.has(key.split(".", 1)[0] as string)));
}
