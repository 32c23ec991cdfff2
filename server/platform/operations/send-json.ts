/** Sends an answer in the pieces in which it is kept: nothing is copied into one. */
import type { Response } from "express";
import type { Json } from "../../../shared/operation.ts";
import { encodeParts, partsOf } from "./kept-views.ts";

export function sendJson(response: Response, answer: Json): void {
  const pieces = encodeParts(partsOf(answer));
  response.setHeader("Content-Type", "application/json; charset=utf-8");
  response.setHeader(
    "Content-Length",
    pieces.reduce((length, piece) => length + piece.length, 0),
  );
  // They go out together, when the last of them is there.
  for (const piece of pieces) response.write(piece);
  response.end();
}
