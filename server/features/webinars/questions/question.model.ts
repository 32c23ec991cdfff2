/** A question as it is kept: who asked, what became of it, and by what it is held just now. */
import mongoose from "mongoose";
import type { QuestionState } from "../../../../shared/contracts/webinars.ts";
import { type Thing, thingSchema } from "../../../database/thing.ts";

export interface Answer {
  id: string;
  kind: "spoken" | "written";
  byId: string;
  at: Date;
  /** Seconds from the opening; null for a written one. */
  second: number | null;
  toAskerOnly: boolean;
  /** Null for a spoken one. */
  body: string | null;
  html: string | null;
  language: string | null;
}

export interface Question extends Thing {
  webinarId: string;
  askerId: string;
  anonymous: boolean;
  /** What the asker was told before sending: whether moderators see who asked. */
  moderatorsSee: boolean;
  text: string;
  language: string;
  state: QuestionState;
  /** The state it was carried, declined at the end, or merged from. */
  before: QuestionState | null;
  /** Since when it stands in the queue. */
  queuedAt: Date | null;
  ready: boolean;
  assigneeId: string | null;
  claimById: string | null;
  claimUntil: Date | null;
  /** `webinar:stage` while it is on air, where only one question can be. */
  onAir: string | null;
  onAirSince: Date | null;
  answers: Answer[];
  /** Answers that were taken back: nothing that somebody wrote is thrown away. */
  takenBack: Answer[];
  declineReason: string | null;
  /** The thread it was carried into, and since when that stands there. */
  threadId: string | null;
  carriedAt: Date | null;
  threadAt: Date | null;
  /** Whether the thread still waits for triage, because nobody had approved the question. */
  held: boolean;
  answeredInForum: boolean;
  answerPostId: string | null;
  /** The questions merged into this one. */
  sources: string[];
  mergedInto: string | null;
  /** Who changed it last, for whom was a moment later; null where that was the asker. */
  lastById: string | null;
  /** The change that declined it, which makes its decision one. */
  decidedBy: string | null;
  /** What moderators decided and is not recorded yet. */
  decisions: Decision[];
}

/** A decision that stands in the question itself until moderation has recorded it. */
export interface Decision {
  kind: "decline-question" | "decline-held";
  byId: string;
  changeId: string;
  reason: string;
}

const answer = new mongoose.Schema<Answer>(
  {
    id: { type: String, required: true },
    kind: { type: String, required: true },
    byId: { type: String, required: true },
    at: { type: Date, required: true },
    second: { type: Number, default: null },
    toAskerOnly: { type: Boolean, required: true },
    body: { type: String, default: null },
    html: { type: String, default: null },
    language: { type: String, default: null },
  },
  { _id: false, id: false },
);

const decision = new mongoose.Schema<Decision>(
  { kind: String, byId: String, changeId: String, reason: String },
  { _id: false, id: false },
);

const schema = thingSchema<Omit<Question, keyof Thing>>(
  {
    webinarId: { type: String, required: true },
    askerId: { type: String, required: true },
    anonymous: { type: Boolean, required: true },
    moderatorsSee: { type: Boolean, required: true },
    text: { type: String, required: true },
    language: { type: String, required: true },
    state: { type: String, required: true },
    before: { type: String, default: null },
    queuedAt: { type: Date, default: null },
    ready: { type: Boolean, default: false },
    assigneeId: { type: String, default: null },
    claimById: { type: String, default: null },
    claimUntil: { type: Date, default: null },
    onAir: { type: String, default: null },
    onAirSince: { type: Date, default: null },
    answers: { type: [answer], default: [] },
    takenBack: { type: [answer], default: [] },
    declineReason: { type: String, default: null },
    threadId: { type: String, default: null },
    carriedAt: { type: Date, default: null },
    threadAt: { type: Date, default: null },
    held: { type: Boolean, default: false },
    answeredInForum: { type: Boolean, default: false },
    answerPostId: { type: String, default: null },
    sources: { type: [String], default: [] },
    mergedInto: { type: String, default: null },
    lastById: { type: String, default: null },
    decidedBy: { type: String, default: null },
    decisions: { type: [decision], default: [] },
  },
  { watched: true },
);
schema.index({ webinarId: 1, state: 1 });
schema.index({ webinarId: 1, askerId: 1 });
schema.index({ askerId: 1, createdAt: -1 });
schema.index({ state: 1, webinarId: 1 });
schema.index({ threadId: 1 });
// On air is one place: a second question there is refused by this index, whatever is killed in between.
schema.index({ onAir: 1 }, { unique: true, partialFilterExpression: { onAir: { $type: "string" } } });

export const Questions = mongoose.model<Question>(
  "Question",
  schema as unknown as mongoose.Schema<Question>,
  "questions",
);
