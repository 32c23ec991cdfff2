/** What was answered in the hour: aloud with the moment, and in writing to read. */
import { Leaders } from "../../../elements/figures.tsx";
import { Section } from "../../../elements/layout.tsx";
import { Entries, Entry } from "../../../elements/lists.tsx";
import { useNameOf } from "../../../elements/person.tsx";
import { HourRuler } from "../../../elements/ruler.tsx";
import { Numeral, Plate, Said } from "../../../elements/text.tsx";
import { useLanguage } from "../../../language/language.ts";
import { AnswerText } from "../answers.tsx";
import { answeredAt, byVotes, marksOf } from "../question-order.ts";
import type { Hour } from "../use-hour.ts";

export function AnsweredInHour({ hour }: { hour: Hour }) {
  const { t, duration } = useLanguage();
  const nameOf = useNameOf();
  const { webinar, questions, tally, votesOf } = hour;
  const done = questions.filter(({ state }) => state === "answered");
  const aloud = done
    .filter(({ answers }) => answers[0]?.kind === "spoken")
    .sort((one, other) => ((answeredAt(one) ?? "") < (answeredAt(other) ?? "") ? -1 : 1));
  const written = done.filter(({ answers }) => answers.some(({ kind }) => kind === "written")).sort(byVotes(tally));
  const from = Date.parse(webinar.openedAt ?? webinar.startsAt);
  return (
    <>
      {aloud.length > 0 && (
        <Section title={t("webinar.aloud")}>
          <HourRuler
            from={from}
            to={Math.max(Date.parse(webinar.closedAt ?? webinar.endsAt), from + 60_000)}
            now={Date.parse(webinar.closedAt ?? webinar.endsAt)}
            marks={marksOf(questions)}
          />
          <div class="space">
            <Leaders
              items={aloud.map(({ id, text, language, answers: [first] }) => ({
                what: <bdi>{text}</bdi>,
                language,
                end: (
                  <>
                    <bdi>{first && nameOf(first.by)}</bdi>
                    {` · ${t("common.votes", { count: votesOf(id) })} `}
                    {first?.second != null && <b class="num">{duration(first.second)}</b>}
                  </>
                ),
              }))}
            />
          </div>
        </Section>
      )}
      {written.length > 0 && (
        <Section title={t("webinar.inWriting")}>
          <Entries>
            {written.map(({ id, text, language, answers }) => (
              <Entry
                key={id}
                lead={<Numeral value={votesOf(id)} strong />}
                title={
                  <Said as="span" language={language}>
                    {text}
                  </Said>
                }
                end={<Plate language={language} />}
              >
                {answers
                  .filter(({ kind }) => kind === "written")
                  .map((answer) => (
                    <AnswerText key={answer.at} answer={answer} />
                  ))}
              </Entry>
            ))}
          </Entries>
        </Section>
      )}
    </>
  );
}
