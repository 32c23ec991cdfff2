import type { sessions } from "../../../shared/contracts/sessions.ts";
import type { Answer, Given } from "../../../shared/operation.ts";
import { addressKey, giveBack, spend } from "../../platform/limits.ts";
import type { Exchange } from "../../platform/operations/serve.ts";
import type { Person } from "../../platform/person.ts";
import { checkGuestToken, readMe } from "../members/index.ts";
import { startSession } from "./start-session.ts";

/** Trades a guest's personal link for a session, again and again. Who is signed in as a member stays so. */
export async function useJoinLink(
  person: Person,
  { token }: Given<typeof sessions.useJoinLink>,
  exchange: Exchange,
): Promise<Answer<typeof sessions.useJoinLink>> {
  const address = addressKey(exchange.address);
  await spend("tokenByAddress", address);
  const guest = await checkGuestToken(token);
  await giveBack("tokenByAddress", address);
  const room = `/webinars/${guest.webinarId}`;
  if (person.kind === "member") return { me: await readMe(person), goTo: room };
  return startSession(guest, exchange, guest.panellist ? `${room}/panel` : room);
}
