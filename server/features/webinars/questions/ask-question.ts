import type { MyQuestionView, NewQuestion } from "../../../../shared/contracts/webinars.ts";
import { now } from "../../../platform/clock.ts";
import { saveOnce, sentBefore } from "../../../platform/outbox/index.ts";
import type { Person } from "../../../platform/person.ts";
import { Problem } from "../../../platform/problem.ts";
import { guessLanguage } from "../../forum/index.ts";
import { settleQuestion } from "../closing/settle.ts";
import { readableWebinar } from "../find-webinar.ts";
import { refusal } from "../refusal.ts";
import { isRegistered } from "../registration/is-registered.ts";
import { mayTakePart, mayTakePartAhead } from "../webinars.policy.ts";
import { questionShownIn } from "../webinars.streams.ts";
import { Questions } from "./question.model.ts";
import { takesQuestions } from "./question.states.ts";
import { viewMyQuestion } from "./question.views.ts";

/** Sends a question in, in the hour or before it; everybody sees it, or the moderators first where the webinar says so. */
export async function askQuestion(person: Person, input: NewQuestion): Promise<MyQuestionView> {
  const earlier = await sentBefore(Questions, person, input);
  if (earlier) return viewMyQuestion(earlier);

  const webinar = await readableWebinar(person, input.webinarId);
  if (!mayTakePart(person, webinar)) throw new Problem("not-allowed");
  if (!takesQuestions(webinar)) throw refusal(webinar, "questions-not-open");
  const ahead = webinar.state === "scheduled";
  if (ahead && !mayTakePartAhead(person, webinar, await isRegistered(webinar._id, person.id)))
    throw new Problem("not-allowed", { register: true });
  if (input.anonymous && webinar.anonymity === "off") throw new Problem("anonymity-off");
  const moderatorsSee = input.moderatorsSee ?? webinar.anonymity !== "all";
  // Sent under a promise that the webinar no longer makes: perhaps it waited for the line.
  if (input.anonymous && !moderatorsSee && webinar.anonymity !== "all") throw new Problem("anonymity-changed");

  const state = webinar.preApproval ? ("asked" as const) : ("queued" as const);
  const question = await saveOnce(
    Questions,
    person,
    input,
    {
      ...blank,
      webinarId: webinar._id,
      askerId: person.id,
      anonymous: input.anonymous,
      moderatorsSee: !input.anonymous || moderatorsSee,
      text: input.text,
      language: input.language ?? (await guessLanguage(person, input.text)),
      state,
      queuedAt: state === "queued" ? now() : null,
    },
    {
      pending: ["tell", "settle"],
      shownIn: questionShownIn({ webinarId: webinar._id, askerId: person.id, state, held: false }),
    },
  );
  return viewMyQuestion(await settleQuestion(question));
}

const blank = {
  before: null,
  ready: false,
  assigneeId: null,
  claimById: null,
  claimUntil: null,
  onAir: null,
  onAirSince: null,
  answers: [],
  takenBack: [],
  declineReason: null,
  threadId: null,
  carriedAt: null,
  threadAt: null,
  held: false,
  answeredInForum: false,
  answerPostId: null,
  sources: [],
  mergedInto: null,
  lastById: null,
  decidedBy: null,
  decisions: [],
};
