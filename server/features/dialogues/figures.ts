/** Counts contributions as the report prints them: pure sums over one dialogue. */
import type { DialogueFigures, DialogueRow } from "../../../shared/contracts/dialogues.ts";
import type { Dialogue } from "./dialogue.model.ts";
import { dayAfter, dayOf, daysBetween } from "./local-time.ts";

/** A member's post that counts. */
export interface Contribution {
  authorId: string;
  createdAt: Date;
  language: string;
  keyQuestionId: string | null;
}
/** What a contributor is counted under; of several countries the first. */
export interface Counted {
  gender: keyof DialogueFigures["byGender"];
  country: string | null;
}
type Term = Pick<Dialogue, "opensAt" | "closesAt" | "timeZone">;

const firstDay = ({ opensAt, timeZone }: Term): string => dayOf(opensAt, timeZone);
/** `closesAt` is the first moment after, so a dialogue that closes at midnight does not count that day. */
const lengthInDays = (term: Term): number =>
  daysBetween(firstDay(term), dayOf(new Date(term.closesAt.getTime() - 1), term.timeZone)) + 1;

/** Which day of the dialogue, from 0. What an organiser wrote outside its term counts to the nearest day. */
function dayNumber(term: Term, at: Date): number {
  return Math.min(Math.max(daysBetween(firstDay(term), dayOf(at, term.timeZone)), 0), lengthInDays(term) - 1);
}

/** Posts a day, from the opening day to the last, or to today. */
export function byDay(term: Term, contributions: Contribution[], today: Date): DialogueRow["days"] {
  if (today < term.opensAt) return [];
  const days = Array.from({ length: dayNumber(term, today) + 1 }, (_, at) => ({
    day: dayAfter(firstDay(term), at),
    posts: 0,
  }));
  for (const { createdAt } of contributions) {
    const day = days[dayNumber(term, createdAt)];
    if (day) day.posts++;
  }
  return days;
}

/** Posts a week, the weeks counted from the opening day; the last may be short. */
export function byWeek(term: Term, contributions: Contribution[]): DialogueFigures["byWeek"] {
  const weeks = Array.from({ length: Math.ceil(lengthInDays(term) / 7) }, (_, at) => ({
    week: at + 1,
    from: dayAfter(firstDay(term), at * 7),
    posts: 0,
  }));
  for (const { createdAt } of contributions) {
    const week = weeks[Math.floor(dayNumber(term, createdAt) / 7)];
    if (week) week.posts++;
  }
  return weeks;
}

/** How many posts each wrote, most first; of equals, who wrote first. */
export function byAuthor(contributions: Contribution[]): { authorId: string; posts: number }[] {
  const posts = new Map<string, number>();
  for (const { authorId } of contributions) posts.set(authorId, (posts.get(authorId) ?? 0) + 1);
  return [...posts]
    .map(([authorId, count]) => ({ authorId, posts: count }))
    .sort((one, other) => other.posts - one.posts);
}

/** Posts and people for each key question, in the dialogue's order, those that nobody answered too. */
export function byKeyQuestion(
  keyQuestions: { id: string }[],
  contributions: Contribution[],
): DialogueFigures["byKeyQuestion"] {
  return keyQuestions.map(({ id }) => {
    const answers = contributions.filter(({ keyQuestionId }) => keyQuestionId === id);
    return { id, posts: answers.length, people: new Set(answers.map(({ authorId }) => authorId)).size };
  });
}

export function byLanguage(contributions: Contribution[]): { language: string; posts: number }[] {
  const posts = new Map<string, number>();
  for (const { language } of contributions) posts.set(language, (posts.get(language) ?? 0) + 1);
  return [...posts]
    .map(([language, count]) => ({ language, posts: count }))
    .sort((one, other) => other.posts - one.posts);
}

export function byGender(people: Counted[]): DialogueFigures["byGender"] {
  const sums = { woman: 0, man: 0, other: 0, unsaid: 0 };
  for (const { gender } of people) sums[gender]++;
  return sums;
}

/** Most people first, then by code; those without a country last. */
export function byCountry(people: Counted[]): DialogueFigures["byCountry"] {
  const sums = new Map<string | null, number>();
  for (const { country } of people) sums.set(country, (sums.get(country) ?? 0) + 1);
  return [...sums]
    .map(([country, count]) => ({ country, people: count }))
    .sort((one, other) => {
      if (one.country === null || other.country === null) return one.country === null ? 1 : -1;
      return other.people - one.people || (one.country < other.country ? -1 : 1);
    });
}
