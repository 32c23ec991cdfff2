/** Drawing takes some milliseconds: ten that come together are drawn in ten turns of the event loop, and others get theirs in between. */
let last: Promise<unknown> = Promise.resolve();

/** Resolves in a turn in which nothing else waits for this. */
export function ownTurn(): Promise<unknown> {
  last = last.then(() => new Promise(setImmediate));
  return last;
}
