/** A guest: a person of one webinar, without membership, let in by a personal link. */
import mongoose from "mongoose";
import type { MeView } from "../../../../shared/contracts/members.ts";
import { type Thing, thingSchema } from "../../../database/thing.ts";

export interface Guest extends Thing {
  webinarId: string;
  name: string;
  email: string | null;
  organisation: string;
  country: string | null;
  language: string;
  timeZone: string;
  theme: MeView["theme"];
  panellist: boolean;
  /** The personal link and its sessions end then; null as long as the webinar has not closed. */
  linkUntil: Date | null;
  signInEpoch: number;
  linkNonce: number;
  lastSeenAt: Date | null;
}

const schema = thingSchema<Omit<Guest, keyof Thing>>({
  webinarId: { type: String, required: true },
  name: { type: String, required: true },
  email: { type: String, default: null },
  organisation: { type: String, default: "" },
  country: { type: String, default: null },
  language: { type: String, required: true },
  timeZone: { type: String, required: true },
  theme: { type: String, default: "system" },
  panellist: { type: Boolean, default: false },
  linkUntil: { type: Date, default: null },
  signInEpoch: { type: Number, default: 0 },
  linkNonce: { type: Number, default: 0 },
  lastSeenAt: { type: Date, default: null },
});
schema.index({ webinarId: 1, createdAt: 1 });

export const Guests = mongoose.model<Guest>("Guest", schema as unknown as mongoose.Schema<Guest>, "guests");
