/** Watches a stream: what is there now, as signals, kept in step whatever happens to the line. */
import type { StreamPrefix, Told as ToldKinds } from "../../shared/contract.ts";
import type { Change, Revisions, Told } from "../../shared/live.ts";
import type { Json } from "../../shared/operation.ts";
import { follow } from "./follow.ts";
import { Lost, Refusal } from "./refusal.ts";
import { computed, type ReadonlySignal, type Signal, signal } from "./signal.ts";
import { type Connection, connection } from "./socket.ts";
import { createStore } from "./store.ts";

/** `gone`: it may not be watched any more, and nothing of it is kept. */
export type WatchState = "connecting" | "live" | "reconnecting" | "caught-up" | "gone";
/** A thing that knows its id and version, as every told view does. */
export interface Versioned {
  readonly id: string;
  readonly version: number;
}

export interface Watched<K> {
  /** What there is of a kind, by id; a new map at each change. What is hidden or gone is not in it. */
  items<N extends keyof K & string>(kind: N): ReadonlySignal<ReadonlyMap<string, K[N]>>;
  readonly state: ReadonlySignal<WatchState>;
  /** Lays in what an operation answered: a higher version replaces, a lower never does. */
  put<N extends keyof K & string>(kind: N, view: K[N] & Versioned): void;
  stop(): void;
}

export interface WatchOptions<K> {
  /** What of the stream is on the screen, in the words of its feature. */
  window?: Json;
  /** What the page came with. */
  initial?: { readonly [N in keyof K]?: readonly (K[N] & Versioned)[] };
  /** The epoch that the page came with, if it says. */
  epoch?: string;
}

type PrefixOf<S extends string> = S extends `${infer P extends StreamPrefix}:${string}`
  ? P
  : S extends StreamPrefix
    ? S
    : never;

/** Watches `thread:ID`, `webinar:ID:desk`, `home` … on the page's line until it is stopped. Several may watch the same; each stops for itself. */
export const watch = <S extends StreamPrefix | `${StreamPrefix}:${string}`>(
  stream: S,
  options: WatchOptions<ToldKinds<PrefixOf<S>>> = {},
): Watched<ToldKinds<PrefixOf<S>>> => watchOn<ToldKinds<PrefixOf<S>>>(connection(), stream, options);

const shared = new WeakMap<Connection, Map<string, { watched: Watched<object>; users: number; end: () => void }>>();

/** The same on a given line. */
export function watchOn<K>(line: Connection, stream: string, options: WatchOptions<K> = {}): Watched<K> {
  const streams = shared.get(line) ?? new Map();
  shared.set(line, streams);
  const there = streams.get(stream) ?? begin(line, stream, options as WatchOptions<object>);
  streams.set(stream, there);
  if (there.users++ > 0) putAll(there.watched, options as WatchOptions<object>);
  let stopped = false;
  return {
    ...(there.watched as unknown as Watched<K>),
    stop() {
      if (stopped) return;
      stopped = true;
      if (--there.users > 0) return;
      streams.delete(stream);
      there.end();
    },
  };
}

function begin(line: Connection, stream: string, options: WatchOptions<object>) {
  const store = createStore(options.epoch);
  const own = signal<"waiting" | "there" | "gone">("waiting");
  const signals = new Map<string, Signal<ReadonlyMap<string, object>>>();
  let drawing = false;
  let retry: ReturnType<typeof setTimeout> | undefined;

  // Many changes at once are one new map.
  const changed = () => {
    if (drawing) return;
    drawing = true;
    queueMicrotask(() => {
      drawing = false;
      for (const [kind, one] of signals) one.value = store.items(kind);
    });
  };
  const gone = () => {
    own.value = "gone";
    following.stop();
    line.caughtUp(stream);
    store.empty();
    changed();
  };
  const following = follow(stream, store, options.window, {
    // Without a line nothing is asked: the next one asks by itself.
    ask: async (request) => {
      if (!line.connected) throw new Lost("no line");
      return line.askOnce("watch", request);
    },
    later: (run) => void setTimeout(run, 50 + Math.random() * 200),
    changed,
    caughtUp() {
      own.value = "there";
      line.caughtUp(stream);
    },
    failed(error) {
      if (error instanceof Refusal && ["not-found", "not-allowed", "sign-in-first"].includes(error.code)) return gone();
      clearTimeout(retry);
      if (line.connected)
        retry = setTimeout(() => line.connected && void following.catchUp(), 2_000 + Math.random() * 2_000);
    },
  });
  const off = [
    line.on<Told>("told", (told) => told.stream === stream && following.told(told)),
    line.on<Revisions>("revisions", (revisions) => {
      const revision = revisions[stream];
      if (revision !== undefined) following.heard(revision);
    }),
    line.on<{ stream: string }>("removed", (removed) => removed.stream === stream && gone()),
    line.onLine(() => {
      if (own.value === "gone") return;
      line.behind(stream);
      void following.connected();
    }),
  ];

  const watched: Watched<object> = {
    items(kind) {
      const one = signals.get(kind) ?? signal<ReadonlyMap<string, object>>(store.items(kind));
      signals.set(kind, one);
      return one as ReadonlySignal<ReadonlyMap<string, never>>;
    },
    state: computed<WatchState>([own, line.state], () => {
      if (own.value === "gone") return "gone";
      const { value } = line.state;
      if (value === "signed-out") return "gone";
      return own.value === "waiting" && value !== "reconnecting" ? "connecting" : value;
    }),
    put(kind, view: Versioned) {
      if (store.put(changeOf(kind, view))) changed();
    },
    stop() {},
  };
  putAll(watched, options);
  const end = () => {
    clearTimeout(retry);
    for (const one of off) one();
    following.stop();
    line.caughtUp(stream);
    if (line.connected) line.askOnce("unwatch", { stream }).catch(() => {});
  };
  return { watched, users: 0, end };
}

const changeOf = (kind: string, view: Versioned): Change => ({ kind, id: view.id, version: view.version, view });
function putAll(watched: Watched<object>, { initial = {} }: WatchOptions<object>): void {
  for (const [kind, views] of Object.entries(initial as Record<string, readonly Versioned[]>)) {
    for (const view of views) watched.put(kind as never, view as never);
  }
}
