/** Which streams a thing of the forum is told on: every audience of it, complete by itself. */
import { covers, isPublished } from "./forum.policy.ts";
import type { Section } from "./sections/section.model.ts";
import type { Thread } from "./threads/thread.model.ts";

/** Who watches: the readers, or the moderators, who see what is held or hidden too. */
export type Watchers = "readers" | "moderators";

export const watchersOf = (stream: string): Watchers => (stream.endsWith(":moderators") ? "moderators" : "readers");

/** A post is told to all who watch its thread. */
export const postShownIn = (threadId: string): string[] => [`thread:${threadId}`, `thread:${threadId}:moderators`];

/** What of a thread decides who sees it. */
type Shown = Pick<Thread, "_id" | "readers" | "state">;

export const isInSection = (thread: Shown, section: Section): boolean =>
  isPublished(thread) && covers(thread.readers ?? section.readers, section.readers);

export const isAtHome = (thread: Shown, section: Section): boolean =>
  isInSection(thread, section) && section.readers === "public";

/** Where the thread may be seen as it stands now. */
export function threadShownIn(thread: Shown, section: Section): string[] {
  const streams = [`thread:${thread._id}:moderators`];
  if (isPublished(thread)) streams.push(`thread:${thread._id}`);
  if (isInSection(thread, section)) streams.push(`section:${section._id}`);
  if (isAtHome(thread, section)) streams.push("home");
  return streams;
}

export const sectionShownIn = (section: Pick<Section, "_id" | "readers">): string[] =>
  section.readers === "public" ? [`section:${section._id}`, "home"] : [`section:${section._id}`];
