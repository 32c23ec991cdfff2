/** Threads of carried questions, as the webinars feature opens and closes them. */

import type { Audience } from "../../../../shared/contracts/forum.ts";
import { derivedId } from "../../../../shared/ids.ts";
import { now } from "../../../platform/clock.ts";
import { change, saveOnce } from "../../../platform/outbox/index.ts";
import { type Person, system } from "../../../platform/person.ts";
import { recheckWatchers } from "../../../platform/realtime/index.ts";
import { postShownIn, threadShownIn } from "../audiences.ts";
import { type Section, Sections } from "../sections/section.model.ts";
import { standingOf } from "../threads/count-thread.ts";
import { type Thread, Threads } from "../threads/thread.model.ts";

export interface CarriedThread {
  questionId: string;
  sectionId: string;
  /** A line out of the question. */
  title: string;
  language: string;
  /** `held` where nobody had approved the question: triage opens it. */
  state: "open" | "held";
  /** Its own rule; left out: the section's. */
  readers?: Audience;
  writers?: Audience;
}

/** The id of a question's thread: made from the question's, so that carrying twice makes one thread. */
export const carriedThreadId = (questionId: string): string => derivedId(questionId);

/** Opens the thread of a carried question; again is the same thread as it stands. It stays open whatever its section's window says. */
export async function openCarriedThread(carried: CarriedThread): Promise<Thread> {
  const section = await Sections.findOne({ _id: carried.sectionId }).lean<Section | null>();
  if (!section)
    throw new Error(`There is no section ${carried.sectionId} to carry the question ${carried.questionId} to`);
  const { questionId, sectionId, title, language, state, readers = null, writers = null } = carried;
  const _id = carriedThreadId(questionId);
  const place = { _id, state, readers, questionId };
  return saveOnce(
    Threads,
    system,
    // The question alone makes it what it is: a second carrying that words the title otherwise finds the first.
    { id: _id },
    {
      sectionId,
      title,
      language,
      authorId: null,
      state,
      standing: standingOf(place, 0),
      pinned: false,
      welcome: false,
      keyQuestionId: null,
      posts: 0,
      lastNumber: 1,
      lastPost: null,
      lastPostAt: now(),
      questionId,
      readers,
      writers,
      staysOpen: true,
      answerPostId: null,
      answerBy: null,
      decisions: [],
    },
    { pending: ["tell", "count"], shownIn: threadShownIn(place, section) },
  );
}

/** Hides a carried thread whose question was declined after all. Again is harmless. */
export async function hideCarriedThread(threadId: string, by: Person = system): Promise<void> {
  const seen = { _id: threadId, state: { $in: ["open", "locked", "held"] as const } };
  const hidden = await change(
    Threads,
    seen,
    { $set: { state: "hidden", standing: "none" } },
    { person: by, pending: ["tell", "count"] },
  );
  if (hidden) for (const stream of postShownIn(threadId)) recheckWatchers({ stream });
}

/** Tells a carried thread again, after its question changed: its state, its votes, its asker. */
export async function retellCarriedThread(threadId: string): Promise<void> {
  await change(Threads, { _id: threadId }, {}, { person: system, pending: ["tell"] });
}
