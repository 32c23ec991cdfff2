/** Addresses of webinars and dialogues, written in one place. */
import type { WebinarView } from "../../../shared/contracts/webinars.ts";
import type { At } from "../../page.ts";

export const webinarPath = (id: string, place?: "panel" | "desk" | "guests" | "edit"): string =>
  place ? `/webinars/${id}/${place}` : `/webinars/${id}`;
export const dialoguePath = (slug: string, place?: "edit" | "conclusions" | "figures"): string =>
  place ? `/dialogues/${slug}/${place}` : `/dialogues/${slug}`;
export const threadPath = (threadId: string): string => `/threads/${threadId}`;

/** Where a webinar belongs: its dialogue, else the section of its questions. */
export const homeOf = ({ dialogue, section }: Pick<WebinarView, "dialogue" | "section">): string =>
  dialogue ? dialoguePath(dialogue.slug) : `/sections/${section.slug}`;

/** The page as it is, with its query; `more` adds to it or, with undefined, takes out. */
export function herePath(at: At, more: Readonly<Record<string, string | undefined>> = {}): string {
  const query = Object.entries({ ...at.query, ...more }).filter(
    (pair): pair is [string, string] => pair[1] !== undefined,
  );
  return query.length > 0 ? `${at.path}?${new URLSearchParams(query)}` : at.path;
}
