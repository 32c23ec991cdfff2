import type { MeView } from "../../../../shared/contracts/members.ts";
import { isSignedIn, type Person } from "../../../platform/person.ts";
import { viewMe, viewVisitor } from "../members.views.ts";
import { readDocument } from "../people/read-person.ts";

/** Oneself, as every page needs it; for a visitor, the language and zone alone. */
export async function readMe(person: Person): Promise<MeView> {
  const document = isSignedIn(person) ? await readDocument(person.id) : null;
  return document ? viewMe(document) : viewVisitor(person);
}
