import type { settings } from "../../../shared/contracts/settings.ts";
import type { Answer, Given } from "../../../shared/operation.ts";
import { type Mail, Mails } from "../../platform/mail/index.ts";
import type { Person } from "../../platform/person.ts";
import { Problem } from "../../platform/problem.ts";
import { mayReadMails } from "./settings.policy.ts";
import { viewWholeMail } from "./settings.views.ts";

/** One mail, with its text where it was written and not sent. */
export async function readMail(
  person: Person,
  { mailId }: Given<typeof settings.readMail>,
): Promise<Answer<typeof settings.readMail>> {
  if (!mayReadMails(person)) throw new Problem("not-allowed");
  const mail = await Mails.findById(mailId).lean<Mail>();
  if (!mail) throw new Problem("not-found");
  return viewWholeMail(mail);
}
