/** The session and its person as they stand, at most a second old; a change in this process is seen at once. */
import { readOne } from "../../database/read.ts";
import { nowMs } from "../../platform/clock.ts";
import type { Guest as GuestPerson, Member as MemberPerson } from "../../platform/person.ts";
import { type Guest, type Member, maySignIn, onPersonChanged, personOf, readAccount } from "../members/index.ts";
import { type Session, Sessions } from "./session.model.ts";
import { idleDays } from "./session-cookies.ts";

export interface Present {
  session: Session;
  account: Member | Guest;
  person: MemberPerson | GuestPerson;
}
interface Kept {
  at: number;
  present: Promise<Present | null>;
  /** Null until it was read. */
  personId: string | null;
}

const freshFor = 1000;
const mostKept = 50_000;
const kept = new Map<string, Kept>();

onPersonChanged((personId) => {
  for (const [id, entry] of kept) if (entry.personId === null || entry.personId === personId) kept.delete(id);
});
export function forgetSession(id: string): void {
  kept.delete(id);
}

/** Null where it has ended: signed out, out of use for 30 days, of a former epoch, or its person may not sign in. */
export function presentSession(id: string): Promise<Present | null> {
  const known = kept.get(id);
  if (known && performance.now() - known.at < freshFor) return known.present;
  const entry: Kept = { at: performance.now(), present: readSession(id), personId: null };
  if (kept.size >= mostKept) kept.clear();
  kept.set(id, entry);
  entry.present.then(
    (present) => {
      entry.personId = present?.person.id ?? "";
    },
    () => kept.get(id) === entry && kept.delete(id),
  );
  return entry.present;
}

/** The same out of the database. */
export async function readSession(id: string): Promise<Present | null> {
  const session = await readOne(Sessions, { _id: id });
  if (!session || session.endedAt || session.usedAt.getTime() + idleDays * 86_400_000 < nowMs()) return null;
  const account = await readAccount(session.personKind, session.personId);
  if (!account || !maySignIn(account) || account.signInEpoch !== session.epoch) return null;
  return { session, account, person: personOf(account, id) };
}
