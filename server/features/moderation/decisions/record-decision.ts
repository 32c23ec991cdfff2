/** Records what a moderator decided and tells whom it concerned. */

import type { DecisionView } from "../../../../shared/contracts/moderation.ts";
import { hashedId } from "../../../platform/hashed-id.ts";
import { log } from "../../../platform/log.ts";
import { saveOnce } from "../../../platform/outbox/index.ts";
import { type Person, system } from "../../../platform/person.ts";
import { type Decision, Decisions } from "./decision.model.ts";

export interface Decided {
  kind: DecisionView["kind"];
  by: Person;
  /** The member or guest whom it concerns and who is told; null for an anonymous asker (tell her or him by another way). */
  aboutId: string | null;
  /** The post, thread, question, chat line or member. */
  subjectId: string;
  /** The change that carried it out: the same one again is the same decision. */
  changeId: string;
  reason: string;
  /** Of the thread or webinar where it was, for the notice. */
  title?: string;
  /** A line of what it was about, as plain text. */
  excerpt: string;
  /** The language of `excerpt`. */
  language: string;
  /** A path of this server. */
  link: string;
}

/** Of a declined question its asker hears as of its outcome; who is suspended or banned hears of it when signing in. */
const toldElsewhere = new Set<DecisionView["kind"]>([
  "decline-question",
  "decline-held",
  "suspend-member",
  "ban-member",
  "restore-member",
]);

/** Records a decision, once a subject and change; the author is told through the inbox. Safe to call again after a crash. */
export async function recordDecision({ by, changeId, title = "", ...decided }: Decided): Promise<Decision> {
  const id = hashedId(`${decided.subjectId}:${changeId}`);
  const pending = decided.aboutId && !toldElsewhere.has(decided.kind) ? ["notify"] : [];
  const fields = { ...decided, title, byId: by.id };
  const decision = await saveOnce(Decisions, system, { id }, fields, { pending, shownIn: [] });
  log.info(
    { decision: decision.kind, by: by.id, subject: decided.subjectId, at: decision.createdAt, reason: decided.reason },
    "decided",
  );
  return decision;
}
