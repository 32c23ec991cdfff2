/** The rotating refresh token: R(n) = HMAC(secret, session, n), so that whoever renews with R(n) gets the same R(n + 1). */
import { isSame, keyFor, sign } from "../../platform/secret.ts";
import { remembered } from "./remembered.ts";
import type { Session } from "./session.model.ts";

export interface RefreshToken {
  sessionId: string;
  generation: number;
}

const purpose = "refresh token";
const macOf = (sessionId: string, generation: number): Buffer => sign(purpose, sessionId, generation);

/** `SESSION.N.MAC` */
export const makeRefreshToken = (sessionId: string, generation: number): string =>
  `${sessionId}.${generation}.${macOf(sessionId, generation).toString("base64url")}`;

/** What it names, where it is one of ours. */
export const readRefreshToken = (token: string | undefined): RefreshToken | null =>
  token !== undefined && token.length < 200 ? check(token) : null;

const check = remembered(
  20_000,
  () => keyFor(purpose),
  (token): RefreshToken | null => {
    const [, sessionId, number, mac] = /^([0-9a-f-]{36})\.(\d{1,9})\.([\w-]{43})$/.exec(token) ?? [];
    if (sessionId === undefined || number === undefined || mac === undefined) return null;
    const generation = Number(number);
    return isSame(Buffer.from(mac, "base64url"), macOf(sessionId, generation)) ? { sessionId, generation } : null;
  },
);

/** The former is good until its successor was seen, and so long after: other tabs and lost answers. */
const graceSeconds = 60;

/**
 * What a refresh token is to its session. `ahead`: ours, but of a generation that the record does not know (a backup was
 * restored). `reused`: whoever brings it copied it, or was copied.
 */
export function judge(
  generation: number,
  session: Pick<Session, "generation" | "seenAt">,
  at: Date,
): "current" | "former" | "ahead" | "reused" {
  if (generation === session.generation) return "current";
  if (generation > session.generation) return "ahead";
  if (generation < session.generation - 1) return "reused";
  return session.seenAt === null || at.getTime() - session.seenAt.getTime() <= graceSeconds * 1000
    ? "former"
    : "reused";
}
