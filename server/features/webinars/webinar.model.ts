/** A webinar as it is kept: its plan, its people, and how far its close has come. */
import mongoose from "mongoose";
import type { NewWebinar, WebinarState } from "../../../shared/contracts/webinars.ts";
import { type Thing, thingSchema } from "../../database/thing.ts";

export interface Webinar extends Thing {
  title: string;
  description: string;
  language: string;
  dialogueId: string | null;
  /** Where its open questions go. */
  sectionId: string;
  timeZone: string;
  /** The local time as written; the instants are computed from it. */
  starts: string;
  minutes: number;
  startsAt: Date;
  endsAt: Date;
  preApproval: boolean;
  anonymity: NewWebinar["anonymity"];
  questionsAhead: boolean;
  panellistIds: string[];
  moderatorIds: string[];
  /** Who opened or closed it; not counted as attendees. */
  hostIds: string[];
  state: WebinarState;
  openedAt: Date | null;
  /** The instant from which nothing enters. */
  closedAt: Date | null;
  /** The state to go back to when a close is called back. */
  before: WebinarState | null;
  /** What it becomes when the close is done. */
  becomes: "closed" | "cancelled" | null;
  /** Whether its open questions are declined instead of carried: a cancelled one may say so. */
  declines: boolean;
  /** Nothing is carried before this instant. */
  carryFrom: Date | null;
  /** When the first question was free to be carried; from here on there is no way back. */
  carrying: Date | null;
}

const schema = thingSchema<Omit<Webinar, keyof Thing>>(
  {
    title: { type: String, required: true },
    description: { type: String, default: "" },
    language: { type: String, required: true },
    dialogueId: { type: String, default: null },
    sectionId: { type: String, required: true },
    timeZone: { type: String, required: true },
    starts: { type: String, required: true },
    minutes: { type: Number, required: true },
    startsAt: { type: Date, required: true },
    endsAt: { type: Date, required: true },
    preApproval: { type: Boolean, required: true },
    anonymity: { type: String, required: true },
    questionsAhead: { type: Boolean, required: true },
    panellistIds: { type: [String], default: [] },
    moderatorIds: { type: [String], default: [] },
    hostIds: { type: [String], default: [] },
    state: { type: String, required: true },
    openedAt: { type: Date, default: null },
    closedAt: { type: Date, default: null },
    before: { type: String, default: null },
    becomes: { type: String, default: null },
    declines: { type: Boolean, default: false },
    carryFrom: { type: Date, default: null },
    carrying: { type: Date, default: null },
  },
  { watched: true },
);
schema.index({ dialogueId: 1, startsAt: 1 });
schema.index({ state: 1, endsAt: 1 });

export const Webinars = mongoose.model<Webinar>("Webinar", schema as unknown as mongoose.Schema<Webinar>, "webinars");
