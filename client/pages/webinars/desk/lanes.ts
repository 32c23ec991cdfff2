/** The lanes of the moderators' desk: which question stands in which. Pure. */
import type { QuestionView, Tally } from "../../../../shared/contracts/webinars.ts";
import { answeredAt, byAge, byVotes } from "../question-order.ts";

export const laneNames = ["review", "queue", "ready", "air", "done"] as const;
export type LaneName = (typeof laneNames)[number];
export type Lanes = Readonly<Record<LaneName, readonly QuestionView[]>> & {
  /** Being answered in writing just now; they stand below what is on air. */
  readonly writing: readonly QuestionView[];
};

export const isClaimed = ({ claim }: Pick<QuestionView, "claim">, now: number): boolean =>
  claim !== null && Date.parse(claim.until) > now;

export function laneOf(question: QuestionView, now: number): LaneName {
  switch (question.state) {
    case "asked":
      return "review";
    case "queued":
      return isClaimed(question, now) ? "air" : question.ready ? "ready" : "queue";
    case "onair":
      return "air";
    default:
      return "done";
  }
}

const endedAt = (question: QuestionView): string => answeredAt(question) ?? question.createdAt;

export function lanesOf(questions: readonly QuestionView[], tally: Tally, now: number): Lanes {
  const lane = (name: LaneName) => questions.filter((question) => laneOf(question, now) === name);
  return {
    review: lane("review").sort(byAge),
    queue: lane("queue").sort(byVotes(tally)),
    ready: lane("ready").sort(byVotes(tally)),
    air: lane("air").filter(({ state }) => state === "onair"),
    writing: lane("air").filter(({ state }) => state !== "onair"),
    done: lane("done").sort((one, other) => (endedAt(one) < endedAt(other) ? 1 : -1)),
  };
}
