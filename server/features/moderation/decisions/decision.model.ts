/** What a moderator did, to whom, when and why; written once, never changed. */
import mongoose from "mongoose";
import type { DecisionView } from "../../../../shared/contracts/moderation.ts";
import { type Thing, thingSchema } from "../../../database/thing.ts";

export interface Decision extends Thing {
  kind: DecisionView["kind"];
  byId: string;
  /** Whom it concerned; null for an anonymous asker, who stands nowhere here. */
  aboutId: string | null;
  /** The post, thread, question, chat line or member it was about. */
  subjectId: string;
  reason: string;
  /** Of the thread or webinar where it was. */
  title: string;
  excerpt: string;
  language: string;
  link: string;
}

const schema = thingSchema<Omit<Decision, keyof Thing>>({
  kind: { type: String, required: true },
  byId: { type: String, required: true },
  aboutId: { type: String, default: null },
  subjectId: { type: String, required: true },
  reason: { type: String, default: "" },
  title: { type: String, default: "" },
  excerpt: { type: String, default: "" },
  language: { type: String, required: true },
  link: { type: String, required: true },
});
schema.index({ createdAt: -1, _id: -1 });

export const Decisions = mongoose.model<Decision>(
  "Decision",
  schema as unknown as mongoose.Schema<Decision>,
  "decisions",
);
