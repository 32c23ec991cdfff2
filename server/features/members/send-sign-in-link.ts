import type { members } from "../../../shared/contracts/members.ts";
import type { Answer, Given } from "../../../shared/operation.ts";
import { spend } from "../../platform/limits.ts";
import type { Person } from "../../platform/person.ts";
import { Problem } from "../../platform/problem.ts";
import { type Member, Members } from "./member.model.ts";
import { maySendSignInLink } from "./members.policy.ts";
import { mailInvitation, mailSignInLink } from "./tokens/mail-link.ts";

/** Mails the member a new link to sign in; who was never here gets the invitation once more. */
export async function sendSignInLink(
  person: Person,
  { memberId }: Given<typeof members.sendSignInLink>,
): Promise<Answer<typeof members.sendSignInLink>> {
  if (!maySendSignInLink(person)) throw new Problem("not-allowed");
  const member = await Members.findById(memberId).lean<Member>();
  if (!member) throw new Problem("not-found");
  if (member.state !== "active") throw new Problem("suspended", { state: member.state });
  await spend("mailByAccount", member.email);
  if (member.lastSeenAt) await mailSignInLink(member);
  else await mailInvitation(member, crypto.randomUUID());
  return { sent: true };
}
