/** Which posts of a dialogue count, and as what: contribution, welcome, or one of a carried thread. */
import { postsOfSection } from "../forum/index.ts";
import type { Dialogue } from "./dialogue.model.ts";
import type { Contribution } from "./figures.ts";
import { dayOf } from "./local-time.ts";

export interface Counts {
  /** In the order they were written. */
  contributions: Contribution[];
  welcomes: number;
  carriedThreads: number;
  postsInCarriedThreads: number;
}

/**
 * Every post that members can read counts, staff's and opening posts too, except in carried threads and except the welcome: the
 * opening post of the first thread that the facilitator opened, if that was on the opening day or before.
 */
export async function countPosts(dialogue: Dialogue): Promise<Counts> {
  const { posts, carriedThreads } = await postsOfSection(dialogue.sectionId);
  const firstDay = dayOf(dialogue.opensAt, dialogue.timeZone);
  const welcome = posts.find((post) => !post.carried && post.number === 1 && post.authorId === dialogue.facilitatorId);
  const isWelcome = (post: (typeof posts)[number]) => post === welcome && dayOf(post.createdAt, dialogue.timeZone) <= firstDay;
  const own = posts.filter((post) => !post.carried);
  return {
    contributions: own.filter((post) => !isWelcome(post)),
    welcomes: own.filter(isWelcome).length,
    carriedThreads,
    postsInCarriedThreads: posts.length - own.length,
  };
}
