/** Mail: stored with what caused it, sent by the outbox. Knows no feature. */
import { registerKind } from "../outbox/index.ts";
import { deliver } from "./deliver.ts";
import { Mails } from "./mail.model.ts";

registerKind({ kind: "mail", model: Mails, effects: { mail: deliver } });

export { linksIn } from "./compose.ts";
export { countWaitingMails, startMail, stopMail } from "./deliver.ts";
export { type Mail, Mails } from "./mail.model.ts";
export { mailId, sendMail } from "./send-mail.ts";
export { wordsFor } from "./words.ts";
