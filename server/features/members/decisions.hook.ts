/** Suspensions, bans and restorations, for whoever keeps the record of decisions: it stands above this feature. */
import type { Member as MemberPerson, System } from "../../platform/person.ts";
import { system } from "../../platform/person.ts";
import { type Member, Members } from "./member.model.ts";
import { personOf } from "./members.views.ts";

export interface MemberDecision {
  member: Member;
  state: "active" | "suspended" | "banned";
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

/** What must follow a change of state. */
export async function decide(member: Member): Promise<void> {
  if (!member.decided) return;
  const { byId, state, reason, changeId } = member.decided;
  const moderator = await Members.findById(byId).lean<Member>();
  const by = moderator ? (personOf(moderator) as MemberPerson) : system;
  await record({ member, state: state as MemberDecision["state"], by, reason, changeId });
}
