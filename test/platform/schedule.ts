/** Random schedules: every step of every actor waits its turn, and an actor may die before or after any of its steps. */
import { setImmediate as turn } from "node:timers/promises";

export interface Schedule {
  /** 0 ≤ n < 1, from the seed. */
  random(): number;
  chance(probability: number): boolean;
  pick<T>(choices: readonly T[]): T;
  /** Performs the work when its turn comes. */
  step<T>(work: () => T): Promise<T>;
  /** Performs waiting steps in random order until none is left. */
  drain(): Promise<void>;
}

export function createSchedule(seed: number): Schedule {
  let state = seed * 2654435761 + 1;
  const random = () => {
    // mulberry32
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const waiting: (() => void)[] = [];
  return {
    random,
    chance: (probability) => random() < probability,
    pick: (choices) => choices[Math.floor(random() * choices.length)] as (typeof choices)[number],
    step: (work) =>
      new Promise((resolve, reject) => {
        waiting.push(() => {
          try {
            resolve(work());
          } catch (error) {
            reject(error);
          }
        });
      }),
    async drain() {
      for (;;) {
        await turn();
        const last = waiting.pop();
        if (!last) return;
        const place = Math.floor(random() * (waiting.length + 1));
        if (place === waiting.length) last();
        else {
          const chosen = waiting[place] as () => void;
          waiting[place] = last;
          chosen();
        }
      }
    },
  };
}
