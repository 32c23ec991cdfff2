/** What a post said before an edit: one revision for each text that others may have read. */
import mongoose from "mongoose";
import type { Post } from "./post.model.ts";

export interface Revision {
  /** `post:version that brought this text` */
  _id: string;
  postId: string;
  /** The version of the post with which this text began. */
  bodyVersion: number;
  body: string;
  language: string;
  /** When it was written. */
  at: Date;
}

const schema = new mongoose.Schema<Revision>(
  {
    _id: { type: String, required: true },
    postId: { type: String, required: true },
    bodyVersion: { type: Number, required: true },
    body: { type: String, required: true },
    language: { type: String, required: true },
    at: { type: Date, required: true },
  },
  { strict: "throw", versionKey: false, id: false },
);
schema.index({ postId: 1, bodyVersion: 1 });

export const Revisions = mongoose.model<Revision>("Revision", schema, "revisions");

/** Keeps the present text of a post before another takes its place. Again is harmless. */
export async function keepRevision(
  post: Pick<Post, "_id" | "bodyVersion" | "body" | "language" | "editedAt" | "createdAt">,
): Promise<void> {
  const { _id: postId, bodyVersion, body, language, editedAt, createdAt } = post;
  await Revisions.updateOne(
    { _id: `${postId}:${bodyVersion}` },
    { $setOnInsert: { postId, bodyVersion, body, language, at: editedAt ?? createdAt } },
    { upsert: true },
  );
}
