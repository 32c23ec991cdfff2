/** Names beside texts: read together, remembered shortly. */
import type { PersonView } from "../../../../shared/contracts/common.ts";
import { Guests } from "../guests/guest.model.ts";
import { type Member, Members } from "../member.model.ts";
import { formerView, systemView, viewPerson } from "../members.views.ts";
import { onPersonChanged } from "./person-changed.ts";

/** Another node's change of a name shows here after so many milliseconds at most; one's own at once. */
const freshFor = 2000;
const mostKept = 20_000;
const kept = new Map<string, { view: PersonView; at: number }>();
let changes = 0;
onPersonChanged((id) => {
  kept.delete(id);
  changes++;
});

/** People who were read together, by id. */
export type People = ReadonlyMap<string, PersonView>;
/** One of them; a former member where nobody is there any more. */
export const personIn = (people: People, id: string): PersonView => people.get(id) ?? formerView;

/** Everybody asked for, by id: members and guests as others see them, "system", and a former member for whoever is not there. */
export async function findPeople(ids: Iterable<string>): Promise<Map<string, PersonView>> {
  const people = new Map<string, PersonView>();
  const unknown: string[] = [];
  const at = performance.now();
  for (const id of new Set(ids)) {
    const known = kept.get(id);
    if (id === "system") people.set(id, systemView);
    else if (known && at - known.at < freshFor) people.set(id, known.view);
    else unknown.push(id);
  }
  if (unknown.length > 0) for (const [id, view] of await readViews(unknown, at)) people.set(id, view);
  return people;
}

/** One person as others see her or him. */
export const findPerson = async (id: string): Promise<PersonView> => personIn(await findPeople([id]), id);

async function readViews(ids: string[], at: number): Promise<Map<string, PersonView>> {
  const before = changes;
  const views = new Map<string, PersonView>(ids.map((id) => [id, formerView]));
  const members = await Members.find({ _id: { $in: ids } }, shown).lean<Member[]>();
  for (const member of members) views.set(member._id, sameAsKept(member._id, viewPerson(member)));
  if (members.length < ids.length) {
    for (const guest of await Guests.find({ _id: { $in: ids } }).lean())
      views.set(guest._id, sameAsKept(guest._id, viewPerson(guest)));
  }
  if (kept.size > mostKept) kept.clear();
  // What was changed while this was read may have been read before the change.
  if (changes === before) for (const [id, view] of views) kept.set(id, { view, at });
  return views;
}

/** The very view that is kept where nothing in it has changed: what was drawn with it is known by that to be true still. */
function sameAsKept(id: string, view: PersonView): PersonView {
  const known = kept.get(id)?.view;
  return known && JSON.stringify(known) === JSON.stringify(view) ? known : view;
}
const shown = { name: 1, role: 1, state: 1, organisation: 1, country: 1 };
