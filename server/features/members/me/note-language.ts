/** Notes the interface language in the profile of a member or guest. */
import { change } from "../../../platform/outbox/index.ts";
import { isSignedIn, type Person } from "../../../platform/person.ts";
import { Guests } from "../guests/guest.model.ts";
import { Members } from "../member.model.ts";
import { personChanged } from "../people/person-changed.ts";

export async function noteLanguage(person: Person, language: string): Promise<void> {
  if (!isSignedIn(person) || person.language === language) return;
  const follow = { person, pending: ["tell"] };
  if (person.kind === "member") await change(Members, { _id: person.id }, { $set: { language } }, follow);
  else await change(Guests, { _id: person.id }, { $set: { language } }, follow);
  personChanged(person.id);
}
