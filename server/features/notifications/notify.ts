import type { NotificationKind } from "../../../shared/contracts/notifications.ts";
import { cutText } from "../../platform/cut-text.ts";
import { saveOnce } from "../../platform/outbox/index.ts";
import { system } from "../../platform/person.ts";
import { personStreamOf } from "../members/index.ts";
import { Notifications } from "./notification.model.ts";

export interface NewNotification {
  kind: NotificationKind;
  /** The post, question, webinar … it is about: one notification a kind, subject and person, however often it is asked for. */
  subjectId: string;
  /** Whose inbox. */
  personId: string;
  /** Who caused it; null for the system and for whoever must not be named. */
  actorId: string | null;
  /** Of the thread or webinar. */
  title: string;
  /** A line of it, as plain text. */
  excerpt: string;
  /** Of title and excerpt. */
  language: string;
  /** A path of this server. */
  link: string;
  /** Why, for a decision. */
  reason?: string | null;
  /** Where one notice stands for several things. */
  count?: number | null;
}

const longestTitle = 200;
const longestExcerpt = 280;

/** Puts something into a person's inbox, live and exactly once; nobody hears of what he or she did. Safe to call again after a crash. */
export async function notify({ reason = null, count = null, ...said }: NewNotification): Promise<void> {
  if (said.actorId === said.personId || said.personId === system.id) return;
  const id = notificationId(said);
  const fields = {
    ...said,
    title: cutText(oneLine(said.title), longestTitle),
    excerpt: excerptFor(said.excerpt),
    reason,
    count,
    readAt: null,
  };
  // Its input is its id: another text for the same thing is the same notification.
  await saveOnce(Notifications, system, { id }, fields, {
    pending: ["tell", "unread", "mail"],
    shownIn: [personStreamOf(said.personId)],
  });
}

const notificationId = ({
  kind,
  subjectId,
  personId,
}: Pick<NewNotification, "kind" | "subjectId" | "personId">): string => `${kind}:${subjectId}:${personId}`;

/** A text as far as a notice shows it. */
export const excerptFor = (text: string): string => cutText(oneLine(text), longestExcerpt);

const oneLine = (text: string): string => text.replace(/\s+/g, " ").trim();
