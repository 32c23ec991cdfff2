/** Packages that a start and a first page can do without: loaded when they are needed first, or a moment after the doors are open. */
import { createRequire } from "node:module";

const load = createRequire(import.meta.url);
const notYet = new Set<() => unknown>();

/** What gives a package, its type named by whoever asks: `lazily<typeof import("nodemailer")>("nodemailer")`. */
export const lazily = <T>(name: string): (() => T) => once(whenNeeded<T>(name));

/** The same of a package that many a server never needs: it is not loaded before. */
export const whenNeeded =
  <T>(name: string): (() => T) =>
  () =>
    load(name) as T;

/** The same for what is made of such a package, once. */
export function once<T>(make: () => T): () => T {
  let made: { it: T } | undefined;
  const get = () => {
    notYet.delete(get);
    made ??= { it: make() };
    return made.it;
  };
  notYet.add(get);
  return get;
}

/** Makes all that has not been needed yet, one in a turn of the event loop, so that nobody's first post waits for it. */
export function loadTheRest(): void {
  const [next] = notYet;
  if (!next) return;
  next();
  setImmediate(loadTheRest);
}
