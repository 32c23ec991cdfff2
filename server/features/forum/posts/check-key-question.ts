/** A post may answer a key question of the dialogue whose section it stands in, and no other. */
import { Problem } from "../../../platform/problem.ts";
import type { Section } from "../sections/section.model.ts";

export function checkKeyQuestion({ dialogue, keyQuestionIds }: Section, keyQuestionId: string | null): void {
  if (keyQuestionId === null) return;
  // A dialogue that has not named its key questions leaves the check to its readers.
  if (!dialogue || (keyQuestionIds && !keyQuestionIds.includes(keyQuestionId)))
    throw new Problem("bad-input", { fields: { keyQuestionId: "unknown" } });
}
