/** Says within this process that a person's name, role or rights changed, so that nobody goes on from memory. */

type Listener = (personId: string) => void;
const listeners = new Set<Listener>();

/** Calls `listener` at each change made by this process; returns what ends that. Other nodes notice within their caches' seconds. */
export function onPersonChanged(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
export function personChanged(personId: string): void {
  for (const listener of listeners) listener(personId);
}
