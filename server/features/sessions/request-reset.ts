import type { sessions } from "../../../shared/contracts/sessions.ts";
import type { Answer, Given } from "../../../shared/operation.ts";
import type { Exchange } from "../../platform/operations/serve.ts";
import type { Person } from "../../platform/person.ts";
import { mailReset } from "../members/index.ts";
import { mailIfKnown } from "./mail-if-known.ts";

/** Mails a link that sets a new password, once, for fifteen minutes. The answer is the same whether or not the address is known. */
export async function requestReset(
  _person: Person,
  { email }: Given<typeof sessions.requestReset>,
  exchange: Exchange,
): Promise<Answer<typeof sessions.requestReset>> {
  return mailIfKnown(email, exchange, mailReset);
}
