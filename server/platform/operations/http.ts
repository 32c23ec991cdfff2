/** Mounts operations on Express: `POST /api/threads/:threadId/posts` and its like. */
import { randomUUID } from "node:crypto";
import { parseCookie } from "cookie";
import express, { type Express, type NextFunction, type Request, type Response } from "express";
import { log } from "../log.ts";
import { Problem, tellProblem } from "../problem.ts";
import { isDatabaseAway, noteRefusal, type Way, wasLogged } from "../vitals/note-operation.ts";
import type { Identify, Identity } from "./identity.ts";
import { encodeParts, partsOf } from "./kept-views.ts";
import type { Limit } from "./limit-requests.ts";
import { sendPieces } from "./send-pieces.ts";
import type { Exchange, Served } from "./serve.ts";
import { fromText } from "./text-input.ts";

export interface HttpOptions {
  identify: Identify;
  /** Cookies are `Secure` and named `__Host-…`. */
  secure: boolean;
  limit: Limit;
  /** Refuses unsafe requests of foreign pages: throws `foreign-origin`. */
  checkOrigin: (request: Request) => void;
}

/** What a use case may know of this request. */
export function exchangeOf(
  request: Request,
  response: Response,
  identity: Identity,
  { secure, way }: { secure: boolean; way: Way },
): Exchange {
  return {
    requestId: requestIdOf(response),
    way,
    get address() {
      return request.ip ?? "unknown";
    },
    get userAgent() {
      return request.get("user-agent")?.slice(0, 300) ?? "";
    },
    sessionId: identity.sessionId,
    socketId: null,
    get cookies() {
      return parseCookie(request.headers.cookie ?? "");
    },
    setCookie: (name, value, { maxAgeSeconds, httpOnly = true }) =>
      void response.cookie(name, value, { maxAge: maxAgeSeconds * 1000, httpOnly, secure, sameSite: "lax", path: "/" }),
  };
}

/** The id under which this request stands in the log and, when something breaks, on the screen. */
export function requestIdOf(response: Response): string {
  response.locals["requestId"] ??= randomUUID();
  return response.locals["requestId"] as string;
}

/** What is asked for, by a name of which there are few: an operation, a page. For the metrics and the log. */
export function nameRoute(response: Response, route: string): void {
  response.locals["route"] = route;
}

/** Mounts every operation that HTTP offers, below `/api`. */
export function mountHttp(app: Express, served: Served[], options: HttpOptions): void {
  const api = express.Router();
  api.use((_request, response, next) => {
    response.set("Cache-Control", "no-store");
    next();
  });
  const readBody = express.json({ limit: "64kb", strict: true });
  const rooms = new Map<string, express.Router>();
  for (const one of served) {
    if (one.operation.over === "socket") continue;
    const [method, path] = one.operation.http.split(" ") as [string, string];
    const verb = method.toLowerCase() as "get" | "post" | "patch" | "delete";
    const name = `${method} ${firstWordOf(path)}`;
    const room = rooms.get(name) ?? express.Router();
    rooms.set(name, room);
    if (method !== "GET") room[verb](path, readBody);
    room[verb](path, async (request: Request, response: Response) => {
      nameRoute(response, one.name);
      if (method !== "GET") options.checkOrigin(request);
      const identity = await options.identify.request(request, response);
      await options.limit(identity, request.ip ?? "unknown", one.name);
      const named = fromText(one.operation.input, request.params);
      const sent = method === "GET" ? fromText(one.operation.input, { ...request.query }) : bodyOf(request);
      const exchange = exchangeOf(request, response, identity, { secure: options.secure, way: "http" });
      const answer = await one.run(identity.person, { ...sent, ...named }, exchange);
      sendPieces(response, "application/json; charset=utf-8", encodeParts(partsOf(answer)));
    });
  }
  // By its method and first word an operation is found among few, not among all.
  api.use((request, response, next) => {
    const room = rooms.get(`${request.method === "HEAD" ? "GET" : request.method} ${firstWordOf(request.path)}`);
    if (room) room(request, response, next);
    else next();
  });
  api.use(() => {
    throw new Problem("not-found");
  });
  api.use((thrown: unknown, request: Request, response: Response, next: NextFunction) => {
    if (response.headersSent) return next(thrown);
    const problem = problemOf(thrown, { requestId: requestIdOf(response), path: request.path, method: request.method });
    if (problem.code === "too-many") response.set("Retry-After", String(problem.details["seconds"] ?? 60));
    response.status(problem.status).json({ problem: tellProblem(problem) });
  });
  app.use("/api", api);
}

/** The last of all handlers: what is refused or breaks outside `/api` and outside a page is one word; its insides stay in the log. */
export function tellPlainly(thrown: unknown, request: Request, response: Response, next: NextFunction): void {
  if (response.headersSent) {
    next(thrown);
    return;
  }
  const problem = problemOf(thrown, { requestId: requestIdOf(response), path: request.path, method: request.method });
  if (problem.code === "too-many") response.set("Retry-After", String(problem.details["seconds"] ?? 60));
  const { requestId } = problem.details;
  response
    .status(problem.status)
    .type("text")
    .send(requestId === undefined ? problem.code : `${problem.code} ${requestId}`);
}

const firstWordOf = (path: string): string => path.split("/", 2)[1] as string;

function bodyOf(request: Request): object {
  const body: unknown = request.body;
  if (body === undefined) return {};
  if (typeof body !== "object" || body === null || Array.isArray(body))
    throw new Problem("bad-input", { fields: { input: "invalid_type" } });
  return body;
}

/** A refusal as it is; what the body parser refused as bad input; anything else is logged and becomes `internal` with the request's id. */
export function problemOf(thrown: unknown, about: { requestId: string; [key: string]: unknown }): Problem {
  const problem = asProblem(thrown, about);
  noteRefusal(problem.code);
  return problem;
}

function asProblem(thrown: unknown, about: { requestId: string; [key: string]: unknown }): Problem {
  if (thrown instanceof Problem) return thrown;
  const { expose, status } = thrown as { expose?: boolean; status?: number };
  // An address that cannot be decoded is the asker's fault too, though Express does not say so.
  if (expose === true || thrown instanceof URIError)
    return new Problem(status === 413 ? "too-large" : "bad-input", { fields: { input: "unreadable" } });
  if (isDatabaseAway(thrown)) {
    if (!wasLogged(thrown)) log.error({ ...about, reason: String(thrown) }, "the database is away");
    return new Problem("unavailable");
  }
  if (!wasLogged(thrown)) log.error({ ...about, error: thrown }, "a request broke");
  return new Problem("internal", { requestId: about.requestId });
}
