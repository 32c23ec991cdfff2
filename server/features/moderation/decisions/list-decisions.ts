import type { moderation } from "../../../../shared/contracts/moderation.ts";
import type { Answer, Given } from "../../../../shared/operation.ts";
import { decodeCursor, encodeCursor } from "../../../database/paging.ts";
import type { Person } from "../../../platform/person.ts";
import { Problem } from "../../../platform/problem.ts";
import { mayTriage } from "../moderation.policy.ts";
import { viewDecisions } from "../moderation.views.ts";
import { Decisions } from "./decision.model.ts";

const PAGE = 30;

/** What moderators decided, latest first. */
export async function listDecisions(
  person: Person,
  { cursor }: Given<typeof moderation.listDecisions>,
): Promise<Answer<typeof moderation.listDecisions>> {
  if (!mayTriage(person)) throw new Problem("not-allowed");
  const found = await Decisions.find(cursor === undefined ? {} : before(cursor))
    .sort({ createdAt: -1, _id: -1 })
    .limit(PAGE + 1)
    .lean<Parameters<typeof viewDecisions>[0]>();
  const shown = found.slice(0, PAGE);
  const last = shown.at(-1);
  return {
    items: await viewDecisions(shown),
    next: last && found.length > PAGE ? encodeCursor([last.createdAt.getTime(), last._id]) : null,
  };
}

function before(cursor: string) {
  const [at, id] = decodeCursor(cursor);
  if (typeof at !== "number" || typeof id !== "string")
    throw new Problem("bad-input", { fields: { cursor: "custom" } });
  const createdAt = new Date(at);
  return { $or: [{ createdAt: { $lt: createdAt } }, { createdAt, _id: { $lt: id } }] };
}
