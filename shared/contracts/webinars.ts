/** Webinars: a live hour with a panel, its question queue, chat, attendance. */
import { z } from "zod";
import { operation, stream } from "../operation.ts";
import {
  Country,
  Email,
  Id,
  Language,
  LocalTime,
  line,
  Moment,
  markdown,
  NewId,
  PersonView,
  TimeZone,
} from "./common.ts";

/** `paused` takes no new question or vote; a `closing` one still carries what is open. */
export const WebinarState = z.enum(["scheduled", "open", "paused", "closing", "closed", "cancelled"]);
export type WebinarState = z.infer<typeof WebinarState>;
/** Before its outcome: `asked` (nobody has approved it yet), `queued`, `onair`. The others are outcomes. */
export const QuestionState = z.enum([
  "asked",
  "queued",
  "onair",
  "answered",
  "declined",
  "merged",
  "withdrawn",
  "carried",
]);
export type QuestionState = z.infer<typeof QuestionState>;

/** Whether one may ask without one's name: not at all, hidden from the room, or hidden from moderators too. */
export const Anonymity = z.enum(["off", "room", "all"]);

const written = {
  title: line(160, 3),
  description: z.string().max(4000).default(""),
  language: Language.default("en"),
  timeZone: TimeZone,
  starts: LocalTime,
  minutes: z.int().min(5).max(600).default(60),
  /** A new question is seen by its asker and the moderators until one approves it. */
  preApproval: z.boolean().default(false),
  anonymity: Anonymity.default("room"),
  /** Questions may be sent in before the hour. */
  questionsAhead: z.boolean().default(true),
  panellistIds: z.array(Id).max(20).default([]),
  moderatorIds: z.array(Id).max(20).default([]),
};
/** A webinar as an organiser plans it. `starts` is a local time in `timeZone`. */
export const NewWebinar = z.strictObject({
  id: NewId,
  /** The dialogue it belongs to; without one, `sectionId` says where its open questions go. */
  dialogueId: Id.nullable().default(null),
  sectionId: Id.nullable().default(null),
  ...written,
});
export type NewWebinar = z.output<typeof NewWebinar>;

/** A webinar as all its watchers see it. */
export const WebinarView = z.object({
  id: Id,
  title: z.string(),
  description: z.string(),
  language: z.string(),
  dialogue: z.object({ id: Id, slug: z.string(), title: z.string() }).nullable(),
  section: z.object({ id: Id, slug: z.string(), title: z.string() }),
  state: WebinarState,
  timeZone: z.string(),
  starts: z.string(),
  startsAt: Moment,
  endsAt: Moment,
  openedAt: Moment.nullable(),
  closedAt: Moment.nullable(),
  /** While `closing`: until then the host can call it back. */
  carryFrom: Moment.nullable(),
  preApproval: z.boolean(),
  anonymity: Anonymity,
  questionsAhead: z.boolean(),
  panellists: z.array(PersonView),
  moderators: z.array(PersonView),
  /** Once closed: what became of its questions, computed from them. */
  outcomes: z
    .object({
      received: z.int(),
      answered: z.int(),
      declined: z.int(),
      merged: z.int(),
      withdrawn: z.int(),
      carried: z.int(),
      answeredInForum: z.int(),
      /** received = the sum of the outcomes. */
      holds: z.boolean(),
    })
    .nullable(),
  createdAt: Moment,
  version: z.int(),
});
export type WebinarView = z.infer<typeof WebinarView>;

/** An answer as it may be read: `html` is null for a private one in the eyes of others ("answered privately"). */
export const AnswerView = z.object({
  kind: z.enum(["spoken", "written"]),
  by: PersonView,
  at: Moment,
  /** Seconds from the opening of the webinar, for the recording; null for a written answer. */
  second: z.int().nullable(),
  toAskerOnly: z.boolean(),
  html: z.string().nullable(),
  language: z.string().nullable(),
});

/** A question as one audience (room, panel or desk) sees it. Votes are not in it: they come as a tally. */
export const QuestionView = z.object({
  id: Id,
  webinarId: Id,
  text: z.string(),
  language: z.string(),
  /** Anonymous in every audience but the desk's, and there only where the asker was told so. */
  asker: PersonView,
  anonymous: z.boolean(),
  state: QuestionState,
  ready: z.boolean(),
  assignee: PersonView.nullable(),
  /** Who is answering in writing just now, and until when that is kept for her or him. */
  claim: z.object({ by: PersonView, until: Moment }).nullable(),
  onAirSince: Moment.nullable(),
  answers: z.array(AnswerView),
  declineReason: z.string().nullable(),
  /** Where it went, once carried. */
  threadId: Id.nullable(),
  answeredInForum: z.boolean(),
  createdAt: Moment,
  version: z.int(),
});
export type QuestionView = z.infer<typeof QuestionView>;

/** What only its asker sees of a question: that it is one's own, also while unapproved; why it was declined; a private answer. */
export const MyQuestionView = z.object({
  id: Id,
  webinarId: Id,
  text: z.string(),
  language: z.string(),
  anonymous: z.boolean(),
  moderatorsSee: z.boolean(),
  state: QuestionState,
  answers: z.array(AnswerView),
  /** As the moderator wrote it; the word `cancelled` where the webinar was called off. */
  declineReason: z.string().nullable(),
  threadId: Id.nullable(),
  /** Until when the text of a queued one may still be edited, as long as nobody voted or was assigned; one still `asked` may be without end. */
  editableUntil: Moment.nullable(),
  createdAt: Moment,
  version: z.int(),
});
export type MyQuestionView = z.infer<typeof MyQuestionView>;

/** What a carried thread shows as its number 1: by reference, so it is always what the question says. */
export const CarriedQuestionView = z.object({
  questionId: Id,
  text: z.string(),
  language: z.string(),
  asker: PersonView,
  votes: z.int(),
  state: QuestionState,
  meantFor: PersonView.nullable(),
  answeredInForum: z.boolean(),
  webinar: z.object({ id: Id, title: z.string(), closedAt: Moment.nullable() }),
  carriedAt: Moment,
});
export type CarriedQuestionView = z.infer<typeof CarriedQuestionView>;

/** A line of the live chat; the text of a removed one is empty. */
export const ChatLineView = z.object({
  id: Id,
  webinarId: Id,
  author: PersonView,
  badge: z.enum(["panellist", "moderator"]).nullable(),
  text: z.string(),
  language: z.string(),
  removed: z.boolean(),
  createdAt: Moment,
  version: z.int(),
});
export type ChatLineView = z.infer<typeof ChatLineView>;

/** Support of each question that the room sees, by its id: distinct people, its own asker left out. */
export const Tally = z.record(z.string(), z.int());
export type Tally = z.infer<typeof Tally>;

/** The audiences of a webinar, from the widest to the one that sees most. */
export const Desk = z.enum(["room", "panel", "desk"]);
export type Desk = z.infer<typeof Desk>;

/** Who is here: how many, from how many countries, and the panel and moderators by name. */
export const PresenceView = z.object({ here: z.int(), countries: z.int(), desks: z.array(Id) });
export type PresenceView = z.infer<typeof PresenceView>;

/** All that a view of the webinar needs, for its reader. */
export const RoomView = z.object({
  webinar: WebinarView,
  /** The audience this reader gets, of those asked for. */
  desk: Desk,
  questions: z.array(QuestionView),
  tally: Tally,
  myVotes: z.array(Id),
  myQuestions: z.array(MyQuestionView),
  chat: z.array(ChatLineView),
  presence: PresenceView,
  may: z.object({
    ask: z.boolean(),
    vote: z.boolean(),
    chat: z.boolean(),
    panel: z.boolean(),
    moderate: z.boolean(),
    host: z.boolean(),
    register: z.boolean(),
  }),
  registered: z.boolean(),
});
export type RoomView = z.infer<typeof RoomView>;

const onWebinar = { webinarId: Id, changeId: NewId };
const onQuestion = { questionId: Id, changeId: NewId };
/** `version` is the one the person saw: a question that has moved on since is refused with the present one. */
const asSeen = { ...onQuestion, version: z.int() };
const reason = line(400);

/** A question as its asker sends it, 1 to 400 characters. */
export const NewQuestion = z.strictObject({
  id: NewId,
  webinarId: Id,
  text: line(400),
  anonymous: z.boolean().default(false),
  /** Of an anonymous one, what its asker was told: whether moderators see who asks. Left out: whatever the webinar says. */
  moderatorsSee: z.boolean().optional(),
  language: Language.optional(),
});
export type NewQuestion = z.output<typeof NewQuestion>;

const byQuestion = (verb: string) => `POST /questions/:questionId/${verb}` as const;

export const webinars = {
  readWebinar: operation({
    http: "GET /webinars/:webinarId",
    access: "anyone",
    input: z.strictObject({ webinarId: Id }),
    output: z.object({ webinar: WebinarView, registered: z.boolean(), may: RoomView.shape.may }),
  }),
  readRoom: operation({
    http: "GET /webinars/:webinarId/room",
    access: "anyone",
    input: z.strictObject({ webinarId: Id, desk: Desk.default("room") }),
    output: RoomView,
  }),
  createWebinar: operation({ http: "POST /webinars", access: "organiser", input: NewWebinar, output: WebinarView }),
  changeWebinar: operation({
    http: "PATCH /webinars/:webinarId",
    access: "organiser",
    /** `version`: the one that was edited; another one since then is refused (`moved-on`). Left out: whatever stands. */
    input: z.strictObject({ ...onWebinar, version: z.int().optional(), ...written }),
    output: WebinarView,
  }),
  register: operation({
    http: "POST /webinars/:webinarId/register",
    access: "member",
    input: z.strictObject({ webinarId: Id, changeId: NewId, on: z.boolean().default(true) }),
    output: z.object({ registered: z.boolean() }),
  }),
  /** Makes a guest of this webinar and a personal link; the same id again gives the same guest. */
  inviteGuest: operation({
    http: "POST /webinars/:webinarId/guests",
    access: "organiser",
    input: z.strictObject({
      id: NewId,
      webinarId: Id,
      name: line(80, 2),
      email: Email.nullable().default(null),
      country: Country.nullable().default(null),
      organisation: line(120, 0).default(""),
      language: Language.default("en"),
      panellist: z.boolean().default(false),
    }),
    output: z.object({ guest: PersonView, link: z.string() }),
  }),
  listGuests: operation({
    http: "GET /webinars/:webinarId/guests",
    access: "organiser",
    input: z.strictObject({ webinarId: Id }),
    output: z.object({ guests: z.array(z.object({ guest: PersonView, panellist: z.boolean(), link: z.string() })) }),
  }),
  openWebinar: operation({
    http: "POST /webinars/:webinarId/open",
    access: "signed-in",
    input: z.strictObject({ ...onWebinar }),
    output: WebinarView,
  }),
  pauseWebinar: operation({
    http: "POST /webinars/:webinarId/pause",
    access: "signed-in",
    input: z.strictObject({ ...onWebinar, paused: z.boolean() }),
    output: WebinarView,
  }),
  /** What a close would do just now: how many questions are carried, and where to. */
  previewClose: operation({
    http: "GET /webinars/:webinarId/close",
    access: "signed-in",
    input: z.strictObject({ webinarId: Id }),
    output: z.object({
      open: z.int(),
      unapproved: z.int(),
      section: z.object({ slug: z.string(), title: z.string() }),
    }),
  }),
  /** The host closes; for ten seconds it can be called back. */
  closeWebinar: operation({
    http: "POST /webinars/:webinarId/close",
    access: "signed-in",
    input: z.strictObject({ ...onWebinar }),
    output: WebinarView,
  }),
  callBackClose: operation({
    http: "POST /webinars/:webinarId/call-back",
    access: "signed-in",
    input: z.strictObject({ ...onWebinar }),
    output: WebinarView,
  }),
  cancelWebinar: operation({
    http: "POST /webinars/:webinarId/cancel",
    access: "organiser",
    input: z.strictObject({ ...onWebinar, questions: z.enum(["carry", "decline"]) }),
    output: WebinarView,
  }),
  /** Counts as present from here on this connection, until it leaves or the connection ends. */
  enterRoom: operation({
    http: "POST /webinars/:webinarId/enter",
    access: "signed-in",
    over: "socket",
    input: z.strictObject({ webinarId: Id }),
    output: PresenceView,
  }),
  leaveRoom: operation({
    http: "POST /webinars/:webinarId/leave",
    access: "signed-in",
    over: "socket",
    input: z.strictObject({ webinarId: Id }),
    output: z.object({ left: z.literal(true) }),
  }),
  readAttendance: operation({
    http: "GET /webinars/:webinarId/attendance",
    access: "moderator",
    input: z.strictObject({ webinarId: Id }),
    output: z.object({
      attendees: z.int(),
      engaged: z.int(),
      engagement: z.int(),
      people: z.array(z.object({ person: PersonView, minutes: z.int(), engaged: z.boolean() })),
    }),
  }),
  askQuestion: operation({
    http: "POST /webinars/:webinarId/questions",
    access: "signed-in",
    input: NewQuestion,
    output: MyQuestionView,
  }),
  readQuestion: operation({
    http: "GET /questions/:questionId",
    access: "anyone",
    input: z.strictObject({ questionId: Id }),
    output: z.object({ question: QuestionView, votes: z.int() }),
  }),
  editQuestion: operation({
    http: "PATCH /questions/:questionId",
    access: "signed-in",
    input: z.strictObject({ ...onQuestion, text: line(400) }),
    output: MyQuestionView,
  }),
  withdrawQuestion: operation({
    http: byQuestion("withdraw"),
    access: "signed-in",
    input: z.strictObject({ ...onQuestion }),
    output: MyQuestionView,
  }),
  /** A vote, or taking it back; one a person and question, never one's own. */
  vote: operation({
    http: byQuestion("vote"),
    access: "signed-in",
    input: z.strictObject({ questionId: Id, on: z.boolean() }),
    output: z.object({ questionId: Id, on: z.boolean(), votes: z.int() }),
  }),
  approve: operation({
    http: byQuestion("approve"),
    access: "signed-in",
    input: z.strictObject({ ...asSeen }),
    output: QuestionView,
  }),
  decline: operation({
    http: byQuestion("decline"),
    access: "signed-in",
    input: z.strictObject({ ...asSeen, reason }),
    output: QuestionView,
  }),
  assign: operation({
    http: byQuestion("assign"),
    access: "signed-in",
    input: z.strictObject({ ...asSeen, panellistId: Id.nullable() }),
    output: QuestionView,
  }),
  take: operation({
    http: byQuestion("take"),
    access: "signed-in",
    input: z.strictObject({ ...asSeen }),
    output: QuestionView,
  }),
  holdReady: operation({
    http: byQuestion("ready"),
    access: "signed-in",
    input: z.strictObject({ ...asSeen, ready: z.boolean() }),
    output: QuestionView,
  }),
  putOnAir: operation({
    http: byQuestion("air"),
    access: "signed-in",
    /** `finish`: the question on air now, which is answered first ("finish and take next"). */
    input: z.strictObject({ ...asSeen, finish: Id.nullable().default(null) }),
    output: QuestionView,
  }),
  putBack: operation({
    http: byQuestion("back"),
    access: "signed-in",
    input: z.strictObject({ ...asSeen }),
    output: QuestionView,
  }),
  /** Answered aloud: ends what is on air. */
  answerAloud: operation({
    http: byQuestion("aloud"),
    access: "signed-in",
    input: z.strictObject({ ...asSeen }),
    output: QuestionView,
  }),
  /** Keeps the question for oneself for two minutes while one writes; `on: false` lets it go. */
  claimAnswer: operation({
    http: byQuestion("claim"),
    access: "signed-in",
    input: z.strictObject({ ...onQuestion, on: z.boolean() }),
    output: QuestionView,
  }),
  /** Answers in writing, to all or to the asker alone. Once answered, a further answer is added beside. */
  answerInWriting: operation({
    http: byQuestion("answer"),
    access: "signed-in",
    input: z.strictObject({
      ...onQuestion,
      body: markdown(5000),
      toAskerOnly: z.boolean().default(false),
      further: z.boolean().default(false),
    }),
    output: QuestionView,
  }),
  /** Takes `answered` or `declined` back to `queued`, while the webinar is open. */
  reopenQuestion: operation({
    http: byQuestion("reopen"),
    access: "signed-in",
    input: z.strictObject({ ...asSeen }),
    output: QuestionView,
  }),
  /** Triage after the close: declines a question that was carried unapproved; its thread is hidden. */
  declineCarried: operation({
    http: byQuestion("decline-carried"),
    access: "moderator",
    input: z.strictObject({ ...onQuestion, reason }),
    output: QuestionView,
  }),
  sendChatLine: operation({
    http: "POST /webinars/:webinarId/chat",
    access: "signed-in",
    input: z.strictObject({ id: NewId, webinarId: Id, text: line(500) }),
    output: ChatLineView,
  }),
  removeChatLine: operation({
    http: "POST /chat/:chatLineId/remove",
    access: "signed-in",
    input: z.strictObject({ chatLineId: Id, changeId: NewId, reason: line(400, 0).default("") }),
    output: ChatLineView,
  }),
  /** Older lines of the chat, 50 at a time: before the moment of the oldest that one has, and of those of that very moment before it. */
  listChat: operation({
    http: "GET /webinars/:webinarId/chat",
    access: "anyone",
    input: z.strictObject({ webinarId: Id, before: Moment.optional(), beforeId: Id.optional() }),
    output: z.object({ lines: z.array(ChatLineView) }),
  }),
};

/** `webinar:ID:room`, `:panel`, `:desk`. */
export const webinarStream = stream("webinar", { webinar: WebinarView, question: QuestionView });
/** `chat:ID`, for whoever reads the webinar. */
export const chatStream = stream("chat", { chatLine: ChatLineView });
