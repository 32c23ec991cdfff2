/** People: a picture or initials, a name in its own direction, what they are here, who is present. */
import type { ComponentChildren } from "preact";
import type { PersonView } from "../../shared/contracts/common.ts";
import { useLanguage } from "../language/language.ts";
import { classes } from "./classes.ts";
import { RoleBadge } from "./text.tsx";

/** What is needed of a person's view to draw one. */
export type PersonShown = Pick<PersonView, "name"> & Partial<Pick<PersonView, "id" | "kind" | "role" | "organisation">>;
export type Presence = "here" | "away";

/** The first letters of the first and the last word, in any script. */
export function initialsOf(name: string): string {
  const words = name
    .trim()
    .split(/\s+/)
    .map((word) => word.replace(/^ال(?=..)/, ""))
    .filter(Boolean);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return letters
    .map((word) => [...(word ?? "")].find((letter) => /\p{L}|\p{N}/u.test(letter)) ?? "")
    .join("")
    .toUpperCase();
}

/** One of three depths of grey, the same for a person everywhere. */
function toneOf(person: PersonShown): 1 | 2 | 3 {
  let sum = 0;
  for (const letter of person.id ?? person.name) sum = (sum * 31 + letter.charCodeAt(0)) >>> 0;
  return ((sum % 3) + 1) as 1 | 2 | 3;
}

/** The name to show: those who left, who asked not to be named, and the system have none of their own. */
export function useNameOf(): (person: PersonShown) => string {
  const { t } = useLanguage();
  return (person) => {
    if (person.kind === "former") return t("person.former");
    if (person.kind === "anonymous") return t("person.anonymous");
    if (person.kind === "system") return t("person.system");
    return person.name;
  };
}

interface AvatarProps {
  person: PersonShown;
  small?: boolean | undefined;
  presence?: Presence | undefined;
  /** Address of a picture, where there is one. */
  picture?: string | undefined;
}

/** Beside a name, so silent: the name says who it is. */
export function Avatar({ person, small, presence, picture }: AvatarProps) {
  const nameOf = useNameOf();
  const nameless = person.kind === "anonymous" || person.kind === "former";
  return (
    <span
      class={classes("avatar", small && "avatar-small", presence && `is-${presence}`)}
      data-tone={toneOf(person)}
      aria-hidden="true"
    >
      {picture ? <img src={picture} alt="" loading="lazy" /> : nameless ? "–" : initialsOf(nameOf(person))}
    </span>
  );
}

/** A name in its own direction, with what the person is here: `badge` is a word already in the reader's language. */
export function PersonName({
  person,
  badge,
  plain,
}: {
  person: PersonShown;
  badge?: string | undefined;
  plain?: boolean | undefined;
}) {
  const nameOf = useNameOf();
  const name = <bdi>{nameOf(person)}</bdi>;
  return (
    <>
      {plain ? name : <b>{name}</b>}
      {badge && (
        <>
          {" "}
          <RoleBadge>{badge}</RoleBadge>
        </>
      )}
    </>
  );
}

export interface PersonLine {
  person: PersonShown;
  /** What stands below the name: a role, what they do now. */
  note?: ComponentChildren;
  presence?: Presence | undefined;
}

/** People below each other. */
export function People({ people, strong }: { people: readonly PersonLine[]; strong?: boolean | undefined }) {
  return (
    <ul class="people">
      {people.map(({ person, note, presence }) => (
        <li key={person.id ?? person.name}>
          <Avatar person={person} presence={presence} />
          <span>
            <PersonName person={person} plain={!strong} />
            {note && <span class="meta">{note}</span>}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Many people as a row of initials; `more` says how many are left. */
export function Avatars(props: { people: readonly PersonLine[]; label: string; more?: ComponentChildren }) {
  const nameOf = useNameOf();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields
    <div class="avatars" role="group" aria-label={props.label}>
      {props.people.map(({ person, presence }) => (
        <span key={person.id ?? person.name} title={nameOf(person)}>
          <Avatar person={person} presence={presence} />
          <span class="visually-hidden">{nameOf(person)}</span>
        </span>
      ))}
      {props.more}
    </div>
  );
}
