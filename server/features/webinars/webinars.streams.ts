/** Who is told of a webinar: the room, the panel, the desk, the chat; each sees its own. */
import type { Person } from "../../platform/person.ts";
import { registerStream } from "../../platform/realtime/index.ts";
import { dialogueStreamOf } from "../dialogues/index.ts";
import { personStreamOf } from "../members/index.ts";
import { triageStreamOf } from "../moderation/index.ts";
import { mayReadWebinar } from "./find-webinar.ts";
import type { Question } from "./questions/question.model.ts";
import { type Webinar, Webinars } from "./webinar.model.ts";
import { type Audience, isVisible, mayModerate, mayPanel } from "./webinars.policy.ts";

export const audiences = ["room", "panel", "desk"] as const satisfies readonly Audience[];
export const webinarStreamOf = (webinarId: string, audience: Audience): string => `webinar:${webinarId}:${audience}`;
export const chatStreamOf = (webinarId: string): string => `chat:${webinarId}`;

/** Where a webinar itself is shown. */
export const webinarShownIn = ({ _id, dialogueId }: Pick<Webinar, "_id" | "dialogueId">): string[] => [
  ...audiences.map((audience) => webinarStreamOf(_id, audience)),
  ...(dialogueId ? [dialogueStreamOf(dialogueId)] : []),
];

/** Where a question is shown as it stands: in each audience that sees it, and to its asker. */
export const questionShownIn = (question: Pick<Question, "webinarId" | "askerId" | "state" | "held">): string[] => [
  ...audiences
    .filter((audience) => isVisible(question, audience))
    .map((audience) => webinarStreamOf(question.webinarId, audience)),
  personStreamOf(question.askerId),
];

/** Where moderators hear of a question that was carried unapproved. */
export const triageShownIn = (
  { held, language }: Pick<Question, "held" | "language">,
  { sectionId }: Pick<Webinar, "sectionId">,
): string[] => (held ? [triageStreamOf(sectionId, language)] : []);

/** The audience of `webinar:ID:desk`; null for another stream. */
export function audienceOf(stream: string): Audience | null {
  const [prefix, , audience] = stream.split(":");
  return prefix === "webinar" ? (audiences.find((one) => one === audience) ?? null) : null;
}

const watched: ((webinarId: string) => void)[] = [];
/** Hears that somebody on this node begins to watch a webinar, or goes on. */
export function onWatched(listener: (webinarId: string) => void): void {
  watched.push(listener);
}

const maySee: Record<Audience, (person: Person, webinar: Webinar) => boolean | Promise<boolean>> = {
  room: mayReadWebinar,
  panel: mayPanel,
  desk: mayModerate,
};

registerStream({
  prefix: "webinar",
  mayWatch: async (person, [id, audience, ...more]) => {
    const webinar = id !== undefined && more.length === 0 && (await Webinars.findById(id).lean<Webinar>());
    const known = audiences.find((one) => one === audience);
    const may = webinar && known ? await maySee[known](person, webinar) : false;
    if (may) watched.forEach((listener) => void listener(id as string));
    return may;
  },
  // The whole queue: a webinar's questions are some hundreds.
  window: () => ({ webinar: { limit: 1 }, question: { sort: { createdAt: 1 }, limit: 2000 } }),
});

registerStream({
  prefix: "chat",
  mayWatch: async (person, [id, ...more]) => {
    const webinar = id !== undefined && more.length === 0 && (await Webinars.findById(id).lean<Webinar>());
    return webinar ? mayReadWebinar(person, webinar) : false;
  },
  window: () => ({ chatLine: { sort: { createdAt: -1 }, limit: 50 } }),
});
