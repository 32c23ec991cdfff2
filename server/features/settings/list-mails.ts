import type { settings } from "../../../shared/contracts/settings.ts";
import type { Answer, Given } from "../../../shared/operation.ts";
import { afterCursor, cutPage } from "../../database/paging.ts";
import { type Mail, Mails } from "../../platform/mail/index.ts";
import type { Person } from "../../platform/person.ts";
import { Problem } from "../../platform/problem.ts";
import { mayReadMails } from "./settings.policy.ts";
import { viewMail } from "./settings.views.ts";

const PAGE = 30;

/** The mails of this server, the latest first. */
export async function listMails(
  person: Person,
  { cursor }: Given<typeof settings.listMails>,
): Promise<Answer<typeof settings.listMails>> {
  if (!mayReadMails(person)) throw new Problem("not-allowed");
  const found = await Mails.find(afterCursor(cursor, "createdAt", -1))
    .sort({ createdAt: -1, _id: -1 })
    .limit(PAGE + 1)
    .lean<Mail[]>();
  const { rows, next } = cutPage(found, PAGE, ({ createdAt }) => createdAt);
  return { items: rows.map(viewMail), next };
}
