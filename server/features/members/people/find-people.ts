/** Names beside texts: read together, remembered until somebody writes to them; on a MongoDB, where other nodes do, shortly. */
import type { PersonView } from "../../../../shared/contracts/common.ts";
import { readByIds, turnOf } from "../../../database/read.ts";
import { type Guest, Guests } from "../guests/guest.model.ts";
import { type Member, Members } from "../member.model.ts";
import { formerView, systemView, viewPerson } from "../members.views.ts";
import { onPersonChanged } from "./person-changed.ts";

/** Another node's change of a name shows here after so many milliseconds at most; one's own at once. */
const freshFor = 2000;
const mostKept = 20_000;
interface Kept {
  view: PersonView;
  /** When it was read, or as which turn of the collections. */
  as: number;
}
const kept = new Map<string, Kept>();
let changes = 0;
onPersonChanged((id) => {
  kept.delete(id);
  changes++;
});

/** People who were read together, by id. */
export type People = ReadonlyMap<string, PersonView>;
/** One of them; a former member where nobody is there any more. */
export const personIn = (people: People, id: string): PersonView => people.get(id) ?? formerView;

/** The turn of what people are read from; null where nobody can tell. */
function presentTurn(): number | null {
  const members = turnOf(Members);
  const guests = turnOf(Guests);
  return members === null || guests === null ? null : Math.max(members, guests);
}

/** Everybody asked for, by id: members and guests as others see them, "system", and a former member for whoever is not there. */
export async function findPeople(ids: Iterable<string>): Promise<Map<string, PersonView>> {
  const people = new Map<string, PersonView>();
  const unknown: string[] = [];
  const turn = presentTurn();
  const at = performance.now();
  for (const id of new Set(ids)) {
    const known = kept.get(id);
    if (id === "system") people.set(id, systemView);
    else if (known && (turn === null ? at - known.as < freshFor : known.as === turn)) people.set(id, known.view);
    else unknown.push(id);
  }
  if (unknown.length > 0) for (const [id, view] of await readViews(unknown, turn ?? at)) people.set(id, view);
  return people;
}

/** One person as others see her or him. */
export const findPerson = async (id: string): Promise<PersonView> => personIn(await findPeople([id]), id);

async function readViews(ids: string[], as: number): Promise<Map<string, PersonView>> {
  const before = changes;
  const views = new Map<string, PersonView>(ids.map((id) => [id, formerView]));
  const members = await readByIds<Member>(Members, ids);
  const others = ids.filter((id) => !members.has(id));
  const guests = others.length > 0 ? await readByIds<Guest>(Guests, others) : new Map<string, Guest>();
  for (const [id, document] of [...members, ...guests]) views.set(id, sameAsKept(id, viewPerson(document)));
  if (kept.size > mostKept) kept.clear();
  // What was changed while this was read may have been read before the change.
  if (changes === before) for (const [id, view] of views) kept.set(id, { view, as });
  return views;
}

/** The very view that is kept where nothing in it has changed: what was drawn with it is known by that to be true still. */
function sameAsKept(id: string, view: PersonView): PersonView {
  const known = kept.get(id)?.view;
  return known && isSame(known, view) ? known : view;
}

const isSame = (one: PersonView, other: PersonView): boolean =>
  Object.entries(one).every(([key, value]) => other[key as keyof PersonView] === value);

/** People who are named together on what is read again and again. */
export class Together {
  readonly #ids: readonly string[];
  #people: People | undefined;
  #turn: number | null = null;
  #changes = -1;

  constructor(ids: Iterable<string>) {
    this.#ids = [...new Set(ids)];
  }

  /** As they are at present; the very same map as before, where nobody in it has changed. */
  async read(): Promise<People> {
    const turn = presentTurn();
    if (this.#people && turn !== null && turn === this.#turn && changes === this.#changes) return this.#people;
    const before = changes;
    const people = await findPeople(this.#ids);
    const known = this.#people;
    const same = known && this.#ids.every((id) => known.get(id) === people.get(id));
    this.#people = same ? known : people;
    this.#turn = turn;
    this.#changes = before;
    return this.#people;
  }
}
