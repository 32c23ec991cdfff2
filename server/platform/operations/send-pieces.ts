/** Sends what is kept in the pieces in which it lies: nothing is copied into one. */
import type { Response } from "express";

export function sendPieces(response: Response, type: string, pieces: readonly Buffer[]): void {
  let length = 0;
  for (const piece of pieces) length += piece.length;
  response.setHeader("Content-Type", type);
  response.setHeader("Content-Length", length);
  // They go out together, when the last of them is there.
  for (const piece of pieces.slice(0, -1)) response.write(piece);
  response.end(pieces.at(-1));
}
