/** A list that does not move by itself: new things wait for "Show the new order", what left keeps its place until then. */
import { useReducer, useRef } from "preact/hooks";

export interface SteadyOrder {
  /** In the order shown; some of them may be gone from `wanted`. */
  readonly ids: readonly string[];
  /** How many wait to be shown. */
  readonly fresh: number;
  /** Shows everything as it is wanted now. */
  renew(): void;
  /** Takes one out without a trace: the reader moved it, or has seen that it left. */
  drop(id: string): void;
}

interface Options {
  /** What is shown at the end at once: one's own. */
  own?: ReadonlySet<string>;
  /** New ones are shown at the end at once, since nothing above them moves. */
  append?: boolean;
  /** The order is another one: everything is shown anew. */
  key?: string;
}

/** @param wanted ids as they would stand if everything were shown */
export function useSteadyOrder(
  wanted: readonly string[],
  { own, append = false, key = "" }: Options = {},
): SteadyOrder {
  const [, draw] = useReducer((turn: number) => turn + 1, 0);
  const shown = useRef<{ key: string; ids: string[]; dropped: Set<string> }>({
    key,
    ids: [...wanted],
    dropped: new Set(),
  });
  const now = shown.current;
  if (now.key !== key) shown.current = { key, ids: [...wanted], dropped: new Set() };
  const { ids, dropped } = shown.current;
  const there = new Set(wanted);
  for (const id of dropped) if (!there.has(id)) dropped.delete(id);
  // Nothing is in sight that could move.
  const free = append || !ids.some((id) => there.has(id));
  const known = new Set(ids);
  const missing = wanted.filter((id) => !known.has(id) && !dropped.has(id));
  const shownNow = missing.filter((id) => free || own?.has(id));
  ids.push(...shownNow);
  return {
    ids: [...ids],
    fresh: missing.length - shownNow.length,
    renew() {
      shown.current = { key, ids: [...wanted], dropped: new Set() };
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
