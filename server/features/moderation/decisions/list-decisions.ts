import type { moderation } from "../../../../shared/contracts/moderation.ts";
import type { Answer, Given } from "../../../../shared/operation.ts";
import { readPage } from "../../../database/paging.ts";
import type { Person } from "../../../platform/person.ts";
import { Problem } from "../../../platform/problem.ts";
import { mayTriage } from "../moderation.policy.ts";
import { viewDecisions } from "../moderation.views.ts";
import { Decisions } from "./decision.model.ts";

/** What moderators decided, latest first. */
export async function listDecisions(
  person: Person,
  { cursor }: Given<typeof moderation.listDecisions>,
): Promise<Answer<typeof moderation.listDecisions>> {
  if (!mayTriage(person)) throw new Problem("not-allowed");
  const { rows, next } = await readPage(Decisions, {}, cursor);
  return { items: await viewDecisions(rows), next };
}
