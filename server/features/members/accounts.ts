/** What signing in reads and writes of members and guests. */
import { readOne } from "../../database/read.ts";
import { now } from "../../platform/clock.ts";
import { change, saveOnce } from "../../platform/outbox/index.ts";
import { type Guest as GuestPerson, type Member as MemberPerson, system } from "../../platform/person.ts";
import { checkName, explainTaken } from "./check-name.ts";
import { type Guest, Guests } from "./guests/guest.model.ts";
import { personStreamOf } from "./me/person.stream.ts";
import { type Member, Members, newMember } from "./member.model.ts";
import { isGuest, personOf } from "./members.views.ts";
import { nameKey, searchKeys } from "./name-key.ts";
import { hashPassword } from "./passwords/password.ts";
import { personChanged } from "./people/person-changed.ts";

export const accountByEmail = (email: string): Promise<Member | null> =>
  Members.findOne({ email }).lean<Member>().exec();

/** The document behind a session's person. */
export const readAccount = async (kind: "member" | "guest", id: string): Promise<Member | Guest | null> =>
  kind === "member" ? readOne(Members, { _id: id }) : readOne(Guests, { _id: id });

/** Ends all sessions of a person with one write: those of a former epoch are over. */
export async function endSessionsOf(person: MemberPerson | GuestPerson): Promise<void> {
  const raise = { $inc: { signInEpoch: 1 } };
  if (person.kind === "member") await Members.updateOne({ _id: person.id }, raise);
  else await Guests.updateOne({ _id: person.id }, raise);
  personChanged(person.id);
}

/** Gives a member a password, for the seed: nobody is signed in yet. */
export async function setPassword(memberId: string, password: string): Promise<void> {
  await Members.updateOne(
    { _id: memberId },
    { $set: { passwordHash: await hashPassword(password) }, $inc: { version: 1 } },
  );
}

/** Sets a password; all sessions end, and no link that was mailed before works any more. Null where the filter no longer matches. */
export async function replacePassword(member: Member, unused: object, passwordHash: string): Promise<Member | null> {
  const changed = await change(
    Members,
    { _id: member._id, ...unused },
    { $set: { passwordHash }, $inc: { signInEpoch: 1, linkNonce: 1, resetNonce: 1 } },
    { person: personOf(member), pending: ["tell"] },
  );
  personChanged(member._id);
  return changed;
}

export async function noteSeen(document: Member | Guest): Promise<void> {
  const seen = { $set: { lastSeenAt: now() } };
  if (isGuest(document)) await Guests.updateOne({ _id: document._id }, seen);
  else await Members.updateOne({ _id: document._id }, seen);
}

export const hasAdmin = async (): Promise<boolean> => (await Members.exists({ role: "admin" })) !== null;

/** The first admin: there is one at most, whoever races for it. Null where there is one already; `email-taken`, `name-taken`. */
export async function makeFirstAdmin(
  input: { id: string; name: string; email: string; language: string },
  passwordHash: string,
): Promise<Member | null> {
  const { id, name, email, language } = input;
  checkName(name);
  const said = {
    name,
    email,
    language,
    organisation: "",
    country: null,
    gender: "unsaid" as const,
    timeZone: "UTC",
    role: "admin" as const,
  };
  const fields = {
    ...newMember,
    ...said,
    passwordHash,
    founder: "first",
    nameKey: nameKey(name),
    searchKeys: searchKeys(name),
  };
  return saveOnce(Members, system, { id }, fields, { pending: [], shownIn: [personStreamOf(id)] }).catch(
    async (thrown: unknown) => {
      if (await Members.exists({ founder: "first" })) return null;
      return explainTaken(thrown, input);
    },
  );
}
