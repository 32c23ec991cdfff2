import type { sessions } from "../../../shared/contracts/sessions.ts";
import type { Answer, Given } from "../../../shared/operation.ts";
import { addressKey, giveBack, spend } from "../../platform/limits.ts";
import type { Exchange } from "../../platform/operations/serve.ts";
import type { Person } from "../../platform/person.ts";
import { Problem } from "../../platform/problem.ts";
import { accountByEmail, verifyPassword } from "../members/index.ts";
import { startSession } from "./start-session.ts";

/** Signs in by e-mail and password. An unknown address, a member without a password and a wrong one get the same answer after the same time. */
export async function signIn(
  _person: Person,
  { email, password }: Given<typeof sessions.signIn>,
  exchange: Exchange,
): Promise<Answer<typeof sessions.signIn>> {
  const address = addressKey(exchange.address);
  await spend("signInByAddress", address);
  await spend("signInByAccount", email);
  const account = await accountByEmail(email);
  const right = await verifyPassword(account?.passwordHash ?? null, password);
  if (!account || !right) throw new Problem("sign-in-failed");
  await Promise.all([giveBack("signInByAddress", address), giveBack("signInByAccount", email)]);
  // Said only to who knows the password.
  if (account.state !== "active") throw new Problem("suspended", { state: account.state });
  return startSession(account, exchange);
}
