/** The community's own settings: one document. */
import mongoose from "mongoose";
import { type Thing, thingSchema } from "../../database/thing.ts";

export interface Settings extends Thing {
  communityName: string;
  organisationName: string;
  tagline: string;
  languages: string[];
  timeZone: string;
  engagedMinutes: number;
  demonstration: boolean;
  /** What the one-time link of the first run is made with; nobody reads it but the link's check. */
  firstAdminNonce: string | null;
}

const schema = thingSchema<Omit<Settings, keyof Thing>>({
  communityName: { type: String, required: true },
  organisationName: { type: String, default: "" },
  tagline: { type: String, default: "" },
  languages: { type: [String], required: true },
  timeZone: { type: String, required: true },
  engagedMinutes: { type: Number, required: true },
  demonstration: { type: Boolean, default: false },
  firstAdminNonce: { type: String, default: null },
});

export const SettingsDocuments = mongoose.model<Settings>(
  "Settings",
  schema as unknown as mongoose.Schema<Settings>,
  "settings",
);
/** Other documents of that collection belong to the platform. */
export const communityId = "community";
