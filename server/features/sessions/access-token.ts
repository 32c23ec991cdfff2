/** The token of fifteen minutes: a JWT that names a session, and nothing that the session does not say. */
import { nowMs } from "../../platform/clock.ts";
import { lazily } from "../../platform/lazily.ts";
import { keyFor } from "../../platform/secret.ts";
import { remembered } from "./remembered.ts";

const jwt = lazily<typeof import("jsonwebtoken")>("jsonwebtoken");
export const accessSeconds = 15 * 60;
const audience = "colloquy";
const issuer = "colloquy";
/** Tells it from whatever else may be signed with HS256 one day. */
const type = "at+jwt";

export interface AccessClaims {
  sessionId: string;
  personId: string;
  /** Seconds it still has. */
  left: number;
}

const seconds = (): number => Math.floor(nowMs() / 1000);

export function makeAccessToken(sessionId: string, personId: string): string {
  const iat = seconds();
  const claims = { sid: sessionId, sub: personId, iat, exp: iat + accessSeconds, aud: audience, iss: issuer };
  return jwt().sign(claims, keyFor("access token"), { algorithm: "HS256", header: { alg: "HS256", typ: type } });
}

interface Verified {
  sessionId: string;
  personId: string;
  exp: number;
}

/** What a token says; "expired" where it was right once; null where it is none of ours. */
export function readAccessToken(token: string | undefined): AccessClaims | "expired" | null {
  if (!token || token.length > 2000) return null;
  const verified = verify(token);
  if (verified === null) return null;
  const left = verified.exp - seconds();
  return left > 0 ? { sessionId: verified.sessionId, personId: verified.personId, left } : "expired";
}

// The signature is checked once; whether it is over, each time, by our clock.
const verify = remembered(
  20_000,
  () => keyFor("access token"),
  (token): Verified | null => {
    try {
      const { header, payload } = jwt().verify(token, keyFor("access token"), {
        algorithms: ["HS256"],
        audience,
        issuer,
        clockTimestamp: seconds(),
        ignoreExpiration: true,
        complete: true,
      });
      if (header.typ !== type || typeof payload === "string") return null;
      const { sid, sub, exp } = payload as { sid?: unknown; sub?: unknown; exp?: unknown };
      if (typeof sid !== "string" || typeof sub !== "string" || typeof exp !== "number") return null;
      return { sessionId: sid, personId: sub, exp };
    } catch {
      return null;
    }
  },
);
