/** How long each was present: intervals over all devices, joined over short gaps; pure sums. */

export interface Span {
  personId: string;
  startedAt: Date;
  /** Null while it lasts. */
  endedAt: Date | null;
}
export interface Presence {
  personId: string;
  milliseconds: number;
}

/** Who comes back within two minutes was not away (QUESTIONS, "Attendance"). */
const longestGap = 2 * 60_000;

/** Only the time between `from` and `to` counts; a gap shorter than two minutes counts as presence. */
export function presenceOf(spans: readonly Span[], from: Date, to: Date): Presence[] {
  const byPerson = Map.groupBy(spans, ({ personId }) => personId);
  return Array.from(byPerson, ([personId, own]) => ({
    personId,
    milliseconds: lengthOf(own, from.getTime(), to.getTime()),
  })).filter(({ milliseconds }) => milliseconds > 0);
}

function lengthOf(spans: readonly Span[], from: number, to: number): number {
  const clipped = spans
    .map(({ startedAt, endedAt }) => ({
      start: Math.max(startedAt.getTime(), from),
      end: Math.min(endedAt?.getTime() ?? to, to),
    }))
    .filter(({ start, end }) => end > start)
    .sort((one, other) => one.start - other.start);
  let total = 0;
  let until = Number.NEGATIVE_INFINITY;
  for (const { start, end } of clipped) {
    const joined = start - until < longestGap ? until : start;
    total += Math.max(0, end - joined);
    until = Math.max(until, end);
  }
  return total;
}

/** `part / whole` in per cent, rounded; nobody is none. */
export const percent = (part: number, whole: number): number => (whole === 0 ? 0 : Math.round((100 * part) / whole));
