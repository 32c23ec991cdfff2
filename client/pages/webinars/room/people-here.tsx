/** Who is here: the panel and the moderators by name, everybody else as a number. */
import type { PersonView } from "../../../../shared/contracts/common.ts";
import { People } from "../../../elements/person.tsx";
import { useLanguage } from "../../../language/language.ts";
import type { Hour } from "../use-hour.ts";

export function PeopleHere({ hour }: { hour: Hour }) {
  const { t } = useLanguage();
  const { webinar, presence, onAir } = hour;
  const lines = (people: readonly PersonView[]) =>
    people.map((person) => {
      const here = person.id !== null && presence.desks.includes(person.id);
      const speaks = onAir?.assignee?.id === person.id && person.id !== null;
      return {
        person,
        presence: here ? ("here" as const) : ("away" as const),
        note: t(speaks ? "webinar.speaking" : here ? "webinar.here" : "webinar.notHere"),
      };
    });
  return (
    <>
      {webinar.panellists.length > 0 && (
        <div class="people">
          <p class="label">{t("webinar.panel")}</p>
          <People people={lines(webinar.panellists)} strong />
        </div>
      )}
      {webinar.moderators.length > 0 && (
        <div class="people">
          <p class="label">{t("webinar.moderators")}</p>
          <People people={lines(webinar.moderators)} strong />
        </div>
      )}
    </>
  );
}

/** How many, from how many countries. */
export function HowMany({ hour: { presence } }: { hour: Hour }) {
  const { t } = useLanguage();
  return (
    <span class="num">
      {`${t("webinar.hereCount", { count: presence.here })}${presence.countries > 0 ? ` · ${t("common.countries", { count: presence.countries })}` : ""}`}
    </span>
  );
}
