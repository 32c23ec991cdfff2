import type { webinars } from "../../../../shared/contracts/webinars.ts";
import type { Answer, Given } from "../../../../shared/operation.ts";
import { isDuplicate } from "../../../database/duplicate.ts";
import { now } from "../../../platform/clock.ts";
import { isSignedIn, type Person } from "../../../platform/person.ts";
import { Problem } from "../../../platform/problem.ts";
import { readableQuestion } from "../find-webinar.ts";
import { movedOn } from "../questions/move-question.ts";
import type { Question } from "../questions/question.model.ts";
import { takesVotes } from "../questions/question.states.ts";
import { refusal } from "../refusal.ts";
import { isRegistered } from "../registration/is-registered.ts";
import { type Webinar, Webinars } from "../webinar.model.ts";
import { mayTakePart, mayTakePartAhead } from "../webinars.policy.ts";
import { settleVote } from "./settle-vote.ts";
import { supportOf } from "./support.ts";
import { touchTally } from "./tally.ts";
import { type Vote, Votes, voteId } from "./vote.model.ts";

/** Votes for a question, or takes the vote back: one a person, never for one's own. The same again changes nothing. */
export async function vote(
  person: Person,
  { questionId, on }: Given<typeof webinars.vote>,
): Promise<Answer<typeof webinars.vote>> {
  const id = voteId(questionId, person.id);
  const { question, webinar } = await readableQuestion(person, questionId);
  await refuse(person, question, webinar, on === (await stands(id)));
  if (on) {
    const saved = await saveVote({ _id: id, questionId, webinarId: webinar._id, personId: person.id });
    // Read again after the save and before the acknowledgement: the close cannot have missed it.
    if (!(await settleVote(saved))) throw await refusalNow(webinar._id);
  } else {
    await Votes.deleteOne({ _id: id });
  }
  touchTally(webinar._id, questionId);
  return { questionId, on, votes: await supportOf(question) };
}

/** By the one id that it can have. What must follow is done before the acknowledgement; the sweep is for what was killed. */
async function saveVote(fields: Pick<Vote, "_id" | "questionId" | "webinarId" | "personId">): Promise<Vote> {
  const at = now();
  const vote = {
    ...fields,
    createdAt: at,
    version: 1,
    pending: ["settle"],
    pendingSince: at,
    shownIn: [],
    changes: [],
    writtenBy: fields.personId,
    inputHash: null,
  };
  try {
    await Votes.create(vote);
    return vote;
  } catch (thrown) {
    if (!isDuplicate(thrown)) throw thrown;
    return (await Votes.findById(fields._id).lean<Vote>()) ?? vote;
  }
}

/** Whether a vote is there that no close takes back any more. */
const stands = async (_id: string): Promise<boolean> =>
  (await Votes.exists({ _id, pending: { $ne: "settle" } })) !== null;

/** `asWished`: sent again, perhaps after the close; it stands already. */
async function refuse(person: Person, question: Question, webinar: Webinar, asWished: boolean): Promise<void> {
  if (!isSignedIn(person) || !mayTakePart(person, webinar)) throw new Problem("not-allowed");
  // Before the state: an asker learns nothing new by it, and nobody else can meet it.
  if (question.askerId === person.id) throw new Problem("own-question");
  if (asWished) return;
  if (question.state !== "queued" && question.state !== "onair") throw await movedOn(question);
  if (!takesVotes(webinar)) throw refusal(webinar, "questions-not-open");
  if (webinar.state === "scheduled" && !mayTakePartAhead(person, webinar, await isRegistered(webinar._id, person.id)))
    throw new Problem("not-allowed", { register: true });
}

async function refusalNow(webinarId: string): Promise<Problem> {
  const webinar = await Webinars.findById(webinarId).lean<Webinar>();
  return webinar ? refusal(webinar, "questions-not-open") : new Problem("not-found");
}

/** Of the questions of a webinar, those that the person voted for. */
export async function votesOf(person: Person, webinarId: string): Promise<string[]> {
  if (!isSignedIn(person)) return [];
  const votes = await Votes.find({ webinarId, personId: person.id }, { questionId: 1 }).lean();
  return votes.map(({ questionId }) => questionId);
}
