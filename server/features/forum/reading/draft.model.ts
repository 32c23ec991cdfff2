/** What somebody is writing and has not sent, one for each place. */
import mongoose from "mongoose";
import { readOne } from "../../../database/read.ts";

export interface Draft {
  /** `person:place` */
  _id: string;
  body: string;
  title: string;
  savedAt: Date;
}

const schema = new mongoose.Schema<Draft>(
  {
    _id: { type: String, required: true },
    body: { type: String, default: "" },
    title: { type: String, default: "" },
    savedAt: { type: Date, required: true },
  },
  { strict: "throw", versionKey: false, id: false },
);

export const Drafts = mongoose.model<Draft>("Draft", schema, "drafts");

export const draftOf = (personId: string, place: string): Promise<Draft | null> =>
  readOne(Drafts, { _id: `${personId}:${place}` });

export async function dropDraft(personId: string, place: string): Promise<void> {
  await Drafts.deleteOne({ _id: `${personId}:${place}` });
}
