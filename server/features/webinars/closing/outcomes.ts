/** What became of a webinar's questions: counted from them each time, never kept. */
import type { QuestionState, WebinarView } from "../../../../shared/contracts/webinars.ts";
import { Questions } from "../questions/question.model.ts";

export type Outcomes = NonNullable<WebinarView["outcomes"]>;

interface Group {
  _id: { state: QuestionState; answeredInForum: boolean };
  questions: number;
}

/** `holds`: every question that was received has come to exactly one outcome. */
export async function outcomesOf(webinarId: string): Promise<Outcomes> {
  const groups = await Questions.aggregate<Group>([
    { $match: { webinarId } },
    { $group: { _id: { state: "$state", answeredInForum: "$answeredInForum" }, questions: { $sum: 1 } } },
  ]);
  const sum = (of: (group: Group["_id"]) => boolean) =>
    groups.filter(({ _id }) => of(_id)).reduce((total, { questions }) => total + questions, 0);
  const ended = {
    answered: sum(({ state }) => state === "answered"),
    declined: sum(({ state }) => state === "declined"),
    merged: sum(({ state }) => state === "merged"),
    withdrawn: sum(({ state }) => state === "withdrawn"),
    carried: sum(({ state }) => state === "carried"),
  };
  const received = sum(() => true);
  return {
    received,
    ...ended,
    answeredInForum: sum(({ state, answeredInForum }) => state === "carried" && answeredInForum),
    holds: received === Object.values(ended).reduce((total, count) => total + count, 0),
  };
}
