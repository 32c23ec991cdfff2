/** The first run: a one-time link with which the first admin is made. */
import type { sessions } from "../../../shared/contracts/sessions.ts";
import type { Answer, Given } from "../../../shared/operation.ts";
import { addressKey, spend } from "../../platform/limits.ts";
import type { Exchange } from "../../platform/operations/serve.ts";
import type { Person } from "../../platform/person.ts";
import { Problem } from "../../platform/problem.ts";
import { isSame, sign } from "../../platform/secret.ts";
import {
  accountByEmail,
  checkPassword,
  firstAdminLink,
  hasAdmin,
  hashPassword,
  makeFirstAdmin,
  verifyPassword,
} from "../members/index.ts";
import { presentSettings } from "../settings/index.ts";
import { startSession } from "./start-session.ts";

const tokenOf = (nonce: string): string => sign("first admin", nonce).toString("base64url");

/** The address to print at start; null once there is an admin. The same at each start until then. */
export async function readFirstAdminLink(): Promise<string | null> {
  if (await hasAdmin()) return null;
  const { firstAdminNonce } = await presentSettings();
  return firstAdminNonce === null ? null : firstAdminLink(tokenOf(firstAdminNonce));
}

/** Makes the first admin and signs her or him in. Only one ever is made so, and none where there is an admin. */
export async function createFirstAdmin(
  _person: Person,
  { token, password, ...who }: Given<typeof sessions.createFirstAdmin>,
  exchange: Exchange,
): Promise<Answer<typeof sessions.createFirstAdmin>> {
  await spend("tokenByAddress", addressKey(exchange.address));
  const { firstAdminNonce } = await presentSettings();
  const right = firstAdminNonce !== null && isSame(Buffer.from(token), Buffer.from(tokenOf(firstAdminNonce)));
  if (!right) throw new Problem("link-not-valid");
  if (await hasAdmin()) return again(who, password, exchange);
  checkPassword(password, who);
  const member = await makeFirstAdmin(who, await hashPassword(password));
  return member ? startSession(member, exchange) : again(who, password, exchange);
}

/** The same form, sent twice: it made this admin. Anybody else finds the link used up. */
async function again(who: { id: string; email: string }, password: string, exchange: Exchange) {
  const admin = await accountByEmail(who.email);
  const same = admin?._id === who.id && admin.founder === "first" && admin.state === "active";
  if (!same || !(await verifyPassword(admin.passwordHash, password))) throw new Problem("link-not-valid");
  return startSession(admin, exchange);
}
