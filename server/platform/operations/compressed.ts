/** Answers go compressed to whoever takes that; for everybody else nothing is looked at. */
import compression from "compression";
import type { RequestHandler } from "express";

export function compressed(): RequestHandler {
  const compress = compression();
  return (request, response, next) => {
    if (request.headers["accept-encoding"] === undefined) next();
    else compress(request, response, next);
  };
}
