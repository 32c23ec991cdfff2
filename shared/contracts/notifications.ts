/** The inbox: what concerns one person, each thing once. */
import { z } from "zod";
import { operation } from "../operation.ts";
import { Cursor, Moment, NewId, PersonView, pageOf } from "./common.ts";

/** Why something is in the inbox. */
export const NotificationKind = z.enum([
  "reply",
  "quote",
  "mention",
  "decision",
  "assigned",
  "question-answered",
  "question-declined",
  "question-approved",
  "question-carried",
  "carried-for-you",
  "carried-voted",
  "answered-in-forum",
  "followed",
]);
export type NotificationKind = z.infer<typeof NotificationKind>;

/** One thing in the inbox. The words are made from `kind` and these parts in the reader's language. */
export const NotificationView = z.object({
  /** `kind:subject:person`, which makes it there exactly once. */
  id: z.string(),
  kind: NotificationKind,
  actor: PersonView.nullable(),
  title: z.string(),
  excerpt: z.string(),
  language: z.string(),
  /** Where it leads, a path of this server. */
  link: z.string(),
  /** Why, for a decision. */
  reason: z.string().nullable(),
  /** How many, where one notice stands for several questions. */
  count: z.int().nullable(),
  createdAt: Moment,
  readAt: Moment.nullable(),
  version: z.int(),
});
export type NotificationView = z.infer<typeof NotificationView>;

export const notifications = {
  listNotifications: operation({
    http: "GET /notifications",
    access: "signed-in",
    input: z.strictObject({ cursor: Cursor.optional(), only: z.enum(["all", "unread"]).default("all") }),
    output: pageOf(NotificationView).extend({ unread: z.int() }),
  }),
  /** Marks one as read, or all up to `upTo`. */
  markRead: operation({
    http: "POST /notifications/read",
    access: "signed-in",
    input: z.strictObject({ changeId: NewId, id: z.string().max(200).optional(), upTo: Moment.optional() }),
    output: z.object({ unread: z.int() }),
  }),
};
