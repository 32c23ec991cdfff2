import type { QuestionView, webinars } from "../../../../shared/contracts/webinars.ts";
import type { Given } from "../../../../shared/operation.ts";
import { now } from "../../../platform/clock.ts";
import type { Person } from "../../../platform/person.ts";
import type { Webinar } from "../webinar.model.ts";
import { isPanellist } from "../webinars.policy.ts";
import { type Alteration, moveQuestion } from "./move-question.ts";
import type { Answer, Question } from "./question.model.ts";

/** Ends what is on air: it was answered aloud. */
export const answerAloud = (person: Person, input: Given<typeof webinars.answerAloud>): Promise<QuestionView> =>
  moveQuestion(person, "answerAloud", input, (question, webinar) =>
    answeredAloud(person, question, webinar, input.changeId),
  );

/** The answer of who had the question; its second is when it came on air, counted from the opening, for the recording. */
export function answeredAloud(person: Person, question: Question, webinar: Webinar, changeId: string): Alteration {
  const at = now();
  const from = question.onAirSince ?? at;
  const answer: Answer = {
    id: changeId,
    kind: "spoken",
    byId: isPanellist(person, webinar) ? person.id : (question.assigneeId ?? person.id),
    at,
    second: webinar.openedAt ? Math.max(0, Math.floor((from.getTime() - webinar.openedAt.getTime()) / 1000)) : null,
    toAskerOnly: false,
    body: null,
    html: null,
    language: null,
  };
  return { set: { onAir: null }, push: { answers: answer }, follow: ["answered"] };
}
