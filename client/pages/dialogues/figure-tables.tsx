/** The figures as tables: contributions and who made them, by week, gender, country and key question; the webinars. */
import type { DialogueFigures, DialogueView } from "../../../shared/contracts/dialogues.ts";
import { Figures, Leaders } from "../../elements/figures.tsx";
import { Section, Two } from "../../elements/layout.tsx";
import { Table } from "../../elements/lists.tsx";
import { PersonName } from "../../elements/person.tsx";
import { Numeral } from "../../elements/text.tsx";
import { Empty } from "../../elements/waiting.tsx";
import { useLanguage } from "../../language/language.ts";
import { Invariant } from "../webinars/invariant.tsx";
import { webinarPath } from "../webinars/webinar-links.ts";
import { textIn } from "./in-language.ts";

interface FigureTablesProps {
  dialogue: DialogueView;
  figures: DialogueFigures;
}

export function FigureTables({ dialogue, figures }: FigureTablesProps) {
  const { t, tag, number, time } = useLanguage();
  const countryName = useCountryName();
  const { contributors, byGender, byCountry, byWeek, byKeyQuestion, webinars } = figures;
  return (
    <>
      <Section title={t("dialogue.contributions")}>
        <Figures
          items={[
            { value: number(figures.contributions), label: t("dialogue.figure.contributions") },
            { value: number(contributors.length), label: t("dialogue.figure.contributors") },
            {
              value: number(byCountry.filter(({ country }) => country !== null).length),
              label: t("dialogue.figure.countries"),
            },
            { value: number(figures.welcomes), label: t("dialogue.figure.welcomes") },
            { value: number(figures.carriedThreads), label: t("dialogue.figure.carriedThreads") },
            { value: number(figures.postsInCarriedThreads), label: t("dialogue.figure.postsThere") },
          ]}
        />
        <p class="meta space">{t("dialogue.figuresHelp")}</p>
      </Section>
      <Section title={t("dialogue.contributors")}>
        {contributors.length === 0 ? (
          <Empty title={t("dialogue.nobodyYet")} />
        ) : (
          <Table
            label={t("dialogue.contributors")}
            columns={[
              { label: t("webinar.name") },
              { label: t("dialogue.gender"), extra: true },
              { label: t("webinar.country") },
              { label: t("webinar.organisation"), extra: true },
              { label: t("home.posts"), number: true },
            ]}
            rows={contributors.map(({ person, gender, country, organisation, posts }) => [
              <PersonName key="name" person={person} plain />,
              <span key="gender">{t(`dialogue.gender.${gender}`)}</span>,
              <span key="country">{countryName(country)}</span>,
              <bdi key="organisation">{organisation}</bdi>,
              <Numeral key="posts" value={posts} />,
            ])}
          />
        )}
      </Section>
      <Section title={t("dialogue.byWeek")}>
        <Table
          label={t("dialogue.byWeek")}
          columns={[
            { label: t("dialogue.week") },
            { label: t("dialogue.from") },
            { label: t("home.posts"), number: true },
          ]}
          rows={byWeek.map(({ week, from, posts }) => [
            <Numeral key="week" value={week} />,
            <span key="from" class="num">
              {time(`${from}T12:00:00Z`, "date")}
            </span>,
            <Numeral key="posts" value={posts} />,
          ])}
        />
      </Section>
      <Section title={t("dialogue.byPeople")}>
        <Two>
          <div>
            <p class="label">{t("dialogue.gender")}</p>
            <Leaders
              items={(["woman", "man", "other", "unsaid"] as const)
                .filter((gender) => byGender[gender] > 0)
                .map((gender) => ({
                  what: t(`dialogue.gender.${gender}`),
                  end: <Numeral value={byGender[gender]} strong />,
                }))}
            />
          </div>
          <div>
            <p class="label">{t("webinar.country")}</p>
            <Leaders
              items={byCountry.map(({ country, people }) => ({
                what: countryName(country),
                end: <Numeral value={people} strong />,
              }))}
            />
          </div>
        </Two>
      </Section>
      {byKeyQuestion.length > 0 && (
        <Section title={t("dialogue.keyQuestions")}>
          <Table
            label={t("dialogue.keyQuestions")}
            columns={[
              { label: t("home.number"), silent: true },
              { label: t("dialogue.keyQuestion") },
              { label: t("home.posts"), number: true },
              { label: t("dialogue.people"), number: true },
            ]}
            rows={byKeyQuestion.map(({ id, posts, people }, index) => {
              const question = dialogue.keyQuestions.find((each) => each.id === id);
              const { text, language } = textIn(question?.texts ?? {}, tag, dialogue.language);
              return [
                <Numeral key="number" value={index + 1} />,
                <bdi key="text" lang={language}>
                  {text}
                </bdi>,
                <Numeral key="posts" value={posts} />,
                <Numeral key="people" value={people} />,
              ];
            })}
          />
        </Section>
      )}
      {webinars.map(({ webinar, outcomes, ...counts }) => (
        <Section key={webinar.id} title={t("home.webinar")}>
          <h3>
            <a href={webinarPath(webinar.id)}>
              <bdi>{webinar.title}</bdi>
            </a>
          </h3>
          <div class="space">
            <Figures
              items={[
                { value: number(counts.attendees), label: t("webinar.figure.came") },
                { value: t("common.percent", { value: number(counts.engagement) }), label: t("webinar.figure.stayed") },
                { value: number(counts.askers), label: t("dialogue.figure.askers") },
                { value: number(counts.votes), label: t("dialogue.figure.votes") },
                { value: number(counts.chatLines), label: t("dialogue.figure.chatLines") },
                { value: number(counts.answeredInForum), label: t("webinar.figure.answeredThere") },
              ]}
            />
          </div>
          <div class="space">
            <Invariant
              outcomes={{
                ...outcomes,
                received: counts.received,
                answeredInForum: counts.answeredInForum,
                holds: Object.values(outcomes).reduce((sum, count) => sum + count, 0) === counts.received,
              }}
            />
          </div>
        </Section>
      ))}
    </>
  );
}

/** A country by its name in the reader's language. */
function useCountryName(): (country: string | null) => string {
  const { t, tag } = useLanguage();
  const names = new Intl.DisplayNames([tag], { type: "region", fallback: "code" });
  return (country) => (country === null ? t("dialogue.noCountry") : (names.of(country) ?? country));
}
