import type { sessions } from "../../../shared/contracts/sessions.ts";
import type { Answer, Given } from "../../../shared/operation.ts";
import { giveBack, spend } from "../../platform/limits.ts";
import type { Exchange } from "../../platform/operations/serve.ts";
import type { Person } from "../../platform/person.ts";
import { Problem } from "../../platform/problem.ts";
import { endSockets } from "../../platform/realtime/index.ts";
import {
  checkPassword,
  hashPassword,
  isGuest,
  readDocument,
  replacePassword,
  verifyPassword,
} from "../members/index.ts";
import { startSession } from "./start-session.ts";

/** Sets or changes the own password; this browser stays signed in, all others are signed out. */
export async function changePassword(
  person: Person,
  { current, password }: Given<typeof sessions.changePassword>,
  exchange: Exchange,
): Promise<Answer<typeof sessions.changePassword>> {
  await spend("passwordByPerson", person.id);
  const member = await readDocument(person.id);
  if (!member || isGuest(member)) throw new Problem("not-allowed");
  if (member.passwordHash !== null && !(await verifyPassword(member.passwordHash, current)))
    throw new Problem("sign-in-failed");
  await giveBack("passwordByPerson", person.id);
  checkPassword(password, member);
  const changed = await replacePassword(
    member,
    { state: "active", passwordHash: member.passwordHash },
    await hashPassword(password),
  );
  if (!changed) throw new Problem("moved-on");
  endSockets({ personId: person.id });
  await startSession(changed, exchange);
  return { changed: true };
}
