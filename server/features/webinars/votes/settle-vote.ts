/** A vote that came after the close is taken back: after its save the webinar is read again. */
import { log } from "../../../platform/log.ts";
import { takesVotes } from "../questions/question.states.ts";
import { type Webinar, Webinars } from "../webinar.model.ts";
import { type Vote, Votes } from "./vote.model.ts";

/** Whether it stands. Safe to ask again: the sweep does, for what was killed before its acknowledgement. */
export async function settleVote(vote: Vote): Promise<boolean> {
  if (!vote.pending.includes("settle")) return true;
  const webinar = await Webinars.findById(vote.webinarId, { state: 1, questionsAhead: 1 }).lean<
    Pick<Webinar, "state" | "questionsAhead">
  >();
  // The first to settle decides; a second finds it settled or gone.
  const unsettled = { _id: vote._id, pending: "settle" };
  if (webinar && takesVotes(webinar)) {
    const { matchedCount } = await Votes.updateOne(unsettled, { $pull: { pending: "settle" } });
    return matchedCount === 1 || (await Votes.exists({ _id: vote._id })) !== null;
  }
  const { deletedCount } = await Votes.deleteOne(unsettled);
  if (deletedCount === 1) log.info({ webinar: vote.webinarId }, "a vote came after the close and was taken back");
  return deletedCount === 0 && (await Votes.exists({ _id: vote._id })) !== null;
}
