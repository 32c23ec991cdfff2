/** A guest comes back by mail alone: what became of the own question is mailed, with the personal link. */
import type { NotificationKind } from "../../../shared/contracts/notifications.ts";
import { mailId, sendMail, wordsFor } from "../../platform/mail/index.ts";
import { guestLink, readGuest } from "../members/index.ts";
import { presentSettings } from "../settings/index.ts";
import type { Notification } from "./notification.model.ts";

const mailed: readonly NotificationKind[] = [
  "question-answered",
  "question-declined",
  "question-carried",
  "answered-in-forum",
  "carried-for-you",
  "assigned",
];

export async function mailGuest({ _id, personId, kind, title, excerpt, reason }: Notification): Promise<void> {
  if (!mailed.includes(kind)) return;
  const guest = await readGuest(personId);
  if (!guest?.email) return;
  const { language, say } = wordsFor(guest.language);
  const { communityName: community } = await presentSettings();
  const what = say(`mail.outcome.${kind}` as Parameters<typeof say>[0], { title });
  const parts = [say("mail.outcome.greeting", { name: guest.name }), what, excerpt, reason ?? "", guestLink(guest)];
  const subject = say("mail.outcome.subject", { title, community });
  await sendMail(
    { email: guest.email, name: guest.name },
    { id: mailId("outcome", _id), language, subject, text: parts.filter(Boolean).join("\n\n") },
  );
}
