/** Turns a policy's answer into a refusal that says what helps. */
import type { ProblemCode } from "../../../shared/problems.ts";
import { Problem } from "../../platform/problem.ts";
import type { Section } from "./sections/section.model.ts";

/** Throws where there is a reason; a closed section says when it is open. */
export function refuse(why: ProblemCode | null, section: Pick<Section, "opensAt" | "closesAt">): void {
  if (why === null) return;
  const { opensAt, closesAt } = section;
  if (why !== "section-closed") throw new Problem(why);
  throw new Problem(why, { opensAt: opensAt?.toISOString() ?? null, closesAt: closesAt?.toISOString() ?? null });
}
