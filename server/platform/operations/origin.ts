/** Refuses what another site's page sends in a member's name. */
import type { Request } from "express";
import { Problem } from "../problem.ts";

/**
 * Unsafe methods need `Sec-Fetch-Site: same-origin` or our own Origin; with neither, only a Bearer token will do.
 * Throws `foreign-origin`.
 */
export const originCheck =
  (publicUrl: string | undefined) =>
  (request: Request): void => {
    const site = request.get("sec-fetch-site");
    if (site === "same-origin") return;
    const origin = request.get("origin");
    if (site === undefined && origin !== undefined && isOurs(origin, request.get("host"), publicUrl)) return;
    if (site === undefined && origin === undefined && /^bearer /i.test(request.get("authorization") ?? "")) return;
    throw new Problem("foreign-origin");
  };

/** Whether an `Origin` names this server: the public address where one is configured, else the host that was asked. */
export function isOurs(origin: string, host: string | undefined, publicUrl: string | undefined): boolean {
  if (publicUrl !== undefined) return origin === new URL(publicUrl).origin;
  try {
    return host !== undefined && new URL(origin).host === host;
  } catch {
    return false;
  }
}
