/** A text that stands in several languages: the reader's, else the dialogue's own, else any. */
import type { DialogueView } from "../../../shared/contracts/dialogues.ts";

export interface InLanguage {
  readonly language: string;
  readonly text: string;
}

export function textIn(texts: Readonly<Record<string, string>>, tag: string, otherwise: string): InLanguage {
  const language = [tag, otherwise, ...Object.keys(texts)].find((each) => texts[each] !== undefined) ?? otherwise;
  return { language, text: texts[language] ?? "" };
}

type Note = DialogueView["conceptNotes"][number];

export const noteIn = (notes: readonly Note[], tag: string | undefined, otherwise: string): Note | undefined =>
  notes.find(({ language }) => language === tag) ?? notes.find(({ language }) => language === otherwise) ?? notes[0];
