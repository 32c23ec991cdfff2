/** The fields that every stored thing has, and the indexes that follow from them. */
import mongoose, { type SchemaDefinition } from "mongoose";

export interface Thing {
  _id: string;
  createdAt: Date;
  /** Raised by every change, in the change's own write. */
  version: number;
  /** What must still follow the last changes: "tell", and effects of its kind; "parked:…" was given up after 20 tries. */
  pending: string[];
  pendingSince: Date | null;
  /** Every stream where the thing is or ever was visible. */
  shownIn: string[];
  /** The last 16 changes that people made, as `person/changeId`. */
  changes: string[];
  /** Who sent it first, and the hash of what was sent. */
  writtenBy: string | null;
  inputHash: string | null;
}

/**
 * A strict schema with string ids, without mongoose's own version key and timestamps. `watched`: things of this kind are shown in
 * streams, where windows are read by `createdAt`.
 */
export function thingSchema<D>(
  fields: SchemaDefinition<D>,
  { watched = false }: { watched?: boolean } = {},
): mongoose.Schema<D & Thing> {
  const schema = new mongoose.Schema(
    {
      ...(fields as SchemaDefinition),
      _id: { type: String, required: true },
      createdAt: { type: Date, required: true },
      version: { type: Number, default: 1 },
      pending: { type: [String], default: [] },
      pendingSince: { type: Date, default: null },
      shownIn: { type: [String], default: [] },
      changes: { type: [String], default: [] },
      writtenBy: { type: String, default: null },
      inputHash: { type: String, default: null },
    },
    { strict: "throw", versionKey: false, id: false, minimize: false },
  );
  schema.index({ pending: 1, pendingSince: 1 });
  if (watched) schema.index({ shownIn: 1, createdAt: -1 });
  return schema as unknown as mongoose.Schema<D & Thing>;
}
