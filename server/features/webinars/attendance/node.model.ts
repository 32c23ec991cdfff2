/** A running server: it beats every ten seconds, so that whoever finds it silent can end what it left open. */
import mongoose from "mongoose";

export interface Node {
  _id: string;
  createdAt: Date;
  beatAt: Date;
  version: number;
}

const schema = new mongoose.Schema<Node>(
  {
    _id: { type: String, required: true },
    createdAt: { type: Date, required: true },
    beatAt: { type: Date, required: true },
    version: { type: Number, default: 1 },
  },
  { collection: "nodes", versionKey: false },
);
schema.index({ beatAt: 1 });

export const Nodes = mongoose.model<Node>("Node", schema);
