/** How webinars, questions and chat lines are told, and what must follow a write to each. */
import { registerKind } from "../../platform/outbox/index.ts";
import { hideCarriedThread, retellCarriedThread } from "../forum/index.ts";
import { endGuestLinks } from "../members/index.ts";
import { type ChatLine, ChatLines } from "./chat/chat-line.model.ts";
import { viewChatLines } from "./chat/chat-line.views.ts";
import { settleChatLine } from "./chat/settle-chat-line.ts";
import { tellCarried, tellVoters } from "./closing/carried.notices.ts";
import { openThread } from "./closing/carry.ts";
import { recordDeclines, recordRemoval } from "./closing/decisions.ts";
import { scheduleCarrying, scheduleEnd } from "./closing/overdue.ts";
import { settleQuestion } from "./closing/settle.ts";
import { viewTriage } from "./closing/triage.ts";
import { type Question, Questions } from "./questions/question.model.ts";
import {
  tellAnswered,
  tellAnsweredInForum,
  tellApproved,
  tellAssigned,
  tellDeclined,
} from "./questions/question.notices.ts";
import { viewMyQuestions, viewQuestions } from "./questions/question.views.ts";
import { settleVote } from "./votes/settle-vote.ts";
import { type Vote, Votes } from "./votes/vote.model.ts";
import { type Webinar, Webinars } from "./webinar.model.ts";
import { audienceOf } from "./webinars.streams.ts";
import { viewWebinars } from "./webinars.views.ts";

/** A guest's link is good until so long after the close (MODEL, "Roles"). */
const linksLast = 30 * 86_400_000;

registerKind<Webinar>({
  kind: "webinar",
  model: Webinars,
  views: (webinars) => viewWebinars(webinars),
  effects: {
    schedule: scheduleEnd,
    close: scheduleCarrying,
    voters: tellVoters,
    links: ({ _id, closedAt }) => endGuestLinks(_id, closedAt && new Date(closedAt.getTime() + linksLast)),
  },
});

registerKind<Question>({
  kind: "question",
  model: Questions,
  streams: ["webinar"],
  views: async (questions, stream) => {
    const audience = audienceOf(stream);
    return audience ? viewQuestions(questions, audience) : questions.map(() => null);
  },
  effects: {
    settle: async (question) => void (await settleQuestion(question)),
    carry: async (question) => void (await openThread(question)),
    carried: tellCarried,
    approved: tellApproved,
    assigned: tellAssigned,
    answered: tellAnswered,
    declined: tellDeclined,
    decision: recordDeclines,
    hide: async ({ threadId }) => void (threadId && (await hideCarriedThread(threadId))),
    retell: async ({ threadId }) => void (threadId && (await retellCarriedThread(threadId))),
    "answered-in-forum": tellAnsweredInForum,
  },
});
registerKind<Question>({
  kind: "myQuestion",
  model: Questions,
  streams: ["person"],
  views: (questions) => viewMyQuestions(questions),
});
registerKind<Question>({
  kind: "triage",
  model: Questions,
  streams: ["triage"],
  views: (questions) => viewTriage(questions),
});

registerKind<ChatLine>({
  kind: "chatLine",
  model: ChatLines,
  views: (lines) => viewChatLines(lines),
  effects: { settle: async (line) => void (await settleChatLine(line)), decision: recordRemoval },
});

// A vote is told by the tally alone.
registerKind<Vote>({ kind: "vote", model: Votes, effects: { settle: async (vote) => void (await settleVote(vote)) } });
