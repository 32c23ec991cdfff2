/** Which posts of a dialogue count, and as what: contribution, welcome, or one of a carried thread. */
import { postsOfSection } from "../forum/index.ts";
import type { Dialogue } from "./dialogue.model.ts";
import type { Contribution } from "./figures.ts";

export interface Counts {
  /** In the order they were written. */
  contributions: Contribution[];
  welcomes: number;
  carriedThreads: number;
  postsInCarriedThreads: number;
}

/** Every post that can be read is a contribution, staff's and opening posts too, but for the welcome and what stands in carried threads. */
export async function countPosts({ sectionId }: Dialogue): Promise<Counts> {
  const { posts, carriedThreads } = await postsOfSection(sectionId);
  const own = posts.filter((post) => !post.carried);
  return {
    contributions: own.filter(({ welcome }) => !welcome),
    welcomes: own.filter(({ welcome }) => welcome).length,
    carriedThreads,
    postsInCarriedThreads: posts.length - own.length,
  };
}
