/** Questions as each audience sees them, and as their askers do. */
import type { z } from "zod";
import type { PersonView } from "../../../../shared/contracts/common.ts";
import type { AnswerView, MyQuestionView, QuestionView } from "../../../../shared/contracts/webinars.ts";
import { now } from "../../../platform/clock.ts";
import { anonymousView, findPeople, type People, personIn } from "../../members/index.ts";
import { type Audience, isAskerShown, isVisible } from "../webinars.policy.ts";
import { editableUntil } from "./editable.ts";
import type { Answer, Question } from "./question.model.ts";

/** In the same order; null where the audience does not see the question (any more). `reader` reads the own private answers too. */
export async function viewQuestions(
  questions: Question[],
  audience: Audience,
  reader: string | null = null,
): Promise<(QuestionView | null)[]> {
  const people = await peopleIn(questions);
  return questions.map((question) =>
    isVisible(question, audience) ? viewOne(question, audience, people, reader) : null,
  );
}

/** The question as an audience that sees it does. */
export async function viewQuestion(
  question: Question,
  audience: Audience,
  reader: string | null = null,
): Promise<QuestionView> {
  return viewOne(question, audience, await peopleIn([question]), reader);
}

/** What only its asker sees. */
export async function viewMyQuestions(questions: Question[]): Promise<MyQuestionView[]> {
  const people = await peopleIn(questions);
  return questions.map((question) => ({
    id: question._id,
    webinarId: question.webinarId,
    text: question.text,
    language: question.language,
    anonymous: question.anonymous,
    moderatorsSee: question.moderatorsSee,
    state: question.state,
    answers: question.answers.map((answer) => viewAnswer(answer, people, true)),
    declineReason: question.declineReason,
    threadId: question.threadAt ? question.threadId : null,
    editableUntil: editableUntil(question)?.toISOString() ?? null,
    createdAt: question.createdAt.toISOString(),
    version: question.version,
  }));
}

export const viewMyQuestion = async (question: Question): Promise<MyQuestionView> =>
  (await viewMyQuestions([question]))[0] as MyQuestionView;

/** Who asked, as a reader may know it; "elsewhere" is any place that is not a desk. */
export const viewAsker = (question: Question, people: People, audience: Audience | "elsewhere"): PersonView =>
  isAskerShown(question, audience) ? personIn(people, question.askerId) : anonymousView;

function viewOne(question: Question, audience: Audience, people: People, reader: string | null): QuestionView {
  const atDesk = audience === "desk";
  const claimed = audience !== "room" && question.claimById && question.claimUntil && question.claimUntil > now();
  return {
    id: question._id,
    webinarId: question.webinarId,
    text: question.text,
    language: question.language,
    asker: viewAsker(question, people, audience),
    anonymous: question.anonymous,
    state: question.state,
    ready: audience !== "room" && question.ready,
    assignee: question.assigneeId ? personIn(people, question.assigneeId) : null,
    claim: claimed
      ? { by: personIn(people, question.claimById as string), until: (question.claimUntil as Date).toISOString() }
      : null,
    onAirSince: question.state === "onair" ? (question.onAirSince?.toISOString() ?? null) : null,
    answers: question.answers.map((answer) =>
      viewAnswer(answer, people, atDesk || !answer.toAskerOnly || answer.byId === reader),
    ),
    declineReason: atDesk ? question.declineReason : null,
    threadId: question.threadAt && (atDesk || !question.held) ? question.threadId : null,
    answeredInForum: question.answeredInForum,
    createdAt: question.createdAt.toISOString(),
    version: question.version,
  };
}

function viewAnswer(answer: Answer, people: People, readable: boolean): z.infer<typeof AnswerView> {
  return {
    kind: answer.kind,
    by: personIn(people, answer.byId),
    at: answer.at.toISOString(),
    second: answer.second,
    toAskerOnly: answer.toAskerOnly,
    html: readable ? answer.html : null,
    language: readable ? answer.language : null,
  };
}

const peopleIn = (questions: Question[]): Promise<People> =>
  findPeople(
    questions.flatMap(({ askerId, assigneeId, claimById, answers }) =>
      [askerId, assigneeId, claimById, ...answers.map(({ byId }) => byId)].filter((id) => id !== null),
    ),
  );
