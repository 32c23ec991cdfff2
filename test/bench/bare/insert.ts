/**
 * Bare Express that inserts what it is sent, durably, in the engine that the product runs on, and does nothing else: straight by the
 * driver, or, under `/mongoose`, by a mongoose model as an application would.
 */
import type { AddressInfo } from "node:net";
import express from "express";
import mongoose from "mongoose";
import { connect } from "../../../server/database/connect.ts";
import { answer } from "../helper.ts";

const Notes = mongoose.model(
  "Note",
  new mongoose.Schema({ _id: String, threadId: String, body: String, createdAt: Date }, { versionKey: false }),
);
await connect({ mongoUrl: process.env["MONGO_URL"] || undefined, dataDir: process.env["DATA_DIR"] ?? "" });

const app = express();
app.disable("x-powered-by");
app.disable("etag");
app.post("/api/threads/:threadId/posts", express.json(), async (request, response) => {
  const { id, body } = request.body as { id: string; body: string };
  const note = { _id: id, threadId: request.params["threadId"], body, createdAt: new Date() };
  await Notes.collection.insertOne(note as never);
  response.json(note);
});
app.post("/mongoose/api/threads/:threadId/posts", express.json(), async (request, response) => {
  const { id, body } = request.body as { id: string; body: string };
  const note = { _id: id, threadId: request.params["threadId"], body, createdAt: new Date() };
  response.json((await Notes.create(note)).toObject());
});
const listening = app.listen(0, "127.0.0.1");

answer({ url: () => `http://127.0.0.1:${(listening.address() as AddressInfo).port}` });
