import type { RoomView, webinars } from "../../../shared/contracts/webinars.ts";
import type { Given } from "../../../shared/operation.ts";
import { isSignedIn, type Person } from "../../platform/person.ts";
import { presenceIn } from "./attendance/presence.ts";
import { viewChatLines } from "./chat/chat-line.views.ts";
import { latestLines } from "./chat/list-chat.ts";
import { readableWebinar } from "./find-webinar.ts";
import { mayIn } from "./may-in.ts";
import { type Question, Questions } from "./questions/question.model.ts";
import { viewMyQuestions, viewQuestions } from "./questions/question.views.ts";
import { tallyOf } from "./votes/tally.ts";
import { votesOf } from "./votes/vote.ts";
import { audienceFor } from "./webinars.policy.ts";
import { viewWebinar } from "./webinars.views.ts";

/** All that a view of the webinar needs: the room, the panel desk or the moderators' desk, as far as the reader may see it. */
export async function readRoom(
  person: Person,
  { webinarId, desk }: Given<typeof webinars.readRoom>,
): Promise<RoomView> {
  const webinar = await readableWebinar(person, webinarId);
  const audience = audienceFor(person, webinar, desk);
  const reader = isSignedIn(person) ? person.id : null;
  const all = await Questions.find({ webinarId }).sort({ createdAt: 1, _id: 1 }).lean<Question[]>();
  const [view, rights, questions, mine, tally, myVotes, chat, presence] = await Promise.all([
    viewWebinar(webinar),
    mayIn(person, webinar),
    viewQuestions(all, audience, reader),
    viewMyQuestions(reader ? all.filter(({ askerId }) => askerId === reader) : []),
    tallyOf(webinarId),
    votesOf(person, webinarId),
    latestLines(webinarId).then(viewChatLines),
    presenceIn(webinar),
  ]);
  return {
    webinar: view,
    desk: audience,
    questions: questions.filter((question) => question !== null),
    tally,
    myVotes,
    myQuestions: mine,
    chat,
    presence,
    ...rights,
  };
}
