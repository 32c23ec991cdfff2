/** Work on the same key, one after the other within this process; other keys go on beside. */
const queues = new Map<string, Promise<unknown>>();

export function inTurn<T>(key: string, work: () => Promise<T>): Promise<T> {
  const before = queues.get(key) ?? Promise.resolve();
  const mine = before.then(work, work);
  const done = mine
    .catch(() => {})
    .then(() => {
      if (queues.get(key) === done) queues.delete(key);
    });
  queues.set(key, done);
  return mine;
}
