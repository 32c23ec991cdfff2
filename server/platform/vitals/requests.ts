/** Gives every request its id, and times it until the last byte of its answer. */
import { randomUUID } from "node:crypto";
import type { RequestHandler } from "express";
import { log } from "../log.ts";
import { requests } from "./counts.ts";
import { isStopping } from "./ready.ts";

/** As proxies make them; anything else could forge lines or grow without end. */
const wellFormed = /^[\w.-]{8,64}$/;
const slow = 1000;
/** The answer was not waited for. */
const gone = "499";

/** Believes a proxy's `X-Request-Id` where proxies are trusted, makes one otherwise, and answers it. */
export const noteRequests =
  ({ trustedProxies }: { trustedProxies: number }): RequestHandler =>
  (request, response, next) => {
    const began = performance.now();
    const given = trustedProxies > 0 ? request.headers["x-request-id"] : undefined;
    const requestId = typeof given === "string" && wellFormed.test(given) ? given : randomUUID();
    response.locals["requestId"] = requestId;
    response.setHeader("X-Request-Id", requestId);
    // Whoever comes next by this connection would find nobody.
    if (isStopping()) response.setHeader("Connection", "close");
    response.once("close", () => {
      const ms = performance.now() - began;
      const route = (response.locals["route"] as string | undefined) ?? routeOf(request.path);
      const status = response.writableFinished ? String(response.statusCode) : gone;
      requests.note(ms / 1000, route, status);
      const level = ms > slow && status !== gone ? "warn" : "debug";
      if (!log.isLevelEnabled(level)) return;
      const line = { requestId, route, method: request.method, status: Number(status), ms: Math.round(ms * 10) / 10 };
      log[level](line, level === "warn" ? "a slow request" : "a request");
    });
    next();
  };

/** Of what nobody has named there are few kinds. */
const routeOf = (path: string): string => (path.startsWith("/assets/") ? "asset" : "other");
