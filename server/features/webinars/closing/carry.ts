/**
 * Carries what is open when a webinar closes, and closes it. Any node, any number of times, killed between any two lines: QUESTIONS,
 * "Asking and closing cannot miss each other"; docs/decisions/closing.md.
 */

import type { QueryFilter } from "mongoose";
import { derivedId } from "../../../../shared/ids.ts";
import { now } from "../../../platform/clock.ts";
import { cutText } from "../../../platform/cut-text.ts";
import { change } from "../../../platform/outbox/index.ts";
import { system } from "../../../platform/person.ts";
import { openCarriedThread } from "../../forum/index.ts";
import { type Question, Questions } from "../questions/question.model.ts";
import { isOpen, openStates } from "../questions/question.states.ts";
import { type Webinar, Webinars } from "../webinar.model.ts";
import { questionShownIn, triageShownIn, webinarShownIn } from "../webinars.streams.ts";
import { faults } from "./faults.ts";
import { together } from "./together.ts";

/** As long as the title of any thread may be. */
const longestTitle = 160;

/** Does what is left to be done of a close, from wherever it stands. Nothing where it has not begun or is called back. */
export async function carryAndClose(webinarId: string): Promise<void> {
  const webinar = await beginCarrying(webinarId);
  if (!webinar) return;
  await faults.at("carrying-saved");
  do {
    await forEachOf({ webinarId, state: { $in: openStates } }, (question) => carryQuestion(question, webinar));
    await forEachOf({ webinarId, state: "carried", threadAt: null }, openThread);
  } while (await isUnfinished(webinarId));
  await faults.at("all-carried");
  if (webinar.state === "closing") await finish(webinar);
}

/** The first to carry says so; from then on there is no way back. Null where nothing is to be carried (yet). */
async function beginCarrying(webinarId: string): Promise<Webinar | null> {
  const first = await change(
    Webinars,
    { _id: webinarId, state: "closing", carrying: null, carryFrom: { $lte: now() } },
    { $set: { carrying: now() } },
    { person: system, pending: [] },
  );
  if (first) return first;
  const webinar = await Webinars.findById(webinarId).lean<Webinar>();
  return webinar?.carrying ? webinar : null;
}

/** Carries one question, or declines it where a cancelled webinar says so; whoever comes second finds it done. */
export async function carryQuestion(question: Question, webinar: Pick<Webinar, "declines">): Promise<Question | null> {
  const { _id, state } = question;
  // Read again since it was found open: it may have come to its outcome meanwhile, and that stands.
  if (!isOpen(state)) return null;
  const off = { before: state, ready: false, claimById: null, claimUntil: null, onAir: null, lastById: null };
  const set = webinar.declines
    ? { ...off, state: "declined" as const, declineReason: "cancelled" }
    : { ...off, state: "carried" as const, threadId: derivedId(_id), carriedAt: now(), held: state === "asked" };
  const carried = await change(
    Questions,
    { _id, state },
    { $set: set },
    // A carried one is told when its thread stands: nobody is shown a link that leads nowhere yet.
    { person: system, pending: webinar.declines ? ["tell", "declined"] : ["carry"] },
  );
  if (!carried) return null;
  await faults.at("question-carried");
  return carried.state === "carried" ? openThread(carried) : carried;
}

/** Under way in this process, so that the close and what follows the write do it once. */
const opening = new Map<string, Promise<Question | null>>();

/** Opens the thread of a carried question: once, since its id is made from the question's. */
export function openThread(question: Question): Promise<Question | null> {
  const underWay = opening.get(question._id) ?? open(question).finally(() => opening.delete(question._id));
  opening.set(question._id, underWay);
  return underWay;
}

async function open(given: Question): Promise<Question | null> {
  const question = await Questions.findById(given._id).lean<Question>();
  if (question?.state !== "carried" || question.threadAt !== null) return question;
  const webinar = await Webinars.findById(question.webinarId).lean<Webinar>();
  if (!webinar) throw new Error(`the webinar ${question.webinarId} of the question ${question._id} is not there`);
  await openCarriedThread({
    questionId: question._id,
    sectionId: webinar.sectionId,
    title: cutText(question.text, longestTitle),
    language: question.language,
    state: question.held ? "held" : "open",
  });
  await faults.at("thread-opened");
  const noted = await change(
    Questions,
    { _id: question._id, state: "carried", threadAt: null },
    { $set: { threadAt: now() } },
    {
      person: system,
      pending: ["tell", "carried"],
      shownIn: [...questionShownIn(question), ...triageShownIn(question, webinar)],
    },
  );
  await faults.at("thread-noted");
  return noted;
}

/** Whether anything still stands between the webinar and its close. */
async function isUnfinished(webinarId: string): Promise<boolean> {
  const left = await Questions.exists({
    webinarId,
    $or: [{ state: { $in: openStates } }, { state: "carried", threadAt: null }],
  });
  return left !== null;
}

async function finish({ _id, becomes, dialogueId }: Webinar): Promise<void> {
  await change(
    Webinars,
    { _id, state: "closing", carrying: { $ne: null } },
    { $set: { state: becomes ?? "closed" } },
    { person: system, pending: ["tell", "voters", "links"], shownIn: webinarShownIn({ _id, dialogueId }) },
  );
  await faults.at("closed-saved");
}

/** Each by its present state. What fails does not hold the others up, and the job tries again. */
async function forEachOf(filter: QueryFilter<Question>, work: (question: Question) => Promise<unknown>): Promise<void> {
  const found = await Questions.find(filter, { _id: 1 }).sort({ createdAt: 1 }).lean();
  await together(found, async ({ _id }) => {
    const question = await Questions.findById(_id).lean<Question>();
    if (question) await work(question);
  });
}
