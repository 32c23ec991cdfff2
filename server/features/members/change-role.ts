import type { MemberView, members } from "../../../shared/contracts/members.ts";
import type { Given } from "../../../shared/operation.ts";
import { change, changedBefore } from "../../platform/outbox/index.ts";
import type { Person } from "../../platform/person.ts";
import { Problem } from "../../platform/problem.ts";
import { recheckWatchers } from "../../platform/realtime/index.ts";
import { type Member, Members } from "./member.model.ts";
import { mayChangeRole } from "./members.policy.ts";
import { viewMember } from "./members.views.ts";
import { personChanged } from "./people/person-changed.ts";

/** Names a moderator or organiser, or takes it back; it holds from the next operation on. */
export async function changeRole(
  person: Person,
  { memberId, changeId, role }: Given<typeof members.changeRole>,
): Promise<MemberView> {
  const earlier = await changedBefore(Members, person, memberId, changeId);
  if (earlier) return viewMember(earlier);

  const member = await Members.findById(memberId).lean<Member>();
  if (!member) throw new Problem("not-found");
  if (!mayChangeRole(person, member, role)) throw new Problem("not-allowed");
  const seen = { _id: memberId, role: member.role };
  const changed = await change(Members, seen, { $set: { role } }, { person, changeId, pending: ["tell"] });
  if (!changed) throw new Problem("moved-on");
  personChanged(memberId);
  recheckWatchers({ personId: memberId });
  return viewMember(changed);
}
