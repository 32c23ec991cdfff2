/** A vote: a document of its own, so that voting twice is one vote and taking it back is a delete. */
import mongoose from "mongoose";
import { type Thing, thingSchema } from "../../../database/thing.ts";

export interface Vote extends Thing {
  questionId: string;
  webinarId: string;
  personId: string;
}

const schema = thingSchema<Omit<Vote, keyof Thing>>({
  questionId: { type: String, required: true },
  webinarId: { type: String, required: true },
  personId: { type: String, required: true },
});
schema.index({ questionId: 1, personId: 1 });
schema.index({ webinarId: 1, personId: 1 });

export const Votes = mongoose.model<Vote>("Vote", schema as unknown as mongoose.Schema<Vote>, "votes");

export const voteId = (questionId: string, personId: string): string => `${questionId}:${personId}`;
