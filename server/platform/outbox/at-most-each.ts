/** Merges work that is asked for often: counts that lists show are written at most once a second. */

interface Line {
  /** When the last run began, in milliseconds of this process. */
  last: number;
  /** How long it rests after that. */
  rest: number;
  /** The run that has not begun yet; whoever asks now is served by it. */
  next: Promise<void> | undefined;
}

/** What takes long (the count of a section with fifty thousand threads) takes this part of the time at most; before the sweep asks. */
const mostOfTime = 1 / 5;
const longestRest = 20_000;

/**
 * `work(key)` at most once in so many milliseconds for each key, the first time at once. Every caller waits for a run that began
 * after the call, so that an effect is struck only when its count is written; it throws what that run throws.
 */
export function atMostEach(milliseconds: number, work: (key: string) => Promise<void>): (key: string) => Promise<void> {
  const lines = new Map<string, Line>();

  async function begin(key: string, line: Line): Promise<void> {
    const pause = Math.max(0, line.last + line.rest - performance.now());
    await new Promise((resolve) => setTimeout(resolve, pause));
    line.next = undefined;
    line.last = performance.now();
    try {
      await work(key);
    } finally {
      const took = performance.now() - line.last;
      line.rest = Math.max(milliseconds, Math.min(took / mostOfTime, longestRest));
      setTimeout(() => forget(key, line), line.rest).unref();
    }
  }
  function forget(key: string, line: Line): void {
    if (!line.next && performance.now() - line.last >= line.rest) lines.delete(key);
  }

  return (key) => {
    const line = lines.get(key) ?? { last: Number.NEGATIVE_INFINITY, rest: milliseconds, next: undefined };
    lines.set(key, line);
    line.next ??= begin(key, line);
    return line.next;
  };
}
