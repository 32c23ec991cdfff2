import type { sessions } from "../../../shared/contracts/sessions.ts";
import type { Answer, Given } from "../../../shared/operation.ts";
import type { Exchange } from "../../platform/operations/serve.ts";
import type { Person } from "../../platform/person.ts";
import { mailSignInLink } from "../members/index.ts";
import { mailIfKnown } from "./mail-if-known.ts";

/** Mails a link that signs in, once, for fifteen minutes. The answer is the same whether or not the address is known. */
export async function requestLink(
  _person: Person,
  { email }: Given<typeof sessions.requestLink>,
  exchange: Exchange,
): Promise<Answer<typeof sessions.requestLink>> {
  return mailIfKnown(email, exchange, mailSignInLink);
}
