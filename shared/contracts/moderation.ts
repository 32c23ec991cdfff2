/** Triage and decisions: what waits for a moderator, and what a moderator did, to whom, why. */
import { z } from "zod";
import { operation, stream } from "../operation.ts";
import { Cursor, Id, Moment, PersonView, pageOf } from "./common.ts";

/** One thing that waits for a moderator. */
export const TriageView = z.object({
  id: Id,
  kind: z.enum(["carried-question", "held-post"]),
  title: z.string(),
  text: z.string(),
  language: z.string(),
  author: PersonView,
  section: z.object({ slug: z.string(), title: z.string() }),
  link: z.string(),
  votes: z.int().nullable(),
  createdAt: Moment,
  version: z.int(),
});
export type TriageView = z.infer<typeof TriageView>;

/** What a moderator can decide that is recorded. */
export const DecisionKind = z.enum([
  "hide-post",
  "restore-post",
  "remove-chat-line",
  "open-held",
  "decline-held",
  "decline-question",
  "lock-thread",
  "unlock-thread",
  "suspend-member",
  "ban-member",
  "restore-member",
]);
export type DecisionKind = z.infer<typeof DecisionKind>;

/** What a moderator did, to whom, why. */
export const DecisionView = z.object({
  id: Id,
  kind: DecisionKind,
  by: PersonView,
  /** Whom it concerned; anonymous askers stay so. */
  about: PersonView,
  reason: z.string(),
  excerpt: z.string(),
  link: z.string(),
  createdAt: Moment,
});
export type DecisionView = z.infer<typeof DecisionView>;

export const moderation = {
  listTriage: operation({
    http: "GET /triage",
    access: "moderator",
    input: z.strictObject({ cursor: Cursor.optional() }),
    output: pageOf(TriageView),
  }),
  listDecisions: operation({
    http: "GET /decisions",
    access: "moderator",
    input: z.strictObject({ cursor: Cursor.optional() }),
    output: pageOf(DecisionView),
  }),
};

/** `triage:SECTION:LANGUAGE`, for moderators. */
export const triageStream = stream("triage", { triage: TriageView });
