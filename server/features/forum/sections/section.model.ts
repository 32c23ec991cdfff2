/** A section as it is stored: its rule of who reads and writes stands in itself. */
import mongoose from "mongoose";
import type { Audience } from "../../../../shared/contracts/forum.ts";
import { type Thing, thingSchema } from "../../../database/thing.ts";

export interface Section extends Thing {
  slug: string;
  title: string;
  description: string;
  readers: Audience;
  writers: Audience;
  /** Outside these instants nobody writes. */
  opensAt: Date | null;
  closesAt: Date | null;
  /** The dialogue whose forum this is, as that dialogue says. */
  dialogue: { slug: string; title: string } | null;
  /** The key questions that a post here may answer; null where no dialogue has said. */
  keyQuestionIds: string[] | null;
  /** Counted again after each change, never incremented. */
  threads: number;
  posts: number;
  lastPostAt: Date | null;
}

const dialogue = new mongoose.Schema<NonNullable<Section["dialogue"]>>({ slug: String, title: String }, { _id: false });

const schema = thingSchema<Omit<Section, keyof Thing>>(
  {
    slug: { type: String, required: true },
    title: { type: String, required: true },
    description: { type: String, default: "" },
    readers: { type: String, required: true },
    writers: { type: String, required: true },
    opensAt: { type: Date, default: null },
    closesAt: { type: Date, default: null },
    dialogue: { type: dialogue, default: null },
    keyQuestionIds: { type: [String], default: null },
    threads: { type: Number, default: 0 },
    posts: { type: Number, default: 0 },
    lastPostAt: { type: Date, default: null },
  },
  { watched: true },
);
schema.index({ slug: 1 }, { unique: true });
schema.index({ createdAt: 1, _id: 1 });

export const Sections = mongoose.model<Section>("Section", schema as unknown as mongoose.Schema<Section>, "sections");
