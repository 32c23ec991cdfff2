/** What happens when: entries are written down in any order and lived through in the order of time, the clock being moved to each. */
import { moveClock, now, nowMs } from "../platform/clock.ts";
import { runDueJobs } from "../platform/jobs/index.ts";
import { settled } from "../platform/outbox/index.ts";

interface Entry {
  at: Date;
  happen: () => Promise<unknown>;
}

export class Diary {
  /** Before anything was moved. */
  readonly today: Date = now();
  readonly #began = performance.now();
  #entries: Entry[] = [];
  #moved = 0;

  /** Goes to where it all begins. */
  begin(at: Date): Promise<void> {
    return this.#moveTo(at);
  }

  /** Writes down what happens at an instant; of two at the same, the first written comes first. */
  at(instant: Date, happen: () => Promise<unknown>): void {
    this.#entries.push({ at: instant, happen });
  }

  /** Lives through all that was written down, and comes back to the present. `done` hears each tenth, in per cent. */
  async live(done: (percent: number) => void = () => {}): Promise<void> {
    const entries = this.#entries.sort((one, other) => one.at.getTime() - other.at.getTime());
    let tenths = 0;
    for (const [index, { at, happen }] of entries.entries()) {
      await this.#moveTo(at);
      await happen();
      const reached = Math.floor((10 * (index + 1)) / entries.length);
      if (reached > tenths) done(10 * reached);
      tenths = reached;
    }
    this.#entries = [];
    await moveClock(-this.#moved);
    this.#moved = 0;
    await runDueJobs();
    await settled();
  }

  async #moveTo(instant: Date): Promise<void> {
    // Never past the present, which goes on while this is lived through.
    const present = this.today.getTime() + performance.now() - this.#began;
    const by = Math.round(Math.min(instant.getTime(), present) - nowMs());
    // What happens within a second of each other happens at once.
    if (Math.abs(by) < 1000) return;
    // Notices bear the moment at which they are made; counts, which come later, bear none.
    await Promise.race([settled(), pause(15)]);
    this.#moved += by;
    await moveClock(by);
    await runDueJobs();
  }
}

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));
