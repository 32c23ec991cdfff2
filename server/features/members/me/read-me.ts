import type { MeView } from "../../../../shared/contracts/members.ts";
import { isSignedIn, type Person } from "../../../platform/person.ts";
import type { Guest } from "../guests/guest.model.ts";
import type { Member } from "../member.model.ts";
import { meView, visitorsMe } from "../members.views.ts";
import { readDocument } from "../people/read-person.ts";
import { unreadOf } from "./unread.ts";

/** Oneself, as every page needs it; for a visitor, the language and zone alone. */
export async function readMe(person: Person): Promise<MeView> {
  const document = isSignedIn(person) ? await readDocument(person.id) : null;
  return document ? viewMe(document) : visitorsMe(person);
}

export const viewMe = async (document: Member | Guest): Promise<MeView> =>
  meView(document, await unreadOf(document._id));
