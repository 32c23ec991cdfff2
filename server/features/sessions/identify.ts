/** Who asks: out of cookies or a Bearer token, on a request or at a socket's handshake. */
import type { IncomingHttpHeaders } from "node:http";
import { parseCookie } from "cookie";
import type { Request, Response } from "express";
import { now } from "../../platform/clock.ts";
import type { Identify, Identity } from "../../platform/operations/identity.ts";
import { Problem } from "../../platform/problem.ts";
import { type AccessClaims, readAccessToken } from "./access-token.ts";
import { noteUse } from "./note-use.ts";
import { type Present, presentSession } from "./present-session.ts";
import { judge, readRefreshToken } from "./refresh-token.ts";
import { noteReturn, renewSession } from "./renew-session.ts";
import { accessOf, clearSessionCookies, refreshOf, setSessionCookies } from "./session-cookies.ts";
import { visitorOf } from "./visitor.ts";

/** An access token with less than this left is renewed with whatever comes next. */
const renewBelowSeconds = 5 * 60;

type Cookies = Readonly<Record<string, string | undefined>>;
const signedIn = ({ person, session }: Present): Identity => ({ person, sessionId: session._id });

/** `secure`: cookies are `Secure`, as everywhere on https. */
export function createIdentify({ secure }: { secure: boolean }): Identify {
  const known = new WeakMap<Request, Promise<Identity>>();
  return {
    request(request, response) {
      // A refused form asks twice for one request.
      let identity = known.get(request);
      if (!identity) {
        identity = identifyRequest(request, response, secure);
        known.set(request, identity);
      }
      return identity;
    },
    handshake: identifyHandshake,
    session: async (sessionId) => (await presentSession(sessionId))?.person ?? null,
    used: noteUse,
  };
}

async function identifyRequest(request: Request, response: Response, secure: boolean): Promise<Identity> {
  const bearer = bearerOf(request.headers);
  if (bearer !== undefined) return byBearer(bearer);

  const cookies = parseCookie(request.headers.cookie ?? "");
  const found = await byCookies(cookies);
  const set = (name: string, value: string, { maxAgeSeconds }: { maxAgeSeconds: number }) =>
    void response.cookie(name, value, {
      maxAge: maxAgeSeconds * 1000,
      httpOnly: true,
      secure,
      sameSite: "lax",
      path: "/",
    });
  if (found.renewed) setSessionCookies(set, found.renewed.session);
  if (found.ended) clearSessionCookies(set);
  return found.present ? signedIn(found.present) : { person: visitorOf(request.headers, cookies), sessionId: null };
}

interface Found {
  present: Present | null;
  /** Whose cookies are to be set anew. */
  renewed?: Present;
  /** There are cookies of a session that is over. */
  ended?: boolean;
}

async function byCookies(cookies: Cookies): Promise<Found> {
  const claims = readAccessToken(accessOf(cookies));
  const refresh = readRefreshToken(refreshOf(cookies));
  const lasting = isLasting(claims) && (!refresh || refresh.sessionId === claims.sessionId) ? claims : null;
  if (!refresh) {
    const present = lasting ? await presentSession(lasting.sessionId) : null;
    return { present, ended: !present && Boolean(accessOf(cookies) ?? refreshOf(cookies)) };
  }

  if (lasting && lasting.left >= renewBelowSeconds) {
    const present = await presentSession(lasting.sessionId);
    if (!present) return { present: null, ended: true };
    const standing = judge(refresh.generation, present.session, now());
    if (standing === "current") {
      if (present.session.seenAt === null) await noteReturn(present.session);
      return { present };
    }
  }
  // Due; or of another generation than the session as it was a second ago: the database says which it is.
  const renewed = await renewSession(refresh);
  return renewed ? { present: renewed, renewed } : { present: null, ended: true };
}

const isLasting = (claims: AccessClaims | "expired" | null): claims is AccessClaims =>
  claims !== null && claims !== "expired";

async function byBearer(token: string): Promise<Identity> {
  const claims = readAccessToken(token);
  if (claims === "expired") throw new Problem("session-expired");
  const present = claims && (await presentSession(claims.sessionId));
  if (!present) throw new Problem("sign-in-first");
  return signedIn(present);
}

const bearerOf = (headers: IncomingHttpHeaders): string | undefined =>
  /^bearer +(\S+) *$/i.exec(headers.authorization ?? "")?.[1];

/** A handshake can set no cookies: where the token is over but could be renewed, the client renews over HTTP and comes again. */
async function identifyHandshake(headers: IncomingHttpHeaders): Promise<Identity> {
  const bearer = bearerOf(headers);
  if (bearer !== undefined) return byBearer(bearer);
  const cookies = parseCookie(headers.cookie ?? "");
  const claims = readAccessToken(accessOf(cookies));
  const present = isLasting(claims) ? await presentSession(claims.sessionId) : null;
  if (present) return signedIn(present);
  if (readRefreshToken(refreshOf(cookies))) throw new Problem("session-expired");
  return { person: visitorOf(headers, cookies), sessionId: null };
}
