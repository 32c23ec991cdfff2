import type { settings } from "../../../shared/contracts/settings.ts";
import type { Answer, Given } from "../../../shared/operation.ts";
import { readPage } from "../../database/paging.ts";
import { Mails } from "../../platform/mail/index.ts";
import type { Person } from "../../platform/person.ts";
import { Problem } from "../../platform/problem.ts";
import { mayReadMails } from "./settings.policy.ts";
import { viewMail } from "./settings.views.ts";

/** The mails of this server, the latest first. */
export async function listMails(
  person: Person,
  { cursor }: Given<typeof settings.listMails>,
): Promise<Answer<typeof settings.listMails>> {
  if (!mayReadMails(person)) throw new Problem("not-allowed");
  const { rows, next } = await readPage(Mails, {}, cursor);
  return { items: rows.map(viewMail), next };
}
