/** Which threads there are, how many posts each has, and in which order all of them were written. */
import type { Chance } from "./chance.ts";
import { beginning, end } from "./stored.ts";

/** Threads of one full page, for measuring; people who have read in each of them. */
export const pageThreads = 500;
export const postsOfPage = 20;
export const readers = 60;

export interface Plan {
  /** Posts of each thread. The first 500 have twenty each; where there are enough posts, the next has 10 000. */
  sizes: number[];
  /** The thread of 10 000. */
  long: number | null;
  /** Every post in the order of writing. */
  posts: { thread: Uint32Array; at: Float64Array };
}

/** So many posts in all; 10 000 at least, where the threads of one page are to be whole. */
export function planFor(chance: Chance, posts: number): Plan {
  const sizes: number[] = [];
  let left = posts;
  const add = (size: number) => {
    const given = Math.min(size, left);
    if (given > 0) sizes.push(given);
    left -= given;
  };
  for (let at = 0; at < pageThreads; at++) add(postsOfPage);
  const long = left >= 50_000 ? sizes.length : null;
  if (long !== null) add(10_000);
  while (left > 0) add(chance.below(4) === 0 ? 20 + chance.below(60) : 2 + chance.below(24));
  return { sizes, long, posts: inOrder(chance, sizes, long, posts) };
}

function inOrder(chance: Chance, sizes: number[], long: number | null, posts: number): Plan["posts"] {
  const span = end - beginning - 60 * 86_400_000;
  const thread = new Uint32Array(posts);
  const at = new Float64Array(posts);
  let index = 0;
  for (const [number, size] of sizes.entries()) {
    const gap = number === long ? span / size : 8 * 3_600_000;
    let moment = beginning + 20 * 86_400_000 + (number === long ? 0 : chance.below(span));
    for (let post = 0; post < size; post++) {
      thread[index] = number;
      at[index] = Math.min(moment, end);
      index++;
      moment += 1 + chance.next() * 2 * gap;
    }
  }
  const order = Uint32Array.from(at.keys()).sort((one, other) => (at[one] as number) - (at[other] as number));
  return {
    thread: order.map((one) => thread[one] as number),
    at: Float64Array.from(order, (one) => at[one] as number),
  };
}
