/** Suspensions, bans and restorations, which the members feature decides and this one keeps. */
import { registerMemberDecisions } from "../../members/index.ts";
import { recordDecision } from "./record-decision.ts";

const kinds = { active: "restore-member", suspended: "suspend-member", banned: "ban-member" } as const;

registerMemberDecisions(async ({ member, state, by, reason, changeId }) => {
  const about = {
    aboutId: member._id,
    subjectId: member._id,
    excerpt: member.name,
    language: member.language,
    link: "/members",
  };
  await recordDecision({ kind: kinds[state], by, changeId, reason, ...about });
});
