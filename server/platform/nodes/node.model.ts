/** A running server: it shows now and then that it is alive, so that whoever finds it silent can end what it left open. */
import mongoose from "mongoose";

export interface Node {
  _id: string;
  /** Since when it runs, by the database's own time. */
  createdAt: Date;
  /** The machine and the process, for people. */
  place: string;
  /** The Redis server by which it hears the others; null: none now, or not known which. */
  redis: string | null;
  /** Its last sign of life by the database's own time: nodes judge each other by this. 1970: others take it for dead, and end what it left open. */
  aliveAt: Date;
  /** The same by the house's clock, which a replay moves: what it left open ends then. */
  beatAt: Date;
  version: number;
}

const schema = new mongoose.Schema<Node>(
  {
    _id: { type: String, required: true },
    createdAt: { type: Date, required: true },
    place: { type: String, default: "" },
    redis: { type: String, default: null },
    aliveAt: { type: Date, required: true },
    beatAt: { type: Date, required: true },
    version: { type: Number, default: 1 },
  },
  { collection: "nodes", versionKey: false },
);

export const Nodes = mongoose.model<Node>("Node", schema);
