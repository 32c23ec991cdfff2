/** Who acts: a member, a guest of one webinar, a visitor, or the system itself; never null. */
import type { Role } from "../../shared/contracts/common.ts";

interface Reader {
  /** Interface language, BCP 47. */
  readonly language: string;
  readonly timeZone: string;
}
export interface Member extends Reader {
  readonly kind: "member";
  readonly id: string;
  readonly role: Role;
  readonly name: string;
  readonly sessionId: string | null;
}
export interface Guest extends Reader {
  readonly kind: "guest";
  readonly id: string;
  readonly name: string;
  readonly webinarId: string;
  readonly sessionId: string | null;
}
export interface Visitor extends Reader {
  readonly kind: "visitor";
  readonly id: "visitor";
}
/** What jobs, seeds and the outbox act as. */
export interface System extends Reader {
  readonly kind: "system";
  readonly id: "system";
}
export type Person = Member | Guest | Visitor | System;

export const visitor: Visitor = { kind: "visitor", id: "visitor", language: "en", timeZone: "UTC" };
export const system: System = { kind: "system", id: "system", language: "en", timeZone: "UTC" };

const ranks: Record<Role, number> = { member: 1, moderator: 2, organiser: 3, admin: 4 };

/** Whether the person's role is `role` or above it; the system may what an admin may. */
export const isAtLeast = (person: Person, role: Role): boolean =>
  person.kind === "system" || (person.kind === "member" && ranks[person.role] >= ranks[role]);
export const isSignedIn = (person: Person): person is Member | Guest =>
  person.kind === "member" || person.kind === "guest";
