/** A webinar that is announced: what it is about, when, who is on the panel; registering, and questions ahead. */
import type { ComponentChildren } from "preact";
import type { RoomView } from "../../../../shared/contracts/webinars.ts";
import { LinkButton } from "../../../elements/button.tsx";
import { PageHead, RailSection, Section } from "../../../elements/layout.tsx";
import { Crumbs } from "../../../elements/navigation.tsx";
import { People } from "../../../elements/person.tsx";
import { Plate, Said, Time } from "../../../elements/text.tsx";
import { useLanguage } from "../../../language/language.ts";
import { useRole } from "../../../shell.tsx";
import { SaidToasts } from "../../forum/said-toasts.tsx";
import { RegisterForm } from "../register-form.tsx";
import { useHour } from "../use-hour.ts";
import { useToasts } from "../use-toasts.ts";
import { webinarCrumbs } from "../webinar-crumbs.ts";
import { webinarPath } from "../webinar-links.ts";
import { Countdown, When } from "../when.tsx";
import { QuestionsAhead } from "./questions-ahead.tsx";

export function BeforeWebinar({ came, begun }: { came: RoomView; begun: ComponentChildren }) {
  const { t } = useLanguage();
  const has = useRole();
  const hour = useHour(came, false);
  const toasts = useToasts();
  const { webinar, may } = hour;
  const { id, title, language, description, panellists, moderators } = webinar;
  return (
    <main class="wide" id="main">
      <div role="status">{webinar.state !== "scheduled" && begun}</div>
      <PageHead
        above={<Crumbs items={webinarCrumbs(webinar, t)} />}
        margin={
          <>
            <b class="label">{t("home.webinar")}</b>
            <br />
            <Time at={webinar.startsAt} kind="dateYear" />
          </>
        }
        title={title}
        language={language}
      >
        <p class="lead space">
          <When webinar={webinar} />
          <br />
          <span class="meta">
            <Countdown to={webinar.startsAt} />
          </span>
        </p>
      </PageHead>
      <div class="page page-two page-urgent">
        <div class="sheet">
          {description && (
            <Section title={t("webinar.about")}>
              <div class="prose">
                {description.split(/\n{2,}/).map((paragraph) => (
                  <Said key={paragraph} language={language}>
                    {paragraph}
                  </Said>
                ))}
              </div>
            </Section>
          )}
          <QuestionsAhead hour={hour} registered={came.registered} refused={toasts.refused} />
        </div>
        <aside class="rail rail-end">
          <RailSection urgent title={t("webinar.takePart")}>
            <p>
              <When webinar={webinar} />
            </p>
            <RegisterForm
              key={String(came.registered)}
              webinarId={id}
              registered={came.registered}
              may={may.register}
            />
            <p class="meta space">
              {t("webinar.spoken")} <Plate language={language} />
            </p>
          </RailSection>
          {panellists.length > 0 && (
            <RailSection title={t("webinar.panel")} class="people">
              <People people={panellists.map((person) => ({ person, note: person.organisation }))} strong />
            </RailSection>
          )}
          {moderators.length > 0 && (
            <RailSection title={t("webinar.moderators")} class="people">
              <People people={moderators.map((person) => ({ person, note: person.organisation }))} />
            </RailSection>
          )}
          {(may.moderate || may.panel) && (
            <RailSection title={t("webinar.behindTheScenes")}>
              <p class="stack">
                {may.moderate && (
                  <LinkButton small href={webinarPath(id, "desk")}>
                    {t("webinar.toDesk")}
                  </LinkButton>
                )}
                <LinkButton small href={webinarPath(id, "panel")}>
                  {t("webinar.toPanel")}
                </LinkButton>
                {has("organiser") && (
                  <>
                    <LinkButton small href={webinarPath(id, "edit")}>
                      {t("webinar.edit")}
                    </LinkButton>
                    <LinkButton small href={webinarPath(id, "guests")}>
                      {t("webinar.guests")}
                    </LinkButton>
                  </>
                )}
              </p>
            </RailSection>
          )}
        </aside>
      </div>
      <SaidToasts said={toasts.said} onEnd={toasts.unsay}>
        {null}
      </SaidToasts>
    </main>
  );
}
