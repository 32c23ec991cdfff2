/** Merges work that is asked for often: counts that lists show are written at most once a second. */

interface Line {
  /** When the last run began, in milliseconds of this process. */
  last: number;
  /** The run that has not begun yet; whoever asks now is served by it. */
  next: Promise<void> | undefined;
}

/**
 * `work(key)` at most once in so many milliseconds for each key, the first time at once. Every caller waits for a run that began
 * after the call, so that an effect is struck only when its count is written; it throws what that run throws.
 */
export function atMostEach(milliseconds: number, work: (key: string) => Promise<void>): (key: string) => Promise<void> {
  const lines = new Map<string, Line>();

  async function begin(key: string, line: Line): Promise<void> {
    const pause = Math.max(0, line.last + milliseconds - performance.now());
    await new Promise((resolve) => setTimeout(resolve, pause));
    line.next = undefined;
    line.last = performance.now();
    try {
      await work(key);
    } finally {
      setTimeout(() => forget(key, line), milliseconds).unref();
    }
  }
  function forget(key: string, line: Line): void {
    if (!line.next && performance.now() - line.last >= milliseconds) lines.delete(key);
  }

  return (key) => {
    const line = lines.get(key) ?? { last: Number.NEGATIVE_INFINITY, next: undefined };
    lines.set(key, line);
    line.next ??= begin(key, line);
    return line.next;
  };
}
