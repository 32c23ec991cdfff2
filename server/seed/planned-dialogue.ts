/** The eleventh dialogue: announced, and counting down. */
import { dayOf } from "../features/dialogues/index.ts";
import type { Cast } from "./community.ts";
import { dayAfter } from "./days.ts";
import type { Diary } from "./diary.ts";
import { announce } from "./hold-dialogue.ts";
import { plannedDialogue } from "./texts/planned-dialogue.ts";

/** Writes it into the diary. */
export function writePlannedDialogue(diary: Diary, cast: Cast): void {
  const { opensInDays, days, ...announced } = plannedDialogue;
  const opens = dayAfter(dayOf(diary.today, announced.timeZone), opensInDays);
  const closes = dayAfter(opens, days);
  const at = new Date(diary.today.getTime() - 2 * 86_400_000);
  announce(diary, cast, at, { ...announced, opens: `${opens}T00:00`, closes: `${closes}T00:00` });
}
