/** A webinar's line in its dialogue's report: who came, what was asked, what became of it. */
import type { DialogueFigures } from "../../../shared/contracts/dialogues.ts";
import { attendanceOf } from "./attendance/attendance.ts";
import { ChatLines } from "./chat/chat-line.model.ts";
import { outcomesOf } from "./closing/outcomes.ts";
import { Questions } from "./questions/question.model.ts";
import { Votes } from "./votes/vote.model.ts";
import type { Webinar } from "./webinar.model.ts";

export type WebinarFigures = DialogueFigures["webinars"][number];

export async function figuresOf(webinar: Webinar): Promise<WebinarFigures> {
  const [{ attendees, engaged, engagement }, outcomes, askers, votes, chatLines] = await Promise.all([
    attendanceOf(webinar),
    outcomesOf(webinar._id),
    countAskers(webinar._id),
    Votes.countDocuments({ webinarId: webinar._id }),
    ChatLines.countDocuments({ webinarId: webinar._id, removed: false }),
  ]);
  const { answered, declined, merged, withdrawn, carried, received, answeredInForum } = outcomes;
  return {
    webinar: { id: webinar._id, title: webinar.title },
    attendees,
    engaged,
    engagement,
    askers,
    received,
    outcomes: { answered, declined, merged, withdrawn, carried },
    answeredInForum,
    votes,
    chatLines,
  };
}

/** A question without a name counts as somebody of its own: else the sum would tell whether a named asker asked it. */
async function countAskers(webinarId: string): Promise<number> {
  const [named, anonymous] = await Promise.all([
    Questions.distinct("askerId", { webinarId, anonymous: false }),
    Questions.countDocuments({ webinarId, anonymous: true }),
  ]);
  return named.length + anonymous;
}
