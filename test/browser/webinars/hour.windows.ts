/** A webinar in a house with windows: its people, its questions, and what a browser shows of them. */
import type { Page } from "playwright-core";
import { newId } from "../../../shared/ids.ts";
import type { Someone } from "../../support/house.ts";
import { change, inMinutes } from "../../support/stage.ts";
import { ask, type Hour, hour, people, seen } from "../../webinars/stories.ts";
import { openWindows, type Windows } from "../forum/windows.ts";

export { ask, change, type Hour, hour, inMinutes, people, seen };
export type Company = Awaited<ReturnType<typeof people>>;

export async function openCompany(): Promise<{ windows: Windows; company: Company }> {
  const windows = await openWindows();
  return { windows, company: await people(windows.house) };
}

export const roomOf = (webinarId: string, place = ""): string => `/webinars/${webinarId}${place}`;

/** A card of the moderators' desk, by its words. */
export const card = (page: Page, lane: number, text: string) =>
  page.locator(`.lane[data-pane="${lane}"] .card`, { hasText: text });

/** A question of the room's queue, by its words. */
export const question = (page: Page, text: string) => page.locator("li.question", { hasText: text });

/** As many different people vote. */
export async function voteBy(voters: readonly Someone[], questionId: string): Promise<void> {
  for (const voter of voters) await voter.call("webinars.vote", { questionId, on: true });
}

/** A dialogue that is open now, with its section. */
export async function openDialogue(
  organiser: Someone,
  slug: string,
): Promise<{ dialogueId: string; sectionId: string }> {
  const [dialogueId, sectionId] = [newId(), newId()];
  await organiser.call("dialogues.createDialogue", {
    id: dialogueId,
    sectionId,
    slug,
    title: "Change that stays",
    number: 12,
    timeZone: "UTC",
    opens: inMinutes(-3 * 1440),
    closes: inMinutes(18 * 1440),
    conceptNotes: [
      { language: "en", body: "Bring **one thing** you still saw." },
      { language: "ar", body: "أحضروا شيئًا واحدًا بقي." },
    ],
    keyQuestions: [{ id: newId(), texts: { en: "What was still there a year later?", ar: "ما الذي بقي بعد عام؟" } }],
  });
  return { dialogueId, sectionId };
}
