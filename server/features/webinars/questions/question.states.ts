/** The life of a question as a table: what may be done from which state, and while the webinar is what. */
import type { QuestionState, WebinarState } from "../../../../shared/contracts/webinars.ts";

/** Not at its outcome yet: what a close carries. */
export const openStates = ["asked", "queued", "onair"] as const satisfies readonly QuestionState[];
export const isOpen = (state: QuestionState): boolean => (openStates as readonly QuestionState[]).includes(state);

/** Until the first question is carried, the desks go on. */
const deskHours = ["scheduled", "open", "paused", "closing"] as const;
const liveHours = ["open", "paused", "closing"] as const;

export interface Move {
  readonly from: readonly QuestionState[];
  /** Left out: it stays where it is. */
  readonly to?: QuestionState;
  readonly during: readonly WebinarState[];
  readonly by: "moderator" | "panel";
}

export const moves = {
  approve: { from: ["asked"], to: "queued", during: deskHours, by: "moderator" },
  decline: { from: ["asked", "queued"], to: "declined", during: deskHours, by: "moderator" },
  assign: { from: ["asked", "queued", "onair"], during: deskHours, by: "moderator" },
  take: { from: ["queued"], during: deskHours, by: "panel" },
  holdReady: { from: ["queued"], during: deskHours, by: "moderator" },
  putOnAir: { from: ["queued"], to: "onair", during: liveHours, by: "moderator" },
  putBack: { from: ["onair"], to: "queued", during: deskHours, by: "moderator" },
  answerAloud: { from: ["onair"], to: "answered", during: liveHours, by: "panel" },
  claimAnswer: { from: ["queued"], during: deskHours, by: "panel" },
  answerInWriting: { from: ["queued"], to: "answered", during: deskHours, by: "panel" },
  /** A further answer: to what is answered already, after the close too; or the first, where somebody took it back meanwhile. */
  addAnswer: { from: ["queued", "answered"], to: "answered", during: [...deskHours, "closed"], by: "panel" },
  reopenQuestion: { from: ["answered", "declined"], to: "queued", during: ["open", "paused"], by: "moderator" },
} as const satisfies Record<string, Move>;
export type MoveName = keyof typeof moves;

/** When a new question enters: in the hour, or before it where the webinar takes questions ahead. */
export const takesQuestions = (webinar: { state: WebinarState; questionsAhead: boolean }): boolean =>
  webinar.state === "open" || (webinar.state === "scheduled" && webinar.questionsAhead);
/** A vote enters when a question does. */
export const takesVotes = takesQuestions;
export const takesChat = (webinar: { state: WebinarState }): boolean =>
  webinar.state === "open" || webinar.state === "paused";
/** From the instant of the close, called back or not yet. */
export const isOver = (state: WebinarState): boolean =>
  state === "closing" || state === "closed" || state === "cancelled";
