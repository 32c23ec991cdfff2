import type { QuestionView, webinars } from "../../../../shared/contracts/webinars.ts";
import type { Given } from "../../../../shared/operation.ts";
import { change, changedBefore } from "../../../platform/outbox/index.ts";
import { isAtLeast, type Person } from "../../../platform/person.ts";
import { Problem } from "../../../platform/problem.ts";
import { movedOn, movedOnSince } from "../questions/move-question.ts";
import { type Question, Questions } from "../questions/question.model.ts";
import { viewQuestion } from "../questions/question.views.ts";
import { type Webinar, Webinars } from "../webinar.model.ts";
import { mayModerate } from "../webinars.policy.ts";

/** Triage after the close: declines a question that was carried unapproved; its thread is hidden and its asker told why. */
export async function declineCarried(
  person: Person,
  { questionId, changeId, reason }: Given<typeof webinars.declineCarried>,
): Promise<QuestionView> {
  if (!isAtLeast(person, "moderator")) throw new Problem("not-allowed");
  const earlier = await changedBefore(Questions, person, questionId, changeId);
  if (earlier) return viewForTriage(person, earlier);

  const question = await Questions.findById(questionId).lean<Question>();
  // One that was never carried is not there for triage.
  if (!question?.threadId) throw new Problem("not-found");
  if (question.state !== "carried" || !question.held) throw await movedOn(question);
  const decision = { kind: "decline-held", byId: person.id, changeId, reason } as const;
  const declined = await change(
    Questions,
    { _id: questionId, state: "carried", held: true },
    {
      $set: {
        state: "declined",
        declineReason: reason,
        decidedBy: changeId,
        lastById: person.id,
      },
      $push: { decisions: decision },
    },
    { person, changeId, pending: ["tell", "hide", "declined", "decision"] },
  );
  if (!declined) throw await movedOnSince(questionId);
  return viewForTriage(person, declined);
}

/** A moderator in triage need not be one of the webinar's: who asked is then as hidden as in the thread. */
async function viewForTriage(person: Person, question: Question): Promise<QuestionView> {
  const webinar = await Webinars.findById(question.webinarId).lean<Webinar>();
  return viewQuestion(question, webinar && mayModerate(person, webinar) ? "desk" : "panel", person.id);
}
