import type { QuestionView, webinars } from "../../../../shared/contracts/webinars.ts";
import type { Given } from "../../../../shared/operation.ts";
import { isDuplicate } from "../../../database/duplicate.ts";
import { now } from "../../../platform/clock.ts";
import type { Person } from "../../../platform/person.ts";
import { Problem } from "../../../platform/problem.ts";
import type { Webinar } from "../webinar.model.ts";
import { answeredAloud } from "./answer-aloud.ts";
import { applyMove, moveQuestion } from "./move-question.ts";
import { type Question, Questions } from "./question.model.ts";
import { moves } from "./question.states.ts";

/** The one place on air of a webinar. */
const stageOf = (webinarId: string): string => `${webinarId}:stage`;

/** Puts a question on air, where only one can be; `finish` names the one there now, which is answered first. */
export async function putOnAir(
  person: Person,
  { finish, ...input }: Given<typeof webinars.putOnAir>,
): Promise<QuestionView> {
  try {
    return await moveQuestion(person, "putOnAir", input, async (question, webinar) => {
      await freeTheAir(person, webinar, question._id, finish, input.changeId);
      const set = { onAir: stageOf(webinar._id), onAirSince: now(), ready: false, claimById: null, claimUntil: null };
      return { set, when: { onAir: question.onAir } };
    });
  } catch (thrown) {
    // The index decides where two were put on air at once.
    if (!isDuplicate(thrown)) throw thrown;
    const question = await Questions.findById(input.questionId).select("webinarId").lean();
    throw airTaken(question && (await onAirIn(question.webinarId)));
  }
}

/** Ends what is on air, if that is the one to be finished. Throws `air-taken` where it is another one. */
async function freeTheAir(
  person: Person,
  webinar: Webinar,
  next: string,
  finish: string | null,
  changeId: string,
): Promise<void> {
  const present = await onAirIn(webinar._id);
  // There already, by somebody else's hand: the write itself says so.
  if (!present || present._id === next) return;
  if (present._id !== finish) throw airTaken(present);
  await applyMove(
    person,
    moves.answerAloud,
    present,
    { changeId, version: present.version },
    answeredAloud(person, present, webinar, changeId),
  );
}

const onAirIn = (webinarId: string): Promise<Question | null> =>
  Questions.findOne({ onAir: stageOf(webinarId) }).lean<Question>();

const airTaken = (present: Question | null): Problem =>
  new Problem("air-taken", present ? { questionId: present._id, text: present.text, version: present.version } : {});
