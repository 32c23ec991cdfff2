/** A mail that goes out, or went: kept until the server of the recipient's has it. */
import mongoose from "mongoose";
import { type Thing, thingSchema } from "../../database/thing.ts";

export interface Mail extends Thing {
  to: string;
  toName: string;
  language: string;
  subject: string;
  /** Empty once it was sent: links that sign somebody in are not left lying about. */
  text: string;
  state: "waiting" | "sent" | "written" | "failed";
  /** No use after this moment (the link in it is over). */
  until: Date | null;
  /** Who sends it keeps it until then, so that two nodes do not send it twice. */
  leasedUntil: Date;
  /** What the mail server said last, where it refused. */
  failure: string | null;
}

const schema = thingSchema<Omit<Mail, keyof Thing>>({
  to: { type: String, required: true },
  toName: { type: String, default: "" },
  language: { type: String, required: true },
  subject: { type: String, required: true },
  text: { type: String, default: "" },
  state: { type: String, required: true },
  until: { type: Date, default: null },
  leasedUntil: { type: Date, required: true },
  failure: { type: String, default: null },
});
schema.index({ createdAt: -1, _id: -1 });

export const Mails = mongoose.model<Mail>("Mail", schema as unknown as mongoose.Schema<Mail>, "mails");
