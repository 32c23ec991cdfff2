/** From when to when a person was present on one connection, and through which node. */
import mongoose from "mongoose";

export interface Interval {
  _id: string;
  webinarId: string;
  personId: string;
  nodeId: string;
  country: string | null;
  startedAt: Date;
  /** Null while it lasts. */
  endedAt: Date | null;
  createdAt: Date;
  version: number;
}

const schema = new mongoose.Schema<Interval>(
  {
    _id: { type: String, required: true },
    webinarId: { type: String, required: true },
    personId: { type: String, required: true },
    nodeId: { type: String, required: true },
    country: { type: String, default: null },
    startedAt: { type: Date, required: true },
    endedAt: { type: Date, default: null },
    createdAt: { type: Date, required: true },
    version: { type: Number, default: 1 },
  },
  { collection: "attendance", versionKey: false },
);
schema.index({ webinarId: 1, endedAt: 1 });
schema.index({ nodeId: 1, endedAt: 1 });

export const Intervals = mongoose.model<Interval>("Interval", schema);
