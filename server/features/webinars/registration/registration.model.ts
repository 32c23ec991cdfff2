/** Who said that they come. */
import mongoose from "mongoose";
import { type Thing, thingSchema } from "../../../database/thing.ts";

export interface Registration extends Thing {
  webinarId: string;
  personId: string;
  /** False once taken back. */
  comes: boolean;
}

const schema = thingSchema<Omit<Registration, keyof Thing>>({
  webinarId: { type: String, required: true },
  personId: { type: String, required: true },
  comes: { type: Boolean, required: true },
});
schema.index({ webinarId: 1, comes: 1 });

export const Registrations = mongoose.model<Registration>(
  "Registration",
  schema as unknown as mongoose.Schema<Registration>,
  "registrations",
);

export const registrationId = (webinarId: string, personId: string): string => `${webinarId}:${personId}`;
