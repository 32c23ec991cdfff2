/** Finds what a person may read; for everything else, and for ids never given, the same `not-found`. */

import { readOne } from "../../../database/read.ts";
import type { Person } from "../../../platform/person.ts";
import { Problem } from "../../../platform/problem.ts";
import { carriedRights } from "../carried/carried.hook.ts";
import { isAuthor, mayModerate, mayReadSection, mayReadThread, type Place } from "../forum.policy.ts";
import { type Post, Posts } from "../posts/post.model.ts";
import { type Section, Sections } from "../sections/section.model.ts";
import { type Thread, Threads } from "./thread.model.ts";

/** A thread with its section and what the person may there by reason of its question. */
export interface ReadableThread extends Place {
  section: Section;
  thread: Thread;
}

/** The place of a thread for this person, readable or not; null where there is none. */
export async function placeOf(person: Person, thread: Thread | null): Promise<ReadableThread | null> {
  if (!thread) return null;
  const [section, carried] = await Promise.all([
    readOne(Sections, { _id: thread.sectionId }),
    carriedRights(person, thread.questionId),
  ]);
  return section && { section, thread, carried };
}

export async function readableThread(person: Person, threadId: string): Promise<ReadableThread> {
  const place = await placeOf(person, await readOne(Threads, { _id: threadId }));
  if (!place || !mayReadThread(person, place)) throw new Problem("not-found");
  return place;
}

/** A post that stands in a thread which the person may read; its words may still be hidden (`mayReadPost`). */
export async function readablePost(person: Person, postId: string): Promise<ReadableThread & { post: Post }> {
  const post = await readOne(Posts, { _id: postId });
  if (!post || (post.state === "held" && !mayModerate(person) && !isAuthor(person, post)))
    throw new Problem("not-found");
  return { ...(await readableThread(person, post.threadId)), post };
}

export async function readableSection(person: Person, filter: { _id: string } | { slug: string }): Promise<Section> {
  const section = await Sections.findOne(filter).lean<Section | null>();
  if (!section || !mayReadSection(person, section)) throw new Problem("not-found");
  return section;
}
