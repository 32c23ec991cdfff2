/** What a drill is: something is broken on purpose under load, and an oracle says whether anything was lost. */

/** `short` runs within `npm test`, `long` is the full bar of `npm run drills`. */
export type Size = "short" | "long";

/** One thing that was counted, beside what it must be. */
export interface Figure {
  what: string;
  seen: number | string;
  /** In words, as the table prints it: "0", "≤ 5 s". */
  bar: string;
  holds: boolean;
}

export interface Drill {
  /** Its number in the list of promises, and which engine or part it is about: "1 embedded". */
  name: string;
  /** What is done and what must hold, in a sentence. */
  promise: string;
  /** What it would need and is not here. */
  lacks?: () => string | undefined;
  /** Runs it whole and cleans up. `say` reports progress, a line at a time. */
  run(size: Size, say: (line: string) => void): Promise<Figure[]>;
}

export const mustBe = (what: string, seen: number, bar: number): Figure => ({
  what,
  seen,
  bar: String(bar),
  holds: seen === bar,
});
export const atMost = (what: string, seen: number, bar: number, unit = ""): Figure => ({
  what,
  seen: `${Math.round(seen * 100) / 100}${unit && ` ${unit}`}`,
  bar: `≤ ${bar}${unit && ` ${unit}`}`,
  holds: seen <= bar,
});
/** Something worth knowing that has no bar: how many were tried. */
export const counted = (what: string, seen: number | string): Figure => ({ what, seen, bar: "", holds: true });
