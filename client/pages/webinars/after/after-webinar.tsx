/** The record of a webinar that is over: what became of every question, where each goes on, who came. */
import type { RoomView } from "../../../../shared/contracts/webinars.ts";
import { LinkButton } from "../../../elements/button.tsx";
import { Figures, OutcomeBar, Outcomes } from "../../../elements/figures.tsx";
import { PageHead, RailSection, Section } from "../../../elements/layout.tsx";
import { Crumbs } from "../../../elements/navigation.tsx";
import { Notice } from "../../../elements/notice.tsx";
import { People } from "../../../elements/person.tsx";
import { Time } from "../../../elements/text.tsx";
import { useLanguage } from "../../../language/language.ts";
import { useRole } from "../../../shell.tsx";
import { SaidToasts } from "../../forum/said-toasts.tsx";
import { Invariant } from "../invariant.tsx";
import { OwnQuestions } from "../room/own-questions.tsx";
import { useHour } from "../use-hour.ts";
import { useToasts } from "../use-toasts.ts";
import { webinarCrumbs } from "../webinar-crumbs.ts";
import { dialoguePath } from "../webinar-links.ts";
import { AnsweredInHour } from "./answered-in-hour.tsx";
import { Attendance } from "./attendance.tsx";
import { GoOn } from "./go-on.tsx";

export function AfterWebinar({ room }: { room: RoomView }) {
  const { t, rich, number, time } = useLanguage();
  const has = useRole();
  const hour = useHour(room, false);
  const toasts = useToasts();
  const { webinar, questions, mine, may } = hour;
  const { outcomes, panellists, title, language, state } = webinar;
  const rest = outcomes ? outcomes.merged + outcomes.declined + outcomes.withdrawn : 0;
  const count = (key: Parameters<typeof rich>[0], value: number, answered = 0) =>
    rich(key, { count: value, answered }, { count: <b class="num">{number(value)}</b> });
  return (
    <main class="wide" id="main">
      <PageHead
        above={<Crumbs items={webinarCrumbs(webinar, t)} />}
        margin={
          <>
            <b class="label">{t(state === "cancelled" ? "webinar.state.cancelled" : "webinar.record")}</b>
            <br />
            <Time at={webinar.startsAt} kind="dateYear" />
          </>
        }
        title={title}
        language={language}
      >
        {outcomes && (
          <div class="space-large">
            <Figures
              items={[
                { value: number(outcomes.received), label: t("webinar.figure.received") },
                { value: number(outcomes.answered), label: t("webinar.figure.answered") },
                { value: number(outcomes.carried), label: t("webinar.figure.carried") },
                { value: number(outcomes.answeredInForum), label: t("webinar.figure.answeredThere") },
              ]}
            />
          </div>
        )}
      </PageHead>
      <div class="page page-two">
        <div class="sheet">
          {mine.length > 0 && (
            <Section title={t("webinar.yours")}>
              <OwnQuestions hour={hour} />
            </Section>
          )}
          {outcomes && (
            <Section title={t("webinar.questions")} id="questions">
              <Invariant outcomes={outcomes} />
              <OutcomeBar
                label={t("home.fatesLabel", { title, answered: outcomes.answered, carried: outcomes.carried, rest })}
                shares={[
                  { state: "answered", count: outcomes.answered },
                  { state: "carried", count: outcomes.carried },
                  { state: "open", count: rest },
                ]}
              />
              <Outcomes
                items={[
                  { state: "answered", count: outcomes.answered, words: count("home.answered", outcomes.answered) },
                  {
                    state: "carried",
                    count: outcomes.carried,
                    words: count(
                      outcomes.answeredInForum > 0 ? "home.carriedAnswered" : "home.carried",
                      outcomes.carried,
                      outcomes.answeredInForum,
                    ),
                  },
                  { state: "merged", count: rest, words: count("home.rest", rest) },
                ]}
              />
            </Section>
          )}
          <AnsweredInHour hour={hour} />
          <GoOn hour={hour} />
          {may.moderate && <Attendance webinarId={webinar.id} />}
        </div>
        <aside class="rail rail-end">
          {panellists.length > 0 && (
            <RailSection title={t("webinar.panel")} class="people">
              <People
                strong
                people={panellists.map((person) => {
                  const answers = questions
                    .flatMap((question) => question.answers)
                    .filter(({ by }) => by.id === person.id);
                  const aloud = answers.filter(({ kind }) => kind === "spoken").length;
                  const counts = [
                    ...(aloud > 0 ? [t("webinar.aloudCount", { count: aloud })] : []),
                    ...(answers.length > aloud ? [t("webinar.writtenCount", { count: answers.length - aloud })] : []),
                  ];
                  return { person, note: counts.join(", ") || person.organisation };
                })}
              />
            </RailSection>
          )}
          <RailSection title={t("webinar.room")}>
            <Notice>
              {webinar.closedAt &&
                t(state === "cancelled" ? "webinar.cancelledAt" : "webinar.closedAt", {
                  time: time(webinar.closedAt, "full"),
                })}
              {state === "closed" && ` ${t("webinar.votersFollow")}`}
            </Notice>
            {has("organiser") && webinar.dialogue && (
              <p class="space">
                <LinkButton small href={dialoguePath(webinar.dialogue.slug, "figures")}>
                  {t("dialogue.toFigures")}
                </LinkButton>
              </p>
            )}
          </RailSection>
        </aside>
      </div>
      <SaidToasts said={toasts.said} onEnd={toasts.unsay}>
        {null}
      </SaidToasts>
    </main>
  );
}
