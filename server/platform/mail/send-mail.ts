/** Puts a mail on its way; the outbox sees to it that it goes out. */
import { longAgo } from "../clock.ts";
import { hashedId } from "../hashed-id.ts";
import { saveOnce } from "../outbox/index.ts";
import { system } from "../person.ts";
import { oneLine } from "./compose.ts";
import { type Mail, Mails } from "./mail.model.ts";

export interface Recipient {
  /** An address that was checked when it was given. */
  email: string;
  name: string;
}
export interface NewMail {
  /** Made by `mailId` from what causes it: the same mail is never sent twice. */
  id: string;
  /** BCP 47; says which way the text runs. */
  language: string;
  subject: string;
  /** Plain text; addresses in it become links. */
  text: string;
  /** After this moment it is no use to anybody and is not sent any more. */
  until?: Date | undefined;
}

/** Stores the mail, once an id; it is sent after the acknowledgement and retried until the mail server has it. */
export async function sendMail(to: Recipient, { id, language, subject, text, until }: NewMail): Promise<Mail> {
  const fields = {
    to: oneLine(to.email),
    toName: oneLine(to.name),
    language,
    subject: oneLine(subject),
    text,
    state: "waiting" as const,
    until: until ?? null,
    leasedUntil: longAgo,
    failure: null,
  };
  return saveOnce(Mails, system, { id }, fields, { pending: ["mail"], shownIn: [] });
}

/** The id of the mail that these parts cause. */
export const mailId = (...parts: string[]): string => hashedId(JSON.stringify(parts));
