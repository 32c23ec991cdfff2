/** A dialogue as it is stored. What was written stands beside what was computed from it. */
import mongoose from "mongoose";
import type { DialogueView } from "../../../shared/contracts/dialogues.ts";
import { type Thing, thingSchema } from "../../database/thing.ts";

/** Markdown as it was written, and the HTML made of it then. */
export interface Rendered {
  language: string;
  body: string;
  html: string;
}

export interface Dialogue extends Thing {
  slug: string;
  number: number | null;
  title: string;
  language: string;
  timeZone: string;
  /** Local times in `timeZone`, and the instants that they name. */
  opens: string;
  closes: string;
  opensAt: Date;
  closesAt: Date;
  /** What was last told; what holds is asked of the clock. */
  state: DialogueView["state"];
  conceptNotes: Rendered[];
  keyQuestions: { id: string; texts: Record<string, string> }[];
  conclusions: Rendered | null;
  sectionId: string;
  /** Its organiser. */
  facilitatorId: string;
}

const rendered = { _id: false, language: String, body: String, html: String };
const schema = thingSchema<Omit<Dialogue, keyof Thing>>(
  {
    slug: { type: String, required: true },
    number: { type: Number, default: null },
    title: { type: String, required: true },
    language: { type: String, required: true },
    timeZone: { type: String, required: true },
    opens: { type: String, required: true },
    closes: { type: String, required: true },
    opensAt: { type: Date, required: true },
    closesAt: { type: Date, required: true },
    state: { type: String, required: true },
    conceptNotes: [rendered],
    keyQuestions: [{ _id: false, id: String, texts: mongoose.Schema.Types.Mixed }],
    conclusions: { type: rendered, default: null },
    sectionId: { type: String, required: true },
    facilitatorId: { type: String, required: true },
  },
  { watched: true },
);
schema.index({ slug: 1 }, { unique: true });
schema.index({ sectionId: 1 }, { unique: true });
schema.index({ opensAt: -1, _id: -1 });

export const Dialogues = mongoose.model<Dialogue>(
  "Dialogue",
  schema as unknown as mongoose.Schema<Dialogue>,
  "dialogues",
);
