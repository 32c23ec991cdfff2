/** Signs somebody in on this browser. */

import type { sessions } from "../../../shared/contracts/sessions.ts";
import { newId } from "../../../shared/ids.ts";
import type { Answer } from "../../../shared/operation.ts";
import { now, nowMs } from "../../platform/clock.ts";
import type { Exchange } from "../../platform/operations/serve.ts";
import { type Guest, isGuest, type Member, noteSeen, viewMe } from "../members/index.ts";
import { endSession } from "./end-session.ts";
import { type Session, Sessions } from "./session.model.ts";
import { setSessionCookies } from "./session-cookies.ts";

/** Makes a session record: a new one each time, so that nobody can be signed in on a session that somebody else prepared. */
export async function makeSession(account: Member | Guest): Promise<Session> {
  const session = {
    _id: newId(nowMs()),
    createdAt: now(),
    version: 1,
    personId: account._id,
    personKind: isGuest(account) ? ("guest" as const) : ("member" as const),
    epoch: account.signInEpoch,
    generation: 1,
    seenAt: null,
    usedAt: now(),
    endedAt: null,
  };
  return (await Sessions.create(session)).toObject() as Session;
}

/** Makes a session and its cookies; what was signed in on this browser before is signed out. */
export async function startSession(
  account: Member | Guest,
  exchange: Exchange,
  goTo = "/",
): Promise<Answer<typeof sessions.signIn>> {
  const session = await makeSession(account);
  setSessionCookies(exchange.setCookie, session);
  if (exchange.sessionId) await endSession(exchange.sessionId);
  await noteSeen(account);
  return { me: await viewMe(account), goTo };
}
