/** A line of the live chat. */
import mongoose from "mongoose";
import { type Thing, thingSchema } from "../../../database/thing.ts";

export interface ChatLine extends Thing {
  webinarId: string;
  authorId: string;
  badge: "panellist" | "moderator" | null;
  text: string;
  language: string;
  removed: boolean;
  /** Whose decision that was, by which change, and why. */
  removedById: string | null;
  removedBy: string | null;
  reason: string;
}

const schema = thingSchema<Omit<ChatLine, keyof Thing>>(
  {
    webinarId: { type: String, required: true },
    authorId: { type: String, required: true },
    badge: { type: String, default: null },
    text: { type: String, required: true },
    language: { type: String, required: true },
    removed: { type: Boolean, default: false },
    removedById: { type: String, default: null },
    removedBy: { type: String, default: null },
    reason: { type: String, default: "" },
  },
  { watched: true },
);
schema.index({ webinarId: 1, createdAt: -1 });

export const ChatLines = mongoose.model<ChatLine>(
  "ChatLine",
  schema as unknown as mongoose.Schema<ChatLine>,
  "chatMessages",
);
