/** Invented members, as many as are wanted, no two of the same name. */
import type { Member } from "../../../server/features/members/member.model.ts";
import { newMember } from "../../../server/features/members/member.model.ts";
import { nameKey, searchKeys } from "../../../server/features/members/name-key.ts";
import { type Chance, idAt } from "./chance.ts";
import { beginning, stored } from "./stored.ts";

const given =
  `Ada Amina Anton Bela Bruno Carmen Chidi Clara Dalia Daniel Elif Elena Emeka Farid Fatou Gaspar Greta Hana Hugo Ines
  Ivan Jamila Jonas Kamau Karin Lina Lucas Mara Milan Nadia Noor Olga Omar Paula Pavel Rania Rosa Samir Selma Tariq
  Teresa Uma Viktor Wanda Yara Yusuf Zara Zoltan Ines Akua`.split(/\s+/);
const ends =
  "berg mond holm ridge field brook vale stone wood ford marsh thorn croft gate dale hurst wick lund moor shaw".split(
    " ",
  );
const starts = "Al Bar Cor Dun El Fen Gor Hal Is Jor Kel Lor Mer Nor Or Per Quin Ros Sel Tor Ul Ver Wen Yar Zel".split(
  " ",
);
const countries = ["KE", "NO", "EG", "BR", "IN", "FR", "PH", "CL", "NG", "LB"];

/** The first is the admin, the next two organisers, four moderators after them. */
const roleOf = (index: number): Member["role"] =>
  index === 0 ? "admin" : index < 3 ? "organiser" : index < 7 ? "moderator" : "member";

/** Given and family names walk at different paces: no pair comes twice among the first 24 000. */
const nameOf = (index: number): string => {
  const families = starts.length * ends.length;
  const family = index % families;
  const first = given[(Math.floor(index / families) + index) % given.length];
  return `${first} ${starts[family % starts.length]}${ends[Math.floor(family / starts.length)]}`;
};

export function membersFrom(chance: Chance, many: number): Member[] {
  return Array.from({ length: many }, (_, index) => {
    const at = beginning + index * 1000;
    const _id = idAt(at, 1, index);
    const name = nameOf(index);
    return {
      ...newMember,
      name,
      nameKey: nameKey(name),
      searchKeys: searchKeys(name),
      email: `${_id}@example.org`,
      role: roleOf(index),
      organisation: "",
      country: chance.oneOf(countries),
      gender: "unsaid",
      language: "en",
      timeZone: "UTC",
      ...stored({ _id, at, by: "system", shownIn: [`person:${_id}`] }),
    };
  });
}
