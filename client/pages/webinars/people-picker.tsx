/** Choosing people by name: for the panel, for the moderators. What was chosen goes along in a plain form too. */
import { useEffect, useId, useState } from "preact/hooks";
import type { PersonView } from "../../../shared/contracts/common.ts";
import { Button, IconButton } from "../../elements/button.tsx";
import { TextField } from "../../elements/form.tsx";
import { Avatar, useNameOf } from "../../elements/person.tsx";
import { useLanguage } from "../../language/language.ts";
import { call } from "../../live/call.ts";

interface PeoplePickerProps {
  name: string;
  label: string;
  help?: string | undefined;
  people: readonly PersonView[];
  onPeople: (people: readonly PersonView[]) => void;
  /** Who can be chosen, of those found. */
  fits?: (person: PersonView) => boolean;
  problem?: string | undefined;
}

export function PeoplePicker({ name, label, help, people, onPeople, fits = () => true, problem }: PeoplePickerProps) {
  const { t } = useLanguage();
  const nameOf = useNameOf();
  const id = useId();
  const [search, setSearch] = useState("");
  const [found, setFound] = useState<readonly PersonView[] | null>(null);
  useEffect(() => {
    const typed = search.trim();
    if (!typed) return setFound(null);
    let late = false;
    const timer = setTimeout(() => {
      call("members.suggestMembers", { search: typed }).then(
        (answer) => late || setFound(answer.people),
        () => late || setFound([]),
      );
    }, 200);
    return () => {
      late = true;
      clearTimeout(timer);
    };
  }, [search]);
  const offered = found?.filter((person) => fits(person) && !people.some((each) => each.id === person.id)) ?? null;
  const add = (person: PersonView) => {
    onPeople([...people, person]);
    setSearch("");
    document.getElementById(id)?.focus();
  };
  return (
    <fieldset class="form-row people-picker">
      <legend>{label}</legend>
      {people.length > 0 && (
        <ul class="people">
          {people.map((person) => (
            <li key={person.id}>
              <input type="hidden" name={name} value={person.id ?? ""} />
              <Avatar person={person} />
              <span>
                <bdi>{nameOf(person)}</bdi>
                {person.organisation && <span class="meta">{person.organisation}</span>}
              </span>
              <IconButton
                class="push needs-script"
                icon="x"
                label={t("webinar.takeOff", { name: nameOf(person) })}
                onClick={() => onPeople(people.filter((each) => each.id !== person.id))}
              />
            </li>
          ))}
        </ul>
      )}
      <div class="needs-script">
        <TextField
          id={id}
          // Only its hidden inputs are sent.
          name={undefined}
          label={t("webinar.findByName")}
          help={help}
          problem={problem}
          value={search}
          autocomplete="off"
          onInput={(event) => setSearch(event.currentTarget.value)}
        />
      </div>
      <div role="status">
        {offered && offered.length === 0 && <p class="meta">{t("webinar.nobodyFound")}</p>}
        {offered && offered.length > 0 && (
          <div class="row space">
            {offered.map((person) => (
              <Button key={person.id} small icon="plus" onClick={() => add(person)}>
                <bdi>{nameOf(person)}</bdi>
              </Button>
            ))}
          </div>
        )}
      </div>
    </fieldset>
  );
}
