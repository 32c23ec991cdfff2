/** Suspensions, bans and restorations, for whoever keeps the record of decisions: it stands above this feature. */
import { eachDecision } from "../../platform/outbox/index.ts";
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

/** What must follow a change of state. */
export const decide = (member: Member): Promise<void> =>
  eachDecision<Decision, Member>(Members, member, async ({ byId, state, reason, changeId }) => {
    const moderator = await Members.findById(byId).lean<Member>();
    const by = moderator ? (personOf(moderator) as MemberPerson) : system;
    await record({ member, state, by, reason, changeId });
  });
