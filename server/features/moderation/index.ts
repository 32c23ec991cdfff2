/** Moderation's door: what a moderator decided is recorded and told; what waits for one is listed. */
import { moderation } from "../../../shared/contracts/moderation.ts";
import { type Served, serve } from "../../platform/operations/serve.ts";
import { listDecisions } from "./decisions/list-decisions.ts";
import "./decisions/decision.kind.ts";
import "./decisions/member-decisions.ts";
import { listTriage } from "./triage/list-triage.ts";
import "./triage/triage.stream.ts";

export { recordDecision } from "./decisions/record-decision.ts";
export { registerTriage, triageStreamOf } from "./triage/triage.sources.ts";

export const moderationFeature = (): Served[] => serve("moderation", moderation, { listTriage, listDecisions });
