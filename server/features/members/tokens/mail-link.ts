/** Mails a member a link that signs in, or one that sets a new password. */
import { mailId, sendMail, wordsFor } from "../../../platform/mail/index.ts";
import { presentSettings } from "../../settings/index.ts";
import type { Member } from "../member.model.ts";
import { resetLink, signInLink } from "./addresses.ts";
import { makeToken } from "./one-time-token.ts";

const minutes = 15;
/** An invitation crosses time zones and weekends. */
const daysOfInvitation = 7;

/** For whoever asked to be signed in just now: once, for fifteen minutes. */
export async function mailSignInLink(member: Member): Promise<void> {
  const { token, until } = makeToken("link", member, minutes);
  const { language, say } = wordsFor(member.language);
  const { communityName: community } = await presentSettings();
  const text = say("mail.signIn.text", { name: member.name, community, link: signInLink(token), minutes });
  await sendMail(member, {
    id: mailId("sign-in", token),
    language,
    subject: say("mail.signIn.subject", { community }),
    text,
    until,
  });
}

export async function mailReset(member: Member): Promise<void> {
  const { token, until } = makeToken("reset", member, minutes);
  const { language, say } = wordsFor(member.language);
  const { communityName: community } = await presentSettings();
  const text = say("mail.reset.text", { name: member.name, community, link: resetLink(token), minutes });
  await sendMail(member, {
    id: mailId("reset", token),
    language,
    subject: say("mail.reset.subject", { community }),
    text,
    until,
  });
}

/** For a member whom somebody else made, once, for a week; `cause` names the mail, so that a retry sends none beside it. */
export async function mailInvitation(member: Member, cause: string): Promise<void> {
  const { token, until } = makeToken("link", member, daysOfInvitation * 24 * 60);
  const { language, say } = wordsFor(member.language);
  const { communityName: community } = await presentSettings();
  const text = say("mail.welcome.text", {
    name: member.name,
    community,
    link: signInLink(token),
    days: daysOfInvitation,
  });
  await sendMail(member, {
    id: mailId("welcome", member._id, cause),
    language,
    subject: say("mail.welcome.subject", { community }),
    text,
    until,
  });
}
