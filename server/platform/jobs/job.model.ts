/** What is to be done at a moment, by whichever node gets to it. */
import mongoose from "mongoose";

export interface Job {
  _id: string;
  name: string;
  /** What it is about: the id of a dialogue, a webinar … */
  subject: string;
  dueAt: Date;
  /** Who works on it (null: nobody), and until when that is believed. */
  lease: string | null;
  leasedUntil: Date;
  tries: number;
  createdAt: Date;
  version: number;
}

const schema = new mongoose.Schema<Job>(
  {
    _id: { type: String, required: true },
    name: { type: String, required: true },
    subject: { type: String, required: true },
    dueAt: { type: Date, required: true },
    lease: { type: String, default: null },
    leasedUntil: { type: Date, required: true },
    tries: { type: Number, default: 0 },
    createdAt: { type: Date, required: true },
    version: { type: Number, default: 1 },
  },
  { collection: "jobs", versionKey: false },
);
schema.index({ dueAt: 1 });

export const Jobs = mongoose.model<Job>("Job", schema);
