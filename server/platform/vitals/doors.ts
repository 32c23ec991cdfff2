/** What machines ask a server for: /healthz, /readyz and, not for the world, /metrics. */
import { timingSafeEqual } from "node:crypto";
import type { Express, Request } from "express";
import { readMetrics } from "./present.ts";
import { readReadiness } from "./ready.ts";
import { registry } from "./series.ts";

/** Opens the doors; they cost no point of the limits, ask nobody's session, and stand before everything else. */
export function mountVitals(app: Express, { metricsToken }: { metricsToken: string | undefined }): void {
  app.get("/healthz", (_request, response) => {
    response.locals["route"] = "healthz";
    response.set("Cache-Control", "no-store").type("text").send("ok");
  });
  app.get("/readyz", async (_request, response) => {
    response.locals["route"] = "readyz";
    const readiness = await readReadiness();
    response
      .status(readiness.ready ? 200 : 503)
      .set("Cache-Control", "no-store")
      .json(readiness);
  });
  app.get("/metrics", async (request, response, next) => {
    // Who may not read them finds nothing here.
    if (!mayRead(request, metricsToken)) return next();
    response.locals["route"] = "metrics";
    response.set({ "Cache-Control": "no-store", "Content-Type": registry().contentType }).send(await readMetrics());
  });
}

const loopback = /^(127\.|::1$|::ffff:127\.)/;
const ownNames = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;
const proxyHeaders = ["forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip"];

/** With METRICS_TOKEN: who sends it. Without: who asks on this very machine, by its own name and not through a proxy. */
function mayRead({ headers, socket }: Request, token: string | undefined): boolean {
  if (token !== undefined) return isSameText(headers.authorization ?? "", `Bearer ${token}`);
  return (
    loopback.test(socket.remoteAddress ?? "") &&
    ownNames.test(headers.host ?? "") &&
    proxyHeaders.every((name) => headers[name] === undefined)
  );
}

function isSameText(one: string, other: string): boolean {
  const [first, second] = [Buffer.from(one), Buffer.from(other)];
  return first.length === second.length && timingSafeEqual(first, second);
}
