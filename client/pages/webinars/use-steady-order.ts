/** A list that does not move by itself: new things wait for "Show the new order", what left keeps its place until then. */
import { useReducer, useRef } from "preact/hooks";

export interface SteadyOrder {
  /** In the order shown; some of them may be gone from `wanted`. */
  readonly ids: readonly string[];
  /** How many wait to be shown in their place. */
  readonly fresh: number;
  /** Shows everything as it is wanted now. */
  renew(): void;
  /** Takes one out without a trace: the reader moved it, or has seen that it left. */
  drop(id: string): void;
}

interface Options {
  /** What is shown at the end at once: one's own. */
  own?: ReadonlySet<string>;
  /** New ones are shown at the end at once, where nothing above them moves, until the new order is asked for. */
  append?: boolean;
  /** The order is another one: everything is shown anew. */
  key?: string;
}

interface Shown {
  readonly key: string;
  ids: string[];
  /** Taken out, though still wanted for a moment. */
  readonly dropped: Set<string>;
  /** Appended, not in their place yet. */
  readonly late: Set<string>;
}

const startWith = (wanted: readonly string[], key: string): Shown => ({
  key,
  ids: [...wanted],
  dropped: new Set(),
  late: new Set(),
});

/** @param wanted ids as they would stand if everything were shown */
export function useSteadyOrder(
  wanted: readonly string[],
  { own, append = false, key = "" }: Options = {},
): SteadyOrder {
  const [, draw] = useReducer((turn: number) => turn + 1, 0);
  const shown = useRef<Shown>(undefined as unknown as Shown);
  if (shown.current?.key !== key) shown.current = startWith(wanted, key);
  const { ids, dropped, late } = shown.current;
  const there = new Set(wanted);
  for (const gone of [dropped, late]) for (const id of gone) if (!there.has(id)) gone.delete(id);
  // Nothing is in sight that could move.
  const free = !ids.some((id) => there.has(id));
  const known = new Set(ids);
  const missing = wanted.filter((id) => !known.has(id) && !dropped.has(id));
  const shownNow = missing.filter((id) => free || append || own?.has(id));
  ids.push(...shownNow);
  if (append && !free) for (const id of shownNow) late.add(id);
  return {
    ids: [...ids],
    fresh: missing.length - shownNow.length + late.size,
    renew() {
      shown.current = startWith(wanted, key);
      draw(undefined);
    },
    drop(id) {
      shown.current.ids = shown.current.ids.filter((each) => each !== id);
      // It may still be wanted for a moment, until what moved it is told.
      if (wanted.includes(id)) shown.current.dropped.add(id);
      draw(undefined);
    },
  };
}
