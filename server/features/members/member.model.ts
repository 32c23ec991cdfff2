/** A member, with what signs her or him in. */
import mongoose from "mongoose";
import type { z } from "zod";
import type { Gender, Role } from "../../../shared/contracts/common.ts";
import type { MemberState, MeView } from "../../../shared/contracts/members.ts";
import { type Thing, thingSchema } from "../../database/thing.ts";

export interface Member extends Thing {
  name: string;
  /** The name as it looks: no two members look alike. */
  nameKey: string;
  /** Beginnings of the words of the name, for finding while one types. */
  searchKeys: string[];
  email: string;
  role: Role;
  state: z.infer<typeof MemberState>;
  organisation: string;
  country: string | null;
  gender: z.infer<typeof Gender>;
  language: string;
  timeZone: string;
  theme: MeView["theme"];
  passwordHash: string | null;
  /** Sessions of another epoch are over: raised by signing out everywhere, a new password, a ban. */
  signInEpoch: number;
  /** Mailed links name the number that stood when they were made; using one raises it. */
  linkNonce: number;
  resetNonce: number;
  lastSeenAt: Date | null;
  /** "first": made by the first run's link; there is one at most. */
  founder: string | null;
  /** Suspensions, bans and restorations that are not recorded yet. */
  decisions: Decision[];
}

/** A decision that stands in the member itself until it is recorded: who, what, why, by which change. */
export interface Decision {
  byId: string;
  state: "active" | "suspended" | "banned";
  reason: string;
  changeId: string;
}
const decision = new mongoose.Schema<Decision>(
  { byId: String, state: String, reason: String, changeId: String },
  { _id: false, id: false },
);

const schema = thingSchema<Omit<Member, keyof Thing>>({
  name: { type: String, required: true },
  nameKey: { type: String, required: true },
  searchKeys: { type: [String], required: true },
  email: { type: String, required: true },
  role: { type: String, required: true },
  state: { type: String, required: true },
  organisation: { type: String, default: "" },
  country: { type: String, default: null },
  gender: { type: String, default: "unsaid" },
  language: { type: String, required: true },
  timeZone: { type: String, required: true },
  theme: { type: String, default: "system" },
  passwordHash: { type: String, default: null },
  signInEpoch: { type: Number, default: 0 },
  linkNonce: { type: Number, default: 0 },
  resetNonce: { type: Number, default: 0 },
  lastSeenAt: { type: Date, default: null },
  founder: { type: String, default: null },
  decisions: { type: [decision], default: [] },
});
schema.index({ email: 1 }, { unique: true });
schema.index({ nameKey: 1 }, { unique: true });
schema.index({ founder: 1 }, { unique: true, partialFilterExpression: { founder: "first" } });
schema.index({ role: 1 });
schema.index({ createdAt: -1, _id: -1 });
schema.index({ searchKeys: 1, nameKey: 1 });

export const Members = mongoose.model<Member>("Member", schema as unknown as mongoose.Schema<Member>, "members");

/** What a new member begins with, beside what is said of her or him. */
export const newMember = {
  state: "active" as const,
  theme: "system" as const,
  passwordHash: null,
  signInEpoch: 0,
  linkNonce: 0,
  resetNonce: 0,
  lastSeenAt: null,
  founder: null,
  decisions: [],
};
