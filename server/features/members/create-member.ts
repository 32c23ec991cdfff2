import type { MemberView, NewMember } from "../../../shared/contracts/members.ts";
import { saveOnce, sentBefore } from "../../platform/outbox/index.ts";
import type { Person } from "../../platform/person.ts";
import { Problem } from "../../platform/problem.ts";
import { checkFree, checkName, explainTaken } from "./check-name.ts";
import { Guests } from "./guests/guest.model.ts";
import { personStreamOf } from "./me/person.stream.ts";
import { Members, newMember } from "./member.model.ts";
import { mayCreateMember } from "./members.policy.ts";
import { viewMember } from "./members.views.ts";
import { nameKey, searchKeys } from "./name-key.ts";

/** Makes a member by hand; an invitation with a link to sign in is mailed. */
export async function createMember(person: Person, input: NewMember): Promise<MemberView> {
  const earlier = await sentBefore(Members, person, input);
  if (earlier) return viewMember(earlier);

  if (!mayCreateMember(person, input.role)) throw new Problem("not-allowed");
  const { id, ...said } = input;
  if (await Guests.exists({ _id: id })) throw new Problem("id-taken");
  checkName(said.name);
  await checkFree(input);
  const fields = { ...newMember, ...said, nameKey: nameKey(said.name), searchKeys: searchKeys(said.name) };
  // The system makes the members of a demonstration: nobody waits for a mail.
  const pending = person.kind === "system" ? [] : ["welcome"];
  const member = await saveOnce(Members, person, input, fields, { pending, shownIn: [personStreamOf(id)] }).catch(
    (thrown: unknown) => explainTaken(thrown, input),
  );
  return viewMember(member);
}
