/** Questions in an order, and where one stands in it: pure sums over what the page holds. */
import type { QuestionState, QuestionView, Tally } from "../../../shared/contracts/webinars.ts";

export type Order = "votes" | "newest";

type Timed = { readonly id: string; readonly createdAt: string };

export const votesFor = (tally: Tally, id: string): number => tally[id] ?? 0;

export const byAge = (one: Timed, other: Timed): number =>
  one.createdAt === other.createdAt ? (one.id < other.id ? -1 : 1) : one.createdAt < other.createdAt ? -1 : 1;

/** Most votes first; of equals the older. */
export const byVotes =
  (tally: Tally) =>
  (one: Timed, other: Timed): number =>
    votesFor(tally, other.id) - votesFor(tally, one.id) || byAge(one, other);

export const inOrder = (order: Order, tally: Tally) =>
  order === "votes" ? byVotes(tally) : (a: Timed, b: Timed) => byAge(b, a);

/** Not at its outcome yet: what a close would carry. */
export const isOpen = (state: QuestionState): boolean => state === "asked" || state === "queued" || state === "onair";

/** The place of each queued question, by votes, from 1. */
export function placesOf(questions: readonly QuestionView[], tally: Tally): ReadonlyMap<string, number> {
  const queued = questions.filter(({ state }) => state === "queued").sort(byVotes(tally));
  return new Map(queued.map(({ id }, index) => [id, index + 1]));
}

/** When it was answered first. */
export const answeredAt = ({ answers }: Pick<QuestionView, "answers">): string | undefined => answers[0]?.at;

/** What was answered, the latest first. */
export const answeredLately = (questions: readonly QuestionView[]): QuestionView[] =>
  questions
    .filter(({ state }) => state === "answered")
    .sort((one, other) => ((answeredAt(one) ?? "") < (answeredAt(other) ?? "") ? 1 : -1));

/** What the drawn hour marks: each question answered aloud, and the one on air. */
export const marksOf = (questions: readonly QuestionView[]): { at: number; state: QuestionState }[] =>
  questions.flatMap(({ state, answers, onAirSince }): { at: number; state: QuestionState }[] => {
    if (state === "onair" && onAirSince) return [{ at: Date.parse(onAirSince), state }];
    const [first] = answers;
    return state === "answered" && first?.kind === "spoken" ? [{ at: Date.parse(first.at), state }] : [];
  });
