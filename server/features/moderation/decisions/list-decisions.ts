import type { moderation } from "../../../../shared/contracts/moderation.ts";
import type { Answer, Given } from "../../../../shared/operation.ts";
import { afterCursor, cutPage } from "../../../database/paging.ts";
import type { Person } from "../../../platform/person.ts";
import { Problem } from "../../../platform/problem.ts";
import { mayTriage } from "../moderation.policy.ts";
import { viewDecisions } from "../moderation.views.ts";
import { type Decision, Decisions } from "./decision.model.ts";

const PAGE = 30;

/** What moderators decided, latest first. */
export async function listDecisions(
  person: Person,
  { cursor }: Given<typeof moderation.listDecisions>,
): Promise<Answer<typeof moderation.listDecisions>> {
  if (!mayTriage(person)) throw new Problem("not-allowed");
  const found = await Decisions.find(afterCursor(cursor, "createdAt", -1))
    .sort({ createdAt: -1, _id: -1 })
    .limit(PAGE + 1)
    .lean<Decision[]>();
  const { rows, next } = cutPage(found, PAGE, ({ createdAt }) => createdAt);
  return { items: await viewDecisions(rows), next };
}
