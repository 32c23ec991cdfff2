/** Who may what in a webinar: pure questions about a person and a webinar. */
import type { QuestionState } from "../../../shared/contracts/webinars.ts";
import { isAtLeast, type Person } from "../../platform/person.ts";
import type { Question } from "./questions/question.model.ts";
import type { Webinar } from "./webinar.model.ts";

type People = Pick<Webinar, "_id" | "panellistIds" | "moderatorIds">;

/** Runs the queue: a moderator of this webinar, or any organiser. */
export const mayModerate = (person: Person, webinar: People): boolean =>
  isAtLeast(person, "organiser") || (isAtLeast(person, "moderator") && webinar.moderatorIds.includes(person.id));
/** Opens, pauses and closes the hour. */
export const mayHost = mayModerate;

export const isGuestOf = (person: Person, webinar: People): boolean =>
  person.kind === "guest" && person.webinarId === webinar._id;

export const isPanellist = (person: Person, webinar: People): boolean =>
  (person.kind === "member" || isGuestOf(person, webinar)) && webinar.panellistIds.includes(person.id);

/** Sees the panel desk, takes questions and answers them. */
export const mayPanel = (person: Person, webinar: People): boolean =>
  isPanellist(person, webinar) || mayModerate(person, webinar);

/** Asks, votes and chats in the hour: members, and the guests of this webinar. */
export const mayTakePart = (person: Person, webinar: People): boolean =>
  person.kind === "member" || isGuestOf(person, webinar);

/** Before the hour those take part who said that they come; a guest was invited, and panel and moderators come anyway. */
export const mayTakePartAhead = (person: Person, webinar: People, registered: boolean): boolean =>
  mayTakePart(person, webinar) && (registered || isGuestOf(person, webinar) || mayPanel(person, webinar));

export type Audience = "room" | "panel" | "desk";

const seenByAll: readonly QuestionState[] = ["queued", "onair", "answered", "carried"];

/** Whether an audience sees a question at all. What was not approved, was declined, merged or withdrawn is the desk's alone. */
export const isVisible = (question: Pick<Question, "state" | "held">, audience: Audience): boolean =>
  audience === "desk" || (seenByAll.includes(question.state) && !question.held);

/** Whether an audience is told who asked. */
export const isAskerShown = (
  question: Pick<Question, "anonymous" | "moderatorsSee">,
  audience: Audience | "elsewhere",
): boolean => !question.anonymous || (audience === "desk" && question.moderatorsSee);

/** The audience that a person gets, of those asked for. */
export function audienceFor(person: Person, webinar: People, asked: Audience): Audience {
  if (asked === "desk" && mayModerate(person, webinar)) return "desk";
  if (asked !== "room" && mayPanel(person, webinar)) return "panel";
  return "room";
}

/** The widest audience a person stands in. */
export const widestAudience = (person: Person, webinar: People): Audience => audienceFor(person, webinar, "desk");
