/** Who may what in the forum: pure questions about a person, a place and an instant. */
import type { Audience } from "../../../shared/contracts/forum.ts";
import type { ProblemCode } from "../../../shared/problems.ts";
import { isAtLeast, isSignedIn, type Person } from "../../platform/person.ts";
import type { CarriedRights } from "./carried/carried.hook.ts";
import type { Post } from "./posts/post.model.ts";
import type { Section } from "./sections/section.model.ts";
import type { Thread } from "./threads/thread.model.ts";

type Rule = Pick<Section, "readers" | "writers" | "opensAt" | "closesAt">;
type ThreadRule = Pick<Thread, "state" | "readers" | "writers" | "staysOpen" | "authorId" | "questionId">;
type PostRule = Pick<Post, "state" | "authorId">;
/** A thread with the section it stands in, and what its question lets this person do. */
export interface Place {
  section: Rule;
  thread: ThreadRule;
  carried: CarriedRights | null;
}

/** Whether the person is one of an audience. A guest is a visitor to all but her or his own webinar. */
export function isAmong(person: Person, audience: Audience): boolean {
  if (audience === "public") return true;
  if (audience === "members") return person.kind === "member" || person.kind === "system";
  return isAtLeast(person, "moderator");
}

/** Whether everyone in `narrow` is in `wide` too. */
export const covers = (wide: Audience, narrow: Audience): boolean =>
  wide === "public" || wide === narrow || (wide === "members" && narrow !== "public");

export const mayModerate = (person: Person): boolean => isAtLeast(person, "moderator");
export const mayRunSections = (person: Person): boolean => isAtLeast(person, "organiser");

export const mayReadSection = (person: Person, section: Rule): boolean => isAmong(person, section.readers);

/** Whether the section takes texts at this instant. */
export const isOpenAt = ({ opensAt, closesAt }: Pick<Rule, "opensAt" | "closesAt">, at: Date): boolean =>
  (opensAt === null || opensAt <= at) && (closesAt === null || at < closesAt);

const mayWriteAmong = (person: Person, audience: Audience): boolean =>
  person.kind !== "guest" && isAmong(person, audience);

/** Why the person may not open a thread here; null where that is possible. */
export function whyNoThread(person: Person, section: Rule, at: Date): ProblemCode | null {
  if (!isSignedIn(person) && person.kind !== "system") return "sign-in-first";
  if (!mayReadSection(person, section) || !mayWriteAmong(person, section.writers)) return "not-allowed";
  return isOpenAt(section, at) ? null : "section-closed";
}

export const mayWelcome = (person: Person): boolean => isAtLeast(person, "organiser");

/** Whether the thread is there for its readers at all. */
export const isPublished = ({ state }: Pick<Thread, "state">): boolean => state === "open" || state === "locked";

export function mayReadThread(person: Person, { section, thread, carried }: Place): boolean {
  if (mayModerate(person)) return true;
  return isPublished(thread) && (isAmong(person, thread.readers ?? section.readers) || carried?.mayAnswer === true);
}

/** Why nothing may be written in the thread just now, whoever asks; null where it may. */
export function whyClosed({ section, thread }: Pick<Place, "section" | "thread">, at: Date): ProblemCode | null {
  if (thread.state !== "open") return "thread-closed";
  return thread.staysOpen || isOpenAt(section, at) ? null : "section-closed";
}

/** Why the person may not reply; null where she or he may. */
export function whyNoReply(person: Person, place: Place, at: Date): ProblemCode | null {
  if (!isSignedIn(person) && person.kind !== "system") return "sign-in-first";
  const writers = place.thread.writers ?? place.section.writers;
  if (!mayReadThread(person, place)) return "not-found";
  if (!mayWriteAmong(person, writers) && !place.carried?.mayAnswer) return "not-allowed";
  return whyClosed(place, at);
}

/** Whether the person may write there like others, whoever asked its question. */
export const mayWriteByName = (person: Person, { section, thread }: Omit<Place, "carried">): boolean =>
  mayReadThread(person, { section, thread, carried: null }) && mayWriteAmong(person, thread.writers ?? section.writers);

/** Whether others' words in this post may be read: by all while it is shown, by moderators and its author while it is held or hidden. */
export const mayReadPost = (person: Person, post: PostRule): boolean =>
  post.state === "shown" || (post.state !== "removed" && (mayModerate(person) || isAuthor(person, post)));

export const isAuthor = (person: Person, post: PostRule): boolean => isSignedIn(person) && post.authorId === person.id;

/** Why the person may not edit the post; null where she or he may. */
export function whyNoEdit(person: Person, place: Place, post: PostRule, at: Date): ProblemCode | null {
  if (!isAuthor(person, post) || post.state !== "shown") return "not-allowed";
  return whyClosed(place, at);
}

/** One's own words may be taken away for ever, after a thread was locked too. */
export const mayRemove = (person: Person, post: PostRule): boolean => isAuthor(person, post) && post.state === "shown";

export const mayCorrectLanguage = (person: Person, post: PostRule): boolean =>
  mayReadPost(person, post) && (isAuthor(person, post) || mayModerate(person));

/** Why the person may not react; null where she or he may. Not to one's own post. */
export function whyNoReaction(person: Person, place: Place, post: PostRule, at: Date): ProblemCode | null {
  if (post.state !== "shown" || isAuthor(person, post)) return "not-allowed";
  if (person.kind === "guest" && !place.carried?.mayAnswer) return "not-allowed";
  return whyClosed(place, at);
}

/** The author, as long as the thread takes texts; moderators always. */
export const mayEditTitle = (person: Person, place: Place, at: Date): boolean =>
  mayModerate(person) || (isSignedIn(person) && place.thread.authorId === person.id && whyClosed(place, at) === null);

/** Only a reply by a panellist of that webinar or an organiser is an answer; its writer, a moderator or an organiser marks it. */
export const mayMarkAnswer = (
  person: Person,
  thread: ThreadRule,
  post: PostRule,
  byPanelOrOrganiser: boolean,
): boolean =>
  thread.questionId !== null &&
  isPublished(thread) &&
  post.state === "shown" &&
  byPanelOrOrganiser &&
  (isAuthor(person, post) || mayModerate(person));
