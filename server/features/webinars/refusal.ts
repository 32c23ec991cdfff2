/** Why a webinar does not take something just now. */
import type { WebinarState } from "../../../shared/contracts/webinars.ts";
import { Problem } from "../../platform/problem.ts";
import { isOver } from "./questions/question.states.ts";
import type { Webinar } from "./webinar.model.ts";

/** Throws `webinar-closed` or `webinar-not-open` outside these states. */
export function refuseUnless(during: readonly WebinarState[], webinar: Webinar): void {
  if (!during.includes(webinar.state)) throw refusal(webinar);
}

/** The refusal: closed (since when), or not open, with the present state. */
export const refusal = (
  { state, closedAt }: Webinar,
  otherwise: "webinar-not-open" | "questions-not-open" = "webinar-not-open",
): Problem =>
  isOver(state)
    ? new Problem("webinar-closed", { closedAt: closedAt?.toISOString() ?? null })
    : new Problem(otherwise, { state });
