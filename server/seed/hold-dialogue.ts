/** A dialogue, announced by the organiser. */
import { newId } from "../../shared/ids.ts";
import type { Cast } from "./community.ts";
import type { Diary } from "./diary.ts";
import { call } from "./door.ts";

interface Announced {
  slug: string;
  number: number;
  title: string;
  timeZone: string;
  opens: string;
  closes: string;
  conceptNotes: { language: string; body: string }[];
  keyQuestions: Record<string, string>[];
}
export interface Held {
  dialogueId: string;
  sectionId: string;
  keyQuestionIds: string[];
}

/** Writes the announcement into the diary. Returns the ids, known beforehand. */
export function announce(diary: Diary, cast: Cast, at: Date, { keyQuestions, ...written }: Announced): Held {
  const held = { dialogueId: newId(), sectionId: newId(), keyQuestionIds: keyQuestions.map(() => newId()) };
  diary.at(at, () =>
    call("dialogues.createDialogue", cast.leila, {
      id: held.dialogueId,
      sectionId: held.sectionId,
      language: "en",
      ...written,
      keyQuestions: keyQuestions.map((texts, index) => ({ id: held.keyQuestionIds[index] as string, texts })),
    }),
  );
  return held;
}
