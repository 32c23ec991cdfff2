import type { sessions } from "../../../shared/contracts/sessions.ts";
import type { Answer, Given } from "../../../shared/operation.ts";
import type { Exchange } from "../../platform/operations/serve.ts";
import type { Person } from "../../platform/person.ts";

/** Says whether the reader is signed in. The cookies were renewed on the way in, as with any request. */
export async function renew(
  _person: Person,
  _input: Given<typeof sessions.renew>,
  exchange: Exchange,
): Promise<Answer<typeof sessions.renew>> {
  return { signedIn: exchange.sessionId !== null };
}
