/** Members and guests: who they are, what they may, how others see them. */
import { members } from "../../../shared/contracts/members.ts";
import { type Served, serve } from "../../platform/operations/serve.ts";
import { registerKind } from "../../platform/outbox/index.ts";
import { changeRole } from "./change-role.ts";
import { changeState } from "./change-state.ts";
import { createMember } from "./create-member.ts";
import { decide } from "./decisions.hook.ts";
import { Guests } from "./guests/guest.model.ts";
import { mailPersonalLink } from "./guests/mail-personal-link.ts";
import { listMembers } from "./list-members.ts";
import { changeMyProfile } from "./me/change-my-profile.ts";
import { readMe } from "./me/read-me.ts";
import { Members } from "./member.model.ts";
import { viewMe } from "./members.views.ts";
import { sendSignInLink } from "./send-sign-in-link.ts";
import { suggestMembers } from "./suggest-members.ts";
import { mailInvitation } from "./tokens/mail-link.ts";

registerKind({
  kind: "me",
  model: Members,
  streams: ["person"],
  views: (documents) => Promise.all(documents.map(viewMe)),
  effects: { welcome: (member) => mailInvitation(member, "created"), decide },
});
registerKind({
  kind: "me",
  model: Guests,
  streams: ["person"],
  views: (documents) => Promise.all(documents.map(viewMe)),
  effects: { welcome: mailPersonalLink },
});

export {
  accountByEmail,
  endSessionsOf,
  hasAdmin,
  makeFirstAdmin,
  noteSeen,
  readAccount,
  replacePassword,
  setPassword,
} from "./accounts.ts";
export { createMember } from "./create-member.ts";
export { registerMemberDecisions } from "./decisions.hook.ts";
export { createGuest } from "./guests/create-guest.ts";
export type { Guest } from "./guests/guest.model.ts";
export { checkGuestToken, guestLink, guestToken } from "./guests/guest-link.ts";
export { endGuestLinks, guestsOf, readGuest } from "./guests/read-guests.ts";
export { noteLanguage } from "./me/note-language.ts";
export { personStreamOf } from "./me/person.stream.ts";
export { readMe } from "./me/read-me.ts";
export { retellMe } from "./me/retell-me.ts";
export { registerUnread } from "./me/unread.hook.ts";
export type { Member } from "./member.model.ts";
export { anonymousView, isGuest, personOf, viewMe, viewPerson } from "./members.views.ts";
export { checkPassword, hashPassword, verifyPassword } from "./passwords/password.ts";
export { findPeople, findPerson, type People, personIn, Together } from "./people/find-people.ts";
export { onPersonChanged } from "./people/person-changed.ts";
export { profilesOf } from "./people/profiles-of.ts";
export { maySignIn, readDocument, readPerson } from "./people/read-person.ts";
export { firstAdminLink } from "./tokens/addresses.ts";
export { mailReset, mailSignInLink } from "./tokens/mail-link.ts";
export { checkToken, useSignInToken } from "./tokens/one-time-token.ts";

export const membersFeature = (): Served[] =>
  serve("members", members, {
    readMe,
    changeMyProfile,
    createMember,
    listMembers,
    changeRole,
    changeState,
    sendSignInLink,
    suggestMembers,
  });
