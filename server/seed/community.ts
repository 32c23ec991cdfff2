/** Brings the invented people in: as members, with passwords for those who sign in. */
import { newId } from "../../shared/ids.ts";
import { createMember, readPerson, setPassword } from "../features/members/index.ts";
import { markDemonstration } from "../features/settings/index.ts";
import { type Member, type Person, system } from "../platform/person.ts";
import { call } from "./door.ts";
import { people, signIns, type Who } from "./texts/people.ts";

/** Everybody by key, as who acts. */
export type Cast = Record<Who, Member>;

export async function bringPeopleIn(): Promise<Cast> {
  const cast = await Promise.all(
    Object.entries(people).map(async ([who, character]) => {
      const { id } = await createMember(system, { id: newId(), ...character });
      return [who, await memberBy(id)] as const;
    }),
  );
  return Object.fromEntries(cast) as Cast;
}

export async function givePasswords(cast: Cast): Promise<void> {
  await Promise.all(signIns.map(({ who, password }) => setPassword(cast[who].id, password)));
}

export async function nameCommunity(admin: Person): Promise<void> {
  await call("settings.changeSettings", admin, {
    changeId: newId(),
    communityName: "Trainers' Commons",
    organisationName: "Centre for Equality Learning",
    tagline: "People who train for equality, in one long conversation across four languages.",
    languages: ["en", "es", "fr", "ar"],
    timeZone: "Europe/Brussels",
    engagedMinutes: 30,
  });
  await markDemonstration();
}

async function memberBy(id: string): Promise<Member> {
  const person = await readPerson(id);
  if (person?.kind !== "member") throw new Error(`No member has the id ${id}`);
  return person;
}
