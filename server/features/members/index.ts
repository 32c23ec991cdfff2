/** Members and guests: who they are, what they may, how others see them. */
import { members } from "../../../shared/contracts/members.ts";
import { type Served, serve } from "../../platform/operations/serve.ts";
import { registerKind } from "../../platform/outbox/index.ts";
import { changeRole } from "./change-role.ts";
import { changeState } from "./change-state.ts";
import { createMember } from "./create-member.ts";
import { decide } from "./decisions.ts";
import { Guests } from "./guests/guest.model.ts";
import { mailPersonalLink } from "./guests/mail-personal-link.ts";
import { listMembers } from "./list-members.ts";
import { changeMyProfile } from "./me/change-my-profile.ts";
import { readMe, viewMe } from "./me/read-me.ts";
import { Members } from "./member.model.ts";
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

export * from "./accounts.ts";
export { createMember } from "./create-member.ts";
export { type MemberDecision, recordMemberDecisionsBy } from "./decisions.ts";
export { createGuest, type NewGuest } from "./guests/create-guest.ts";
export type { Guest } from "./guests/guest.model.ts";
export { checkGuestToken, guestLink, guestToken } from "./guests/guest-link.ts";
export { endGuestLinks, guestsOf, readGuest } from "./guests/read-guests.ts";
export { noteLanguage } from "./me/note-language.ts";
export { personStreamOf } from "./me/person-stream.ts";
export { readMe, viewMe } from "./me/read-me.ts";
export { retellMe } from "./me/retell-me.ts";
export { countUnreadBy } from "./me/unread.ts";
export type { Member } from "./member.model.ts";
export { anonymousView, formerView, isGuest, personOf, personView, systemView } from "./members.views.ts";
export { checkPassword, hashPassword, verifyPassword } from "./passwords/password.ts";
export { findPeople, findPerson, forgetPeople } from "./people/find-people.ts";
export { onPersonChanged, personChanged } from "./people/person-changed.ts";
export { type Profile, profilesOf } from "./people/profiles-of.ts";
export { type Address, maySignIn, memberAddress, readDocument, readPerson } from "./people/read-person.ts";
export { suggestMembers } from "./suggest-members.ts";
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
