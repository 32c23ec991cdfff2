/** Keeps a store in step with its stream: asks, hears, and catches up, one request at a time. */
import { mostHeld, type Told, type WatchAnswer, type WatchRequest } from "../../shared/live.ts";
import type { Json } from "../../shared/operation.ts";
import type { Store } from "./store.ts";

/** What following needs of the world. */
export interface Line {
  ask(request: WatchRequest): Promise<WatchAnswer>;
  /** Runs something after 50 to 250 ms. */
  later(run: () => void): void;
  /** Something in the store has changed. */
  changed(): void;
  /** Everything up to the answer has been seen. */
  caughtUp(): void;
  /** A request failed; where the line is still there, `catchUp` tries again. */
  failed(error: unknown): void;
}

export interface Following {
  /** A line is there, the first or a new one: asks for what was missed. */
  connected(): Promise<void>;
  catchUp(): Promise<void>;
  told(told: Told): void;
  heard(revision: number): void;
  stop(): void;
}

export function follow(stream: string, store: Store, window: Json | undefined, line: Line): Following {
  let asking = false;
  let again = false;
  let waiting = false;
  let stopped = false;
  /** Told on this line before its first answer: only that says whether it is still the same epoch. */
  let early: Told[] | undefined = [];

  async function askOnce(): Promise<void> {
    const answer = await line.ask({ stream, cursor: store.cursor, window: window ?? null });
    if (stopped) return;
    const rest = store.take(answer);
    while (rest.length > 0) {
      const held = rest.splice(0, mostHeld);
      const { epoch, changes } = await line.ask({ stream, held });
      if (stopped) return;
      if (epoch !== answer.epoch) throw new Error("restored in between");
      store.reread(held, changes);
    }
    store.reached(answer);
    const told = early ?? [];
    early = undefined;
    for (const one of told) store.told(one);
  }

  async function catchUp(): Promise<void> {
    again = true;
    if (asking) return;
    asking = true;
    try {
      while (again && !stopped) {
        again = false;
        try {
          await askOnce();
        } catch (error) {
          if (again || stopped) continue;
          // What is missing stays so until the line says when to try again.
          line.failed(error);
          return;
        }
        if (stopped) return;
        line.changed();
        line.caughtUp();
      }
    } finally {
      asking = false;
    }
    catchUpIfBehind();
  }

  /** What is missing is often just under way: one catch-up, a moment later, if it is still missing then. */
  function catchUpIfBehind(): void {
    if (!store.behind || waiting || asking || stopped) return;
    waiting = true;
    line.later(() => {
      waiting = false;
      if (store.behind && !stopped) void catchUp();
    });
  }

  return {
    connected() {
      early = [];
      return catchUp();
    },
    catchUp,
    told(told) {
      if (stopped) return;
      if (early) return void early.push(told);
      if (store.told(told)) line.changed();
      catchUpIfBehind();
    },
    heard(revision) {
      if (early) return;
      store.heard(revision);
      catchUpIfBehind();
    },
    stop() {
      stopped = true;
    },
  };
}
