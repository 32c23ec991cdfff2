/** A person by id, out of the database: for what happens in nobody's request. */
import { readOne } from "../../../database/read.ts";
import { now } from "../../../platform/clock.ts";
import type { Guest as GuestPerson, Member as MemberPerson } from "../../../platform/person.ts";
import { type Guest, Guests } from "../guests/guest.model.ts";
import { type Member, Members } from "../member.model.ts";
import { isGuest, personOf } from "../members.views.ts";

/** The member or guest as it is stored, whatever its state; null where there is none. */
export const readDocument = async (id: string): Promise<Member | Guest | null> =>
  (await readOne(Members, { _id: id })) ?? readOne(Guests, { _id: id });

/** Who would act under this id: a member who may sign in, or a guest; null for anybody else. */
export async function readPerson(id: string): Promise<MemberPerson | GuestPerson | null> {
  const document = await readDocument(id);
  return document && maySignIn(document) ? personOf(document) : null;
}

/** A suspended, banned or former member is a visitor, and so is a guest whose personal link is over. */
export const maySignIn = (document: Member | Guest): boolean =>
  isGuest(document) ? document.linkUntil === null || document.linkUntil > now() : document.state === "active";
