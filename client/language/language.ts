/** The language of one page: its words, its digits, its days. Made for each page that is drawn, given down as a context. */
import { type ComponentChildren, createContext } from "preact";
import { useContext } from "preact/hooks";
import { createFormats, type Formats } from "../../shared/formats.ts";
import {
  type Catalogue,
  directionOf,
  languageName,
  type MessageKey,
  messageOf,
  translate,
  type Values,
} from "../../shared/languages.ts";
import { fillIn, type RichValues } from "./rich.ts";

export type { Moment, TimeKind } from "../../shared/formats.ts";
export type { MessageKey } from "../../shared/languages.ts";
export type { RichValues } from "./rich.ts";

export interface Language extends Omit<Formats, "time"> {
  readonly tag: string;
  readonly direction: "ltr" | "rtl";
  readonly timeZone: string;
  /** When the page was drawn, by the server's clock; what `short` times are measured against. */
  readonly now: number | undefined;
  /** A message as text: `t("forum.replies", { count: 3 })`. */
  t(key: MessageKey, values?: Values): string;
  /**
   * A message for JSX: elements as values, `<link>words</link>` wrapped by a function. What is in `shown` stands in the
   * place of the value: `rich("common.votes", { count: 3 }, { count: <b>3</b> })`.
   */
  rich(key: MessageKey, values?: RichValues, shown?: RichValues): ComponentChildren[];
  time(at: Parameters<Formats["time"]>[0], kind: Parameters<Formats["time"]>[1]): string;
  /** A language by its name in this one; `nameOf("fr")` is French. */
  nameOf(tag: string): string;
}

/** The catalogue holds this language's messages, all or those that the page needs. */
export function createLanguage(tag: string, catalogue: Catalogue, timeZone = "UTC", now?: number): Language {
  const formats = createFormats(tag, timeZone);
  return {
    ...formats,
    tag,
    direction: directionOf(tag),
    timeZone,
    now,
    t: (key, values) => translate(catalogue, tag, key, values),
    rich: (key, values = {}, shown = {}) =>
      fillIn(messageOf(catalogue, tag, key, values["count"]), { ...values, ...shown }, formats.number),
    time: (at, kind) => formats.time(at, kind, now),
    nameOf: (other) => languageName(other, tag),
  };
}

export const Language = createContext<Language | undefined>(undefined);

/** The page's language. Every page stands inside `<Language.Provider value={createLanguage(…)}>`. */
export function useLanguage(): Language {
  const language = useContext(Language);
  if (!language) throw new Error("no <Language.Provider> around this element");
  return language;
}
