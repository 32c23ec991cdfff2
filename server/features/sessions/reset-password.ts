import type { sessions } from "../../../shared/contracts/sessions.ts";
import type { Answer, Given } from "../../../shared/operation.ts";
import type { Exchange } from "../../platform/operations/serve.ts";
import type { Person } from "../../platform/person.ts";
import { Problem } from "../../platform/problem.ts";
import { endSockets } from "../../platform/realtime/index.ts";
import { checkPassword, checkToken, hashPassword, replacePassword } from "../members/index.ts";
import { startSession } from "./start-session.ts";
import { tryToken } from "./try-token.ts";

/** Sets a new password by a mailed token, once; all other sessions of the member end. */
export async function resetPassword(
  _person: Person,
  { token, password }: Given<typeof sessions.resetPassword>,
  exchange: Exchange,
): Promise<Answer<typeof sessions.resetPassword>> {
  const { member, unused } = await tryToken(exchange, () => checkToken("reset", token));
  // A password that is refused does not use the link up.
  checkPassword(password, member);
  const changed = await replacePassword(member, unused, await hashPassword(password));
  if (!changed) throw new Problem("link-not-valid");
  endSockets({ personId: changed._id });
  return startSession(changed, exchange);
}
