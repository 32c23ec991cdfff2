/** Until when its asker may edit a question: while nobody has approved it, and for five minutes in the queue. */
import type { Question } from "./question.model.ts";

const grace = 5 * 60_000;

/** The end of the five minutes of a queued question; null for one that is not queued (one still `asked` may be edited without end). */
export function editableUntil({
  state,
  queuedAt,
  assigneeId,
}: Pick<Question, "state" | "queuedAt" | "assigneeId">): Date | null {
  if (state !== "queued" || queuedAt === null || assigneeId !== null) return null;
  return new Date(queuedAt.getTime() + grace);
}
