/** Mails to members alone, without telling who is one: neither by the answer nor by its time. */
import { addressKey, spend } from "../../platform/limits.ts";
import { log } from "../../platform/log.ts";
import type { Exchange } from "../../platform/operations/serve.ts";
import { accountByEmail, type Member } from "../members/index.ts";

const underWay = new Set<Promise<void>>();

/** Answers at once; the address is looked up and the mail stored after that. */
export async function mailIfKnown(
  email: string,
  exchange: Exchange,
  mail: (member: Member) => Promise<void>,
): Promise<{ sent: true }> {
  await spend("mailByAddress", addressKey(exchange.address));
  await spend("mailByAccount", email);
  const work = accountByEmail(email)
    .then(async (member) => {
      if (member?.state === "active") await mail(member);
    })
    .catch((error: unknown) => log.error({ error }, "a mail that was asked for could not be stored"))
    .finally(() => underWay.delete(work));
  underWay.add(work);
  return { sent: true };
}

/** When all mails that were asked for are stored. */
export async function mailsStored(): Promise<void> {
  while (underWay.size > 0) await Promise.all(underWay);
}
