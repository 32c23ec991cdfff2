import type { sessions } from "../../../shared/contracts/sessions.ts";
import type { Answer, Given } from "../../../shared/operation.ts";
import type { Exchange } from "../../platform/operations/serve.ts";
import { isSignedIn, type Person } from "../../platform/person.ts";
import { endSockets } from "../../platform/realtime/index.ts";
import { endSessionsOf } from "../members/index.ts";
import { endSession } from "./end-session.ts";
import { clearSessionCookies } from "./session-cookies.ts";

/** Signs out on this browser. */
export async function signOut(
  _person: Person,
  _input: Given<typeof sessions.signOut>,
  exchange: Exchange,
): Promise<Answer<typeof sessions.signOut>> {
  clearSessionCookies(exchange.setCookie);
  if (exchange.sessionId) await endSession(exchange.sessionId);
  return { signedOut: true };
}

/** Signs out on every browser. */
export async function signOutEverywhere(
  person: Person,
  _input: Given<typeof sessions.signOutEverywhere>,
  exchange: Exchange,
): Promise<Answer<typeof sessions.signOutEverywhere>> {
  clearSessionCookies(exchange.setCookie);
  if (isSignedIn(person)) {
    await endSessionsOf(person);
    endSockets({ personId: person.id });
  }
  return { signedOut: true };
}
