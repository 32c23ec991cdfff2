/** What reaches people by mail in the tests: the links in it. */
import { stopSessions } from "../../server/features/sessions/index.ts";
import { type Mail, Mails } from "../../server/platform/mail/index.ts";
import { settled } from "../../server/platform/outbox/index.ts";

/** Every mail to an address, the latest first, once all that was asked for is stored and out. */
export async function mailsTo(email: string): Promise<Mail[]> {
  await stopSessions();
  await settled();
  return Mails.find({ to: email }).sort({ createdAt: -1, _id: -1 }).lean<Mail[]>();
}

export const tokenIn = (text: string): string => {
  const token = /token=([\w-]+)/.exec(text)?.[1];
  if (!token) throw new Error(`no token in: ${text}`);
  return token;
};

/** The token of the latest mail to an address. */
export async function mailedToken(email: string): Promise<string> {
  const [mail] = await mailsTo(email);
  if (!mail) throw new Error(`no mail went to ${email}`);
  return tokenIn(mail.text);
}
