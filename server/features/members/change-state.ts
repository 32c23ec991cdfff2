import type { members } from "../../../shared/contracts/members.ts";
import type { Answer, Given } from "../../../shared/operation.ts";
import { change, changedBefore } from "../../platform/outbox/index.ts";
import type { Person } from "../../platform/person.ts";
import { Problem } from "../../platform/problem.ts";
import { endSockets } from "../../platform/realtime/index.ts";
import { type Member, Members } from "./member.model.ts";
import { mayChangeState } from "./members.policy.ts";
import { personChanged } from "./people/person-changed.ts";

type Changed = Answer<typeof members.changeState>;

/** Suspends, bans or restores a member. The first two end all sessions at once; the decision is recorded and the reason kept. */
export async function changeState(
  person: Person,
  { memberId, changeId, state, reason }: Given<typeof members.changeState>,
): Promise<Changed> {
  const earlier = await changedBefore(Members, person, memberId, changeId);
  if (earlier) return view(earlier);

  const member = await Members.findById(memberId).lean<Member>();
  if (!member) throw new Problem("not-found");
  if (!mayChangeState(person, member)) throw new Problem("not-allowed");
  if (member.state === "left") throw new Problem("moved-on", { state: member.state });
  if (state !== "active" && reason === "") throw new Problem("bad-input", { fields: { reason: "too_small" } });

  const decision = { byId: person.id, state, reason, changeId };
  const ends = state === "active" ? {} : { $inc: { signInEpoch: 1, linkNonce: 1, resetNonce: 1 } };
  const seen = { _id: memberId, state: member.state, role: member.role };
  const changed = await change(
    Members,
    seen,
    { $set: { state }, $push: { decisions: decision }, ...ends },
    { person, changeId, pending: ["decide"] },
  );
  if (!changed)
    throw new Problem("moved-on", { state: (await Members.findById(memberId).lean<Member>())?.state ?? null });
  personChanged(memberId);
  if (state !== "active") endSockets({ personId: memberId });
  return view(changed);
}

const view = ({ _id: id, state, version }: Member): Changed => ({ id, state, version });
