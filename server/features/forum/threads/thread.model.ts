/** A thread as it is stored. A carried one names its question and copies nothing of it but a title. */
import mongoose from "mongoose";
import type { Audience, ThreadView } from "../../../../shared/contracts/forum.ts";
import { type Thing, thingSchema } from "../../../database/thing.ts";

/** The latest post that is shown, for lists. */
export interface LastPost {
  id: string;
  number: number;
  at: Date;
  authorId: string;
  asAsker: boolean;
  excerpt: string;
  language: string;
}

export interface Thread extends Thing {
  sectionId: string;
  title: string;
  language: string;
  /** Null for a carried thread: its author is the question's asker, whom the question knows. */
  authorId: string | null;
  state: ThreadView["state"];
  /** In the list, in the folded row of its webinar (carried, nobody replied yet), or in no list (held, hidden). */
  standing: "listed" | "folded" | "none";
  pinned: boolean;
  /** The welcome of a dialogue. */
  welcome: boolean;
  keyQuestionId: string | null;
  /** Counted again after each change, never incremented. */
  posts: number;
  lastNumber: number;
  lastPost: LastPost | null;
  /** What lists go by: the latest shown post, else its own beginning. */
  lastPostAt: Date;
  /** The carried question, whose thread this is. */
  questionId: string | null;
  /** Its own rule, where it has one, wins over the section's. */
  readers: Audience | null;
  writers: Audience | null;
  /** Replies are taken outside the section's window too. */
  staysOpen: boolean;
  answerPostId: string | null;
  /** Who marked or unmarked it last. */
  answerBy: string | null;
  /** What moderators decided and is not recorded yet. */
  decisions: Decision[];
}

/** A decision that stands in the thing itself until moderation has recorded it. */
export interface Decision {
  kind: "hide-post" | "restore-post" | "lock-thread" | "unlock-thread" | "open-held";
  byId: string;
  changeId: string;
  reason: string;
}
export const decision = new mongoose.Schema<Decision>(
  { kind: String, byId: String, changeId: String, reason: String },
  { _id: false, id: false },
);

const lastPost = new mongoose.Schema<LastPost>(
  { id: String, number: Number, at: Date, authorId: String, asAsker: Boolean, excerpt: String, language: String },
  { _id: false, id: false },
);

const schema = thingSchema<Omit<Thread, keyof Thing>>({
  sectionId: { type: String, required: true },
  title: { type: String, required: true },
  language: { type: String, required: true },
  authorId: { type: String, default: null },
  state: { type: String, required: true },
  standing: { type: String, required: true },
  pinned: { type: Boolean, default: false },
  welcome: { type: Boolean, default: false },
  keyQuestionId: { type: String, default: null },
  posts: { type: Number, default: 0 },
  lastNumber: { type: Number, default: 0 },
  lastPost: { type: lastPost, default: null },
  lastPostAt: { type: Date, required: true },
  questionId: { type: String, default: null },
  readers: { type: String, default: null },
  writers: { type: String, default: null },
  staysOpen: { type: Boolean, default: false },
  answerPostId: { type: String, default: null },
  answerBy: { type: String, default: null },
  decisions: { type: [decision], default: [] },
});
schema.index({ sectionId: 1, standing: 1, pinned: 1, lastPostAt: -1, _id: -1 });
schema.index({ standing: 1, lastPostAt: -1, _id: -1 });
schema.index({ shownIn: 1, lastPostAt: -1 });

export const Threads = mongoose.model<Thread>("Thread", schema as unknown as mongoose.Schema<Thread>, "threads");
