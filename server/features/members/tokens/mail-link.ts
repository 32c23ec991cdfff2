/** Mails a member a link that signs in, or one that sets a new password. */
import type { Values } from "../../../../shared/languages.ts";
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
  await mailLink(member, "signIn", mailId("sign-in", token), until, { link: signInLink(token), minutes });
}

/** For whoever forgot the password: likewise. */
export async function mailReset(member: Member): Promise<void> {
  const { token, until } = makeToken("reset", member, minutes);
  await mailLink(member, "reset", mailId("reset", token), until, { link: resetLink(token), minutes });
}

/** For a member whom somebody else made, once, for a week; `cause` names the mail, so that a retry sends none beside it. */
export async function mailInvitation(member: Member, cause: string): Promise<void> {
  const { token, until } = makeToken("link", member, daysOfInvitation * 24 * 60);
  const values = { link: signInLink(token), days: daysOfInvitation };
  await mailLink(member, "welcome", mailId("welcome", member._id, cause), until, values);
}

async function mailLink(
  member: Member,
  words: "signIn" | "reset" | "welcome",
  id: string,
  until: Date,
  values: Values,
): Promise<void> {
  const { language, say } = wordsFor(member.language);
  const { communityName: community } = await presentSettings();
  const text = say(`mail.${words}.text`, { name: member.name, community, ...values });
  await sendMail(member, { id, language, subject: say(`mail.${words}.subject`, { community }), text, until });
}
