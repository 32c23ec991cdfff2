/** Mails a guest the personal link, once. */
import { mailId, sendMail, wordsFor } from "../../../platform/mail/index.ts";
import { presentSettings } from "../../settings/index.ts";
import type { Guest } from "./guest.model.ts";
import { guestLink } from "./guest-link.ts";

export async function mailPersonalLink(guest: Guest): Promise<void> {
  if (guest.email === null) return;
  const { language, say } = wordsFor(guest.language);
  const { communityName: community } = await presentSettings();
  const text = say("mail.guest.text", { name: guest.name, community, link: guestLink(guest) });
  await sendMail(
    { email: guest.email, name: guest.name },
    { id: mailId("guest", guest._id), language, subject: say("mail.guest.subject", { community }), text },
  );
}
