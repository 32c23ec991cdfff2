/** How desks change a question: compare-and-set on what the person saw, refused with the present state where it has moved on. */
import type { QuestionView } from "../../../../shared/contracts/webinars.ts";
import { change, changedBefore } from "../../../platform/outbox/index.ts";
import type { Person } from "../../../platform/person.ts";
import { Problem } from "../../../platform/problem.ts";
import { findPeople, personIn } from "../../members/index.ts";
import { readableQuestion, readableWebinar } from "../find-webinar.ts";
import { refuseUnless } from "../refusal.ts";
import type { Webinar } from "../webinar.model.ts";
import { mayModerate, mayPanel, widestAudience } from "../webinars.policy.ts";
import { questionShownIn } from "../webinars.streams.ts";
import { type Question, Questions } from "./question.model.ts";
import { isOpen, type Move, type MoveName, moves } from "./question.states.ts";
import { viewQuestion } from "./question.views.ts";

export interface AsSeen {
  questionId: string;
  changeId: string;
  /** The version the person saw; left out where the fields of `when` say what must still hold. */
  version?: number;
}
export interface Alteration {
  set: Partial<Question>;
  push?: Partial<Record<"answers" | "takenBack" | "decisions", object>>;
  /** What must still hold beside state and version, as a filter. */
  when?: Record<string, unknown>;
  /** What must follow beside telling. */
  follow?: string[];
}

/**
 * Makes a move of the table. The same change by the same person again succeeds. Throws `not-found`, `not-allowed`,
 * `moved-on` with `{ state, version, by }`, or why the webinar does not take it.
 */
export async function moveQuestion(
  person: Person,
  name: MoveName,
  asked: AsSeen,
  /** Null: it stands as wished already, and nothing is written. */
  alter: (question: Question, webinar: Webinar) => Alteration | null | Promise<Alteration | null>,
): Promise<QuestionView> {
  const earlier = await changedBefore(Questions, person, asked.questionId, asked.changeId);
  if (earlier) return viewFor(person, earlier);

  const { question, webinar } = await readableQuestion(person, asked.questionId);
  const move: Move = moves[name];
  if (!(move.by === "moderator" ? mayModerate : mayPanel)(person, webinar)) throw new Problem("not-allowed");
  if (!move.from.includes(question.state) || (asked.version !== undefined && asked.version !== question.version))
    throw await movedOn(question);
  refuseUnless(move.during, webinar);

  const alteration = await alter(question, webinar);
  const stands = alteration ? await applyMove(person, move, question, asked, alteration) : question;
  return viewQuestion(stands, widestAudience(person, webinar), person.id);
}

/** The write itself. Throws `moved-on` where somebody was first. */
export async function applyMove(
  person: Person,
  move: Pick<Move, "to">,
  question: Question,
  { changeId, version }: Pick<AsSeen, "changeId" | "version">,
  { set, push, when = {}, follow = [] }: Alteration,
): Promise<Question> {
  const state = move.to ?? question.state;
  const changed = await change(
    Questions,
    { _id: question._id, state: question.state, ...(version === undefined ? {} : { version }), ...when },
    { $set: { ...set, state, lastById: person.id }, ...(push ? { $push: push } : {}) },
    {
      person,
      changeId,
      // What leaves a question open may have missed the close: it is looked at again after the save.
      pending: ["tell", ...(isOpen(state) && state !== question.state ? ["settle"] : []), ...follow],
      shownIn: questionShownIn({ ...question, state }),
    },
  );
  if (changed) return changed;
  throw await movedOnSince(question._id);
}

/** The refusal that says how it stands, and who was first; an asker is never named. */
export async function movedOn(question: Question): Promise<Problem> {
  const people = await findPeople(question.lastById ? [question.lastById] : []);
  return new Problem("moved-on", {
    state: question.state,
    version: question.version,
    by: question.lastById ? { ...personIn(people, question.lastById) } : null,
  });
}

/** The same of a question that moved on after it was read. */
export async function movedOnSince(questionId: string): Promise<Problem> {
  const present = await Questions.findById(questionId).lean<Question>();
  return present ? movedOn(present) : new Problem("not-found");
}

/** For who may still read there: others have gone on since. */
async function viewFor(person: Person, question: Question): Promise<QuestionView> {
  const webinar = await readableWebinar(person, question.webinarId);
  return viewQuestion(question, widestAudience(person, webinar), person.id);
}
