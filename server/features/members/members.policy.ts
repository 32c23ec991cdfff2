/** Who may do what with members. */
import type { Role } from "../../../shared/contracts/common.ts";
import { isAtLeast, type Person } from "../../platform/person.ts";

interface OfRole {
  readonly _id: string;
  readonly role: Role;
}
/** What organisers name; admins name every role. */
const namedByOrganisers: readonly Role[] = ["member", "moderator"];
const mayName = (person: Person, role: Role): boolean =>
  isAtLeast(person, "admin") || (isAtLeast(person, "organiser") && namedByOrganisers.includes(role));

export const mayCreateMember = (person: Person, role: Role): boolean => mayName(person, role);
export const mayListMembers = (person: Person): boolean => isAtLeast(person, "organiser");
export const maySendSignInLink = (person: Person): boolean => isAtLeast(person, "organiser");

/** Nobody changes the own role: so there is always an admin left. */
export const mayChangeRole = (person: Person, member: OfRole, role: Role): boolean =>
  person.id !== member._id && mayName(person, member.role) && mayName(person, role);

/** A moderator suspends and bans members, an organiser moderators too, an admin everybody else. */
export const mayChangeState = (person: Person, member: OfRole): boolean =>
  person.id !== member._id &&
  (isAtLeast(person, "admin") ||
    (isAtLeast(person, "organiser") && namedByOrganisers.includes(member.role)) ||
    (isAtLeast(person, "moderator") && member.role === "member"));

/** Guests mention nobody: the list of members is not theirs to read. */
export const maySuggestMembers = (person: Person): boolean => isAtLeast(person, "member");
