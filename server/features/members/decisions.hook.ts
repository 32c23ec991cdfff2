/** Suspensions, bans and restorations, for whoever keeps the record of decisions: it stands above this feature. */
import type { Member as MemberPerson, System } from "../../platform/person.ts";
import { system } from "../../platform/person.ts";
import { type Decision, type Member, Members } from "./member.model.ts";
import { personOf } from "./members.views.ts";

export interface MemberDecision {
  member: Member;
  state: Decision["state"];
  by: MemberPerson | System;
  reason: string;
  /** The same decision may come twice after a crash. */
  changeId: string;
}
type Recorder = (decision: MemberDecision) => Promise<void>;
let record: Recorder = async () => {};

/** Says who records what was decided about members; called after the acknowledgement and retried until it succeeds. */
export function registerMemberDecisions(recorder: Recorder): void {
  record = recorder;
}

/** What must follow a change of state; lets go of what is recorded. A member from before there were decisions has none. */
export async function decide(member: Member): Promise<void> {
  for (const { byId, state, reason, changeId } of member.decisions ?? []) {
    const moderator = await Members.findById(byId).lean<Member>();
    const by = moderator ? (personOf(moderator) as MemberPerson) : system;
    await record({ member, state, by, reason, changeId });
    // Shown in no view, so it raises no version.
    await Members.updateOne({ _id: member._id }, { $pull: { decisions: { changeId } } });
  }
}
