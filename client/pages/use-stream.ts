/** A stream in a page: at first what the page came with, then what is so now. */
import { useEffect, useReducer, useRef } from "preact/hooks";
import type { StreamPrefix, Told } from "../../shared/contract.ts";
import type { Json } from "../../shared/operation.ts";
import { useHouse } from "../house.ts";
import { connection } from "../live/socket.ts";
import { type Versioned, type Watched, watch } from "../live/watch.ts";

type Name<P extends StreamPrefix> = P | `${P}:${string}`;
type Kinds<P extends StreamPrefix> = Told<P>;

export interface InStream<P extends StreamPrefix> {
  /** All there is of a kind just now. */
  things<K extends keyof Kinds<P> & string>(kind: K): readonly Kinds<P>[K][];
  /** Takes in what an operation answered. */
  put<K extends keyof Kinds<P> & string>(kind: K, view: Kinds<P>[K] & Versioned): void;
}

export interface StreamOptions {
  /** What of the stream is on the screen. */
  window?: Json;
  /** Called before what is shown changes. */
  before?: () => void;
}

/**
 * @param stream  null: nothing is watched, what the page came with stays
 * @param initial a list for every kind that the page shows, empty where it came with none
 */
export function useStream<P extends StreamPrefix>(
  prefix: P,
  rest: string | null,
  initial: { readonly [K in keyof Kinds<P>]?: readonly (Kinds<P>[K] & Versioned)[] },
  { window, before }: StreamOptions = {},
): InStream<P> {
  const { refresh } = useHouse();
  const [, draw] = useReducer((turn: number) => turn + 1, 0);
  const watched = useRef<Watched<Kinds<P>> | null>(null);
  const latest = useRef({ initial, before, refresh });
  latest.current = { initial, before, refresh };
  const name = (rest === "" ? prefix : `${prefix}:${rest}`) as Name<P>;

  useEffect(() => {
    if (rest === null) return;
    const one = watch(name, {
      initial: latest.current.initial,
      ...(window === undefined ? {} : { window }),
    } as object) as unknown as Watched<Kinds<P>>;
    watched.current = one;
    let subscribed = false;
    const changed = () => {
      if (!subscribed) return;
      latest.current.before?.();
      draw(undefined);
    };
    const kinds = Object.keys(latest.current.initial) as (keyof Kinds<P> & string)[];
    const off = kinds.map((kind) => one.items(kind).subscribe(changed));
    off.push(
      one.state.subscribe((state) => {
        // The right to read has gone: the page says so.
        if (state === "gone" && connection().state.value !== "signed-out") void latest.current.refresh();
      }),
    );
    subscribed = true;
    return () => {
      for (const each of off) each();
      one.stop();
      watched.current = null;
    };
  }, [name, rest === null]);

  // The page may be asked for again: what it came with then is newer.
  useEffect(() => {
    for (const [kind, views] of Object.entries(initial) as [
      keyof Kinds<P> & string,
      readonly (Kinds<P>[keyof Kinds<P>] & Versioned)[],
    ][])
      for (const view of views) watched.current?.put(kind, view as never);
  });

  return {
    things: (kind) =>
      watched.current
        ? [...watched.current.items(kind).value.values()]
        : ((initial[kind] ?? []) as readonly Kinds<P>[typeof kind][]),
    put: (kind, view) => watched.current?.put(kind, view),
  };
}
