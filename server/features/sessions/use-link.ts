import type { sessions } from "../../../shared/contracts/sessions.ts";
import type { Answer, Given } from "../../../shared/operation.ts";
import type { Exchange } from "../../platform/operations/serve.ts";
import type { Person } from "../../platform/person.ts";
import { useSignInToken } from "../members/index.ts";
import { startSession } from "./start-session.ts";
import { tryToken } from "./try-token.ts";

/** Signs in by a mailed link, once. */
export async function useLink(
  _person: Person,
  { token }: Given<typeof sessions.useLink>,
  exchange: Exchange,
): Promise<Answer<typeof sessions.useLink>> {
  const member = await tryToken(exchange, () => useSignInToken(token));
  return startSession(member, exchange);
}
