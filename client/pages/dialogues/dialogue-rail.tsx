/** Beside a dialogue: its webinars, the coming one first, with registering and the panel. */
import type { WebinarView } from "../../../shared/contracts/webinars.ts";
import { LinkButton, TextLink } from "../../elements/button.tsx";
import { Live, StateRing } from "../../elements/icon.tsx";
import { RailSection } from "../../elements/layout.tsx";
import { People } from "../../elements/person.tsx";
import { Plate, Said, Time } from "../../elements/text.tsx";
import { useHouse } from "../../house.ts";
import { useLanguage } from "../../language/language.ts";
import { webinarPath } from "../webinars/webinar-links.ts";
import { Countdown, When } from "../webinars/when.tsx";

const isOver = ({ state }: WebinarView): boolean => state === "closed" || state === "cancelled";

export function DialogueRail({
  webinars,
  mayEdit,
  slug,
}: {
  webinars: readonly WebinarView[];
  mayEdit: boolean;
  slug: string;
}) {
  const { t } = useLanguage();
  const inOrder = [...webinars].sort((one, other) => (one.startsAt < other.startsAt ? -1 : 1));
  const numbered = inOrder.map((webinar, index) => ({ webinar, number: index + 1 }));
  const coming = numbered.filter(({ webinar }) => !isOver(webinar));
  const past = numbered.filter(({ webinar }) => isOver(webinar)).reverse();
  const [next, ...later] = coming;
  return (
    <>
      {next && <Coming webinar={next.webinar} number={next.number} of={inOrder.length} first />}
      {next && next.webinar.panellists.length > 0 && (
        <RailSection title={t("webinar.panel")} class="people">
          <People people={next.webinar.panellists.map((person) => ({ person, note: person.organisation }))} strong />
        </RailSection>
      )}
      {later.map(({ webinar, number }) => (
        <Coming key={webinar.id} webinar={webinar} number={number} of={inOrder.length} />
      ))}
      {past.map(({ webinar, number }) => (
        <Held key={webinar.id} webinar={webinar} number={number} />
      ))}
      {webinars.length === 0 && (
        <RailSection title={t("dialogue.webinars")}>
          <p class="meta">{t("dialogue.noWebinars")}</p>
        </RailSection>
      )}
      {mayEdit && (
        <RailSection title={t("dialogue.forOrganisers")}>
          <p class="stack">
            <LinkButton small href={`/webinars/new?dialogue=${slug}`}>
              {t("webinar.new")}
            </LinkButton>
            <LinkButton small href={`/dialogues/${slug}/edit`}>
              {t("dialogue.edit")}
            </LinkButton>
            <LinkButton small href={`/dialogues/${slug}/conclusions`}>
              {t("dialogue.writeConclusions")}
            </LinkButton>
            <LinkButton small href={`/dialogues/${slug}/figures`}>
              {t("dialogue.toFigures")}
            </LinkButton>
          </p>
        </RailSection>
      )}
    </>
  );
}

function Coming({ webinar, number, of, first }: { webinar: WebinarView; number: number; of: number; first?: boolean }) {
  const { t, digits } = useLanguage();
  const { me } = useHouse();
  const live = webinar.state !== "scheduled";
  return (
    <RailSection urgent={first}>
      <p class="label">{t("dialogue.webinarOf", { number: digits(number), count: of })}</p>
      <Said as="h3" language={webinar.language}>
        <a href={webinarPath(webinar.id)}>{webinar.title}</a>
      </Said>
      <p>
        {live && (
          <>
            <Live />{" "}
          </>
        )}
        <When webinar={webinar} />
        {!live && (
          <>
            <br />
            <span class="meta">
              <Countdown to={webinar.startsAt} />
            </span>
          </>
        )}
      </p>
      <p class="stack space">
        <LinkButton kind={first ? "primary" : undefined} href={webinarPath(webinar.id)}>
          {t(live ? "home.enter" : me.person ? "home.toWebinar" : "dialogue.registerThere")}
        </LinkButton>
        <span class="meta">
          {t("webinar.spoken")} <Plate language={webinar.language} />
        </span>
      </p>
    </RailSection>
  );
}

function Held({ webinar, number }: { webinar: WebinarView; number: number }) {
  const { t, rich, digits, time, number: write } = useLanguage();
  const { outcomes } = webinar;
  const count = (key: "outcome.answered" | "outcome.carried", value: number) =>
    rich(key, { count: value }, { count: <b class="num">{write(value)}</b> });
  return (
    <RailSection title={t("dialogue.webinarAt", { number: digits(number), date: time(webinar.startsAt, "date") })}>
      <p class="stack">
        <TextLink href={webinarPath(webinar.id)} lang={webinar.language}>
          <bdi>{webinar.title}</bdi>
        </TextLink>
        {webinar.state === "cancelled" && <span class="meta">{t("webinar.state.cancelled")}</span>}
        {outcomes && (
          <>
            <StateRing state="answered">{count("outcome.answered", outcomes.answered)}</StateRing>
            <StateRing state="carried">{count("outcome.carried", outcomes.carried)}</StateRing>
          </>
        )}
        {!outcomes && (
          <span class="meta">
            <Time at={webinar.startsAt} kind="full" />
          </span>
        )}
      </p>
    </RailSection>
  );
}
