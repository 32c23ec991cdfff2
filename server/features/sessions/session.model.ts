/** A session: one browser that somebody signed in with. */
import mongoose from "mongoose";
import { type Thing, thingSchema } from "../../database/thing.ts";

export interface Session extends Thing {
  personId: string;
  personKind: "member" | "guest";
  /** The person's `signInEpoch` when it began: raised, the session is over. */
  epoch: number;
  /** The number of the present refresh token. */
  generation: number;
  /** When the present refresh token first came back: from then on the former has 60 seconds. */
  seenAt: Date | null;
  /** Last renewal, or a day at most before it was last used on a socket: 30 days without use end it. */
  usedAt: Date;
  endedAt: Date | null;
}

const schema = thingSchema<Omit<Session, keyof Thing>>({
  personId: { type: String, required: true },
  personKind: { type: String, required: true },
  epoch: { type: Number, required: true },
  generation: { type: Number, required: true },
  seenAt: { type: Date, default: null },
  usedAt: { type: Date, required: true },
  endedAt: { type: Date, default: null },
});
schema.index({ usedAt: 1 });

export const Sessions = mongoose.model<Session>("Session", schema as unknown as mongoose.Schema<Session>, "sessions");
