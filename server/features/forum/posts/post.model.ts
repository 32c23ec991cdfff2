/** A post as it is stored: Markdown, and the HTML made of it when it was written. */
import mongoose from "mongoose";
import type { PostView } from "../../../../shared/contracts/forum.ts";
import { type Thing, thingSchema } from "../../../database/thing.ts";
import { type Decision, decision } from "../threads/thread.model.ts";

export interface Post extends Thing {
  threadId: string;
  sectionId: string;
  /** The largest of the thread + 1; the order, the page and the read mark. */
  number: number;
  /** Of a reply "as the asker" for the right to edit alone. */
  authorId: string;
  asAsker: boolean;
  /** Written by a panellist of the webinar that the thread was carried from. */
  panellist: boolean;
  body: string;
  html: string;
  /** Which renderer made `html`. */
  renderer: number;
  language: string;
  /** Said by a person, not guessed: an edit leaves it. */
  languageGiven: boolean;
  state: PostView["state"];
  replyTo: { id: string; number: number; authorId: string; asAsker: boolean } | null;
  keyQuestionId: string | null;
  mentions: string[];
  /** Mentioned by the last edit and not before, or by an earlier one that has not told them yet. */
  newMentions: string[];
  /** Ids of the posts it quotes. */
  quotes: string[];
  reactions: { heart: string[]; insight: string[] };
  edits: number;
  editedAt: Date | null;
  /** The version with which the text came to be what it is; a reaction raises the version, not this. */
  bodyVersion: number;
  isAnswer: boolean;
  /** Why a moderator hid it. */
  reason: string | null;
  /** What moderators decided and is not recorded yet. */
  decisions: Decision[];
}

const replyTo = new mongoose.Schema<NonNullable<Post["replyTo"]>>(
  { id: String, number: Number, authorId: String, asAsker: Boolean },
  { _id: false, id: false },
);

const schema = thingSchema<Omit<Post, keyof Thing>>(
  {
    threadId: { type: String, required: true },
    sectionId: { type: String, required: true },
    number: { type: Number, required: true },
    authorId: { type: String, required: true },
    asAsker: { type: Boolean, default: false },
    panellist: { type: Boolean, default: false },
    body: { type: String, required: true },
    html: { type: String, default: "" },
    renderer: { type: Number, required: true },
    language: { type: String, required: true },
    languageGiven: { type: Boolean, default: false },
    state: { type: String, required: true },
    replyTo: { type: replyTo, default: null },
    keyQuestionId: { type: String, default: null },
    mentions: { type: [String], default: [] },
    newMentions: { type: [String], default: [] },
    quotes: { type: [String], default: [] },
    reactions: { heart: { type: [String], default: [] }, insight: { type: [String], default: [] } },
    edits: { type: Number, default: 0 },
    editedAt: { type: Date, default: null },
    bodyVersion: { type: Number, default: 1 },
    isAnswer: { type: Boolean, default: false },
    reason: { type: String, default: null },
    decisions: { type: [decision], default: [] },
  },
  { watched: true },
);
// What a page asks of each of its posts, answered from the index.
schema.index({ threadId: 1, number: 1, state: 1, version: 1, _id: 1 });
schema.index({ threadId: 1, number: 1 }, { unique: true });
// How many are shown, and which is the last or the next of them.
schema.index({ threadId: 1, state: 1, number: 1 });
schema.index({ sectionId: 1, createdAt: 1, _id: 1 });

export const Posts = mongoose.model<Post>("Post", schema as unknown as mongoose.Schema<Post>, "posts");
