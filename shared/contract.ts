/** All contracts joined. The client imports the types alone. */
import type { z } from "zod";
import { dialogueStream, dialogues } from "./contracts/dialogues.ts";
import { forum, homeStream, sectionStream, threadStream } from "./contracts/forum.ts";
import { members, personStream } from "./contracts/members.ts";
import { moderation, triageStream } from "./contracts/moderation.ts";
import { notifications } from "./contracts/notifications.ts";
import { sessions } from "./contracts/sessions.ts";
import { settings } from "./contracts/settings.ts";
import { chatStream, webinarStream, webinars } from "./contracts/webinars.ts";
import type { Answer, Asked, Operation } from "./operation.ts";

export const contract = { members, sessions, settings, forum, dialogues, webinars, notifications, moderation };
/** Every family of streams, by its prefix. */
export const streams = {
  person: personStream,
  thread: threadStream,
  section: sectionStream,
  home: homeStream,
  dialogue: dialogueStream,
  webinar: webinarStream,
  chat: chatStream,
  triage: triageStream,
};

type Contract = typeof contract;
type Feature = keyof Contract & string;
export type OperationName = { [F in Feature]: `${F}.${keyof Contract[F] & string}` }[Feature];
type Named<N extends OperationName> = N extends `${infer F extends Feature}.${infer O}`
  ? O extends keyof Contract[F]
    ? Contract[F][O] extends Operation
      ? Contract[F][O]
      : never
    : never
  : never;
/** What a caller of the operation sends. */
export type Question<N extends OperationName> = Asked<Named<N>>;
/** What a caller of the operation gets. */
export type Reply<N extends OperationName> = Answer<Named<N>>;

export type StreamPrefix = keyof typeof streams;
type Kinds<P extends StreamPrefix> = (typeof streams)[P]["kinds"];
/** The kinds of things told on a family of streams, and how each is shown. */
export type Told<P extends StreamPrefix> = {
  [K in keyof Kinds<P>]: Kinds<P>[K] extends z.ZodType ? z.output<Kinds<P>[K]> : never;
};
