/** Chance that is the same each time: the same community on every machine and engine. */

export interface Chance {
  /** From 0 up to, and without, 1. */
  next(): number;
  /** A whole number from 0 up to, and without, `most`. */
  below(most: number): number;
  oneOf<T>(some: readonly T[]): T;
}

export function chanceFrom(seed: number): Chance {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (most: number) => Math.floor(next() * most);
  return { next, below, oneOf: (some) => some[below(some.length)] as (typeof some)[number] };
}

/** An id as a writer makes one at that moment: of version 7, the same for the same thing. */
export function idAt(milliseconds: number, kind: number, index: number): string {
  const time = Math.floor(milliseconds).toString(16).padStart(12, "0");
  const mixed = (Math.imul(index + 1, 0x9e3779b1) >>> 0).toString(16).padStart(8, "0");
  const last = index.toString(16).padStart(12, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}-7${mixed.slice(0, 3)}-8${kind.toString(16)}${mixed.slice(3, 5)}-${last}`;
}
