/** Plain forms: `POST /do/forum.createPost`, answered by a redirect, or by the page with the problem and what was typed. */
import express, { type Express, type Request, type Response } from "express";
import type { Pages } from "../pages/pages.ts";
import { Problem } from "../problem.ts";
import { exchangeOf, type HttpOptions, nameRoute, problemOf, requestIdOf } from "./http.ts";
import type { Served } from "./serve.ts";
import { fromText } from "./text-input.ts";

/** Never sent back to a page, whatever went wrong. */
const secret = /password|token|current/i;

/** Mounts every operation that writes. `_to` names where to go when it is done, `_from` the page that the form stands on. */
export function mountForms(app: Express, served: Served[], options: HttpOptions, pages: Pages): void {
  const byName = new Map(served.map((one) => [one.name, one]));
  app.post(
    "/do/:operation",
    express.urlencoded({ extended: false, limit: "256kb", parameterLimit: 200 }),
    async (request: Request, response: Response) => {
      const { _to, _from, ...fields } = (request.body ?? {}) as Record<string, string | string[]>;
      const from = ownPath(_from) ?? ownReferrer(request) ?? "/";
      try {
        options.checkOrigin(request);
        const one = byName.get(String(request.params["operation"]));
        if (!one || one.operation.http.startsWith("GET ") || one.operation.over === "socket")
          throw new Problem("not-found");
        nameRoute(response, one.name);
        const identity = await options.identify.request(request, response);
        await options.limit(identity, request.ip ?? "unknown", one.name);
        const answer = await one.run(
          identity.person,
          fromText(one.operation.input, fields),
          exchangeOf(request, response, identity, { secure: options.secure, way: "form" }),
        );
        const goTo =
          answer !== null && typeof answer === "object" && "goTo" in answer ? String(answer["goTo"]) : undefined;
        response.redirect(303, ownPath(_to) ?? ownPath(goTo) ?? from);
      } catch (thrown) {
        const problem = problemOf(thrown, { requestId: requestIdOf(response), form: request.params["operation"] });
        await pages.draw(request, response, {
          path: from,
          status: problem.status,
          problem: {
            code: problem.code,
            operation: String(request.params["operation"]),
            details: problem.details,
            from,
          },
          typed: Object.fromEntries(
            Object.entries(fields)
              .filter(([key]) => !secret.test(key))
              .map(([key, value]) => [key, String(value)]),
          ),
        });
      }
    },
  );
}

/** A path of this server: nothing that a browser would read as another host. */
function ownPath(text: unknown): string | undefined {
  if (typeof text !== "string" || !/^\/(?![/\\])/.test(text) || /[\p{Cc}\\]/u.test(text)) return undefined;
  return text;
}

function ownReferrer(request: Request): string | undefined {
  const referrer = request.get("referer");
  if (!referrer) return undefined;
  try {
    const url = new URL(referrer);
    return url.host === request.get("host") ? ownPath(url.pathname + url.search) : undefined;
  } catch {
    return undefined;
  }
}
