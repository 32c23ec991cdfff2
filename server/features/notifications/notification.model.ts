/** One thing in somebody's inbox; its id, `kind:subject:person`, makes it there exactly once. */
import mongoose from "mongoose";
import type { NotificationKind } from "../../../shared/contracts/notifications.ts";
import { type Thing, thingSchema } from "../../database/thing.ts";

export interface Notification extends Thing {
  personId: string;
  kind: NotificationKind;
  subjectId: string;
  /** Who caused it; null where that is nobody, or nobody whom the reader may know. */
  actorId: string | null;
  title: string;
  excerpt: string;
  language: string;
  link: string;
  reason: string | null;
  count: number | null;
  readAt: Date | null;
}

const schema = thingSchema<Omit<Notification, keyof Thing>>(
  {
    personId: { type: String, required: true },
    kind: { type: String, required: true },
    subjectId: { type: String, required: true },
    actorId: { type: String, default: null },
    title: { type: String, default: "" },
    excerpt: { type: String, default: "" },
    language: { type: String, required: true },
    link: { type: String, required: true },
    reason: { type: String, default: null },
    count: { type: Number, default: null },
    readAt: { type: Date, default: null },
  },
  { watched: true },
);
// Who was told about a thing, answered from the index.
schema.index({ subjectId: 1, personId: 1 });
schema.index({ personId: 1, createdAt: -1, _id: -1 });
schema.index({ personId: 1, readAt: 1, createdAt: -1, _id: -1 });

export const Notifications = mongoose.model<Notification>(
  "Notification",
  schema as unknown as mongoose.Schema<Notification>,
  "notifications",
);
