/** Tries the mail server: connects, greets, signs in where the address says so; sends nothing. */
import { createTransport } from "nodemailer";
import { withoutSecrets } from "../platform/log.ts";

const patience = 5_000;

/** What was found. Throws an error whose message is one sentence behind SMTP_URL. */
export async function tryMail(smtpUrl: string): Promise<string> {
  const { hostname, port, protocol } = new URL(smtpUrl);
  const place = `${hostname}:${port || (protocol === "smtps:" ? 465 : 587)}`;
  const transport = createTransport({
    url: smtpUrl,
    connectionTimeout: patience,
    greetingTimeout: patience,
    socketTimeout: patience,
  });
  try {
    await transport.verify();
    return `the mail server at ${place} is ready to take mails`;
  } catch (thrown) {
    throw new Error(`SMTP_URL: ${place} ${sayWhyNot(thrown as NodeJS.ErrnoException)}`);
  } finally {
    transport.close();
  }
}

function sayWhyNot({ code = "", message }: NodeJS.ErrnoException): string {
  const text = `${code} ${message}`;
  if (/EAUTH/.test(text)) return "refuses the name and the password in it";
  if (/ECONNREFUSED/.test(text)) return "refuses the connection: nothing listens there; are host and port right?";
  if (/ENOTFOUND|EDNS|EAI_AGAIN/.test(text)) return "is not known: is the host's name right?";
  if (/wrong version|SSL routines/i.test(text))
    return "speaks no TLS there: smtp:// is for port 587, smtps:// for port 465";
  if (/certificate|self.signed/i.test(text)) return "has a certificate that cannot be trusted";
  if (/ETIMEDOUT|timeout/i.test(text))
    return "does not answer as a mail server does: are host and port right, smtp:// for 587 and smtps:// for 465?";
  return `cannot be used (${withoutSecrets(message)})`;
}
