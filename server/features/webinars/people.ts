/** Names out of those that were read together. */
import type { PersonView } from "../../../shared/contracts/common.ts";
import { formerView } from "../members/index.ts";

export type People = ReadonlyMap<string, PersonView>;
export const viewPerson = (people: People, id: string): PersonView => people.get(id) ?? formerView;
