/** What is kept in memory because it is wanted again: as much as fits, what was not wanted for longest goes first. */
import { forgetReads } from "../database/read.ts";

export interface KeptOptions<V> {
  /** The most that is kept, in the measure of `sizeOf`; pieces, where nothing is said. */
  most: number;
  sizeOf?: (value: V) => number;
}

const everything: Kept<never, unknown>[] = [];

/** Forgets all of it at once: the bench measures what a page costs without it. */
export function forgetKept(): void {
  for (const kept of everything) kept.clear();
  forgetReads();
}

/**
 * In two halves: what is asked for moves into the present one; when that is full, it becomes the former, and what stands in the
 * former alone is forgotten. So nothing is sorted, and nothing is searched for what is oldest.
 */
export class Kept<K, V> {
  readonly #half: number;
  readonly #sizeOf: (value: V) => number;
  #present = new Map<K, V>();
  #former = new Map<K, V>();
  #size = 0;

  constructor({ most, sizeOf = () => 1 }: KeptOptions<V>) {
    this.#half = most / 2;
    this.#sizeOf = sizeOf;
    everything.push(this as unknown as Kept<never, unknown>);
  }

  get(key: K): V | undefined {
    const present = this.#present.get(key);
    if (present !== undefined) return present;
    const former = this.#former.get(key);
    if (former !== undefined) this.set(key, former);
    return former;
  }

  set(key: K, value: V): void {
    const before = this.#present.get(key);
    if (before !== undefined) this.#size -= this.#sizeOf(before);
    this.#present.set(key, value);
    this.#size += this.#sizeOf(value);
    if (this.#size <= this.#half) return;
    this.#former = this.#present;
    this.#present = new Map();
    this.#size = 0;
  }

  delete(key: K): void {
    const before = this.#present.get(key);
    if (before !== undefined) this.#size -= this.#sizeOf(before);
    this.#present.delete(key);
    this.#former.delete(key);
  }

  clear(): void {
    this.#present.clear();
    this.#former.clear();
    this.#size = 0;
  }
}
