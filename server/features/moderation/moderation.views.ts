/** Decisions as moderators read them. */
import type { DecisionView } from "../../../shared/contracts/moderation.ts";
import { anonymousView, findPeople, personIn } from "../members/index.ts";
import type { Decision } from "./decisions/decision.model.ts";

export async function viewDecisions(decisions: Decision[]): Promise<DecisionView[]> {
  const people = await findPeople(decisions.flatMap(({ byId, aboutId }) => (aboutId ? [byId, aboutId] : [byId])));
  return decisions.map((decision) => ({
    id: decision._id,
    kind: decision.kind,
    by: personIn(people, decision.byId),
    about: (decision.aboutId && people.get(decision.aboutId)) || anonymousView,
    reason: decision.reason,
    excerpt: decision.excerpt,
    link: decision.link,
    createdAt: decision.createdAt.toISOString(),
  }));
}
