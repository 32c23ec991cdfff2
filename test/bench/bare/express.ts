/** Bare Express: sends bytes that it was given, encoded beforehand, at the paths where the product has its pages. */
import type { AddressInfo } from "node:net";
import express from "express";
import { answer } from "../helper.ts";

export interface Pages {
  type: string;
  /** Path and bytes. */
  pages: [path: string, bytes: string][];
}

const kept = new Map<string, Buffer>();
let type = "application/json";
const app = express();
app.disable("x-powered-by");
// What an ETag costs is the product's own affair.
app.disable("etag");
app.get(["/api/threads/:threadId", "/threads/:threadId"], (request, response) => {
  response.set("Content-Type", type).send(kept.get(request.path));
});
const listening = app.listen(0, "127.0.0.1");

answer({
  url: () => `http://127.0.0.1:${(listening.address() as AddressInfo).port}`,
  keep(given: Pages) {
    type = given.type;
    kept.clear();
    for (const [path, bytes] of given.pages) kept.set(path, Buffer.from(bytes));
  },
});
