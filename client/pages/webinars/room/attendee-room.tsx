/** The room as those see it who came to listen and ask: what is on air, the questions, the chat, who is here. */
import "../../../styles/room.css";
import type { RoomView } from "../../../../shared/contracts/webinars.ts";
import { LinkButton } from "../../../elements/button.tsx";
import { Leaders } from "../../../elements/figures.tsx";
import { Icon } from "../../../elements/icon.tsx";
import { PersonName, useNameOf } from "../../../elements/person.tsx";
import { LivePage, Pane, PaneHead, Panes } from "../../../elements/room/live-page.tsx";
import { OnAirCard } from "../../../elements/room/question.tsx";
import { Time } from "../../../elements/text.tsx";
import { Empty } from "../../../elements/waiting.tsx";
import { useLanguage } from "../../../language/language.ts";
import { SaidToasts } from "../../forum/said-toasts.tsx";
import { HourBar, LiveLine } from "../hour-bar.tsx";
import { answeredLately } from "../question-order.ts";
import { type Hour, useHour } from "../use-hour.ts";
import { useToasts } from "../use-toasts.ts";
import { homeOf, webinarPath } from "../webinar-links.ts";
import { AskBox } from "./ask-box.tsx";
import { OwnQuestions } from "./own-questions.tsx";
import { HowMany, PeopleHere } from "./people-here.tsx";
import { RoomChat } from "./room-chat.tsx";
import { RoomQueue } from "./room-queue.tsx";
import { StateBanner } from "./state-banner.tsx";
import { useUnseen } from "./use-unseen.ts";

interface AttendeeRoomProps {
  came: RoomView;
  /** To the record, once the hour is over. */
  onRecord: (event: Event) => void;
}

export function AttendeeRoom({ came, onRecord }: AttendeeRoomProps) {
  const { t } = useLanguage();
  const hour = useHour(came, true);
  const toasts = useToasts();
  const { webinar, may, presence } = hour;
  const [tabQueue, tabChat, tabPeople] = [t("webinar.queue"), t("webinar.chat"), t("webinar.people")];
  const chatUnseen = useUnseen(2, hour.chat.length);
  const queued = hour.questions.filter(({ state }) => state === "queued").length;
  return (
    <LivePage hasAsk>
      <HourBar hour={hour} skip={t("webinar.skipToQueue")}>
        {may.moderate && (
          <LinkButton small href={webinarPath(webinar.id, "desk")}>
            {t("webinar.toDesk")}
          </LinkButton>
        )}
        {may.panel && !may.moderate && (
          <LinkButton small href={webinarPath(webinar.id, "panel")}>
            {t("webinar.toPanel")}
          </LinkButton>
        )}
        <LinkButton small href={homeOf(webinar)}>
          {t("webinar.leave")}
        </LinkButton>
      </HourBar>
      <LiveLine />
      <StateBanner hour={hour} onRecord={onRecord} />
      <Panes
        tabs={[
          { label: tabQueue, count: queued },
          { label: tabChat, unread: chatUnseen },
          { label: tabPeople, count: presence.here },
        ]}
        first={
          <Pane first label={t("webinar.nowInRoom")}>
            <OnAirNow hour={hour} />
            <OwnQuestions hour={hour} />
            <AnsweredSoFar hour={hour} />
            <div class="answered-list stack">
              <PeopleHere hour={hour} />
            </div>
          </Pane>
        }
      >
        <Pane number={1} sheet label={tabQueue}>
          <RoomQueue hour={hour} refused={toasts.refused} />
          <AskBox hour={hour} />
        </Pane>
        <Pane number={2} label={tabChat}>
          <PaneHead title={tabChat}>
            <span class="meta not-phone">
              <Icon name="people" small />
              <HowMany hour={hour} />
            </span>
          </PaneHead>
          <RoomChat hour={hour} />
        </Pane>
        <Pane number={3} onlyPhone label={tabPeople}>
          <div class="pane-pad stack-wide">
            <p class="meta">
              <HowMany hour={hour} />
            </p>
            <PeopleHere hour={hour} />
          </div>
        </Pane>
      </Panes>
      <SaidToasts said={toasts.said} onEnd={toasts.unsay}>
        {null}
      </SaidToasts>
    </LivePage>
  );
}

/** What is on air; said politely when it changes. */
function OnAirNow({ hour }: { hour: Hour }) {
  const { t } = useLanguage();
  const nameOf = useNameOf();
  const { onAir, votesOf, webinar } = hour;
  const over = webinar.state === "closed" || webinar.state === "cancelled";
  return (
    <div aria-live="polite">
      {onAir ? (
        <OnAirCard
          text={onAir.text}
          language={onAir.language}
          since={onAir.onAirSince ?? undefined}
          assignee={onAir.assignee}
        >
          <bdi>{nameOf(onAir.asker)}</bdi>
          {` · ${t("common.votes", { count: votesOf(onAir.id) })}`}
        </OnAirCard>
      ) : (
        !over && (
          <div class="nothing-on-air">
            <Empty title={t("webinar.nothingOnAir")}>{t("webinar.nothingOnAirHelp")}</Empty>
          </div>
        )
      )}
    </div>
  );
}

function AnsweredSoFar({ hour }: { hour: Hour }) {
  const { t } = useLanguage();
  const done = answeredLately(hour.questions);
  if (done.length === 0) return null;
  return (
    <section class="answered-list" aria-label={t("webinar.answeredSoFar")}>
      <p class="label">{t("webinar.answeredSoFar")}</p>
      <Leaders
        items={done.map(({ text, language, answers: [first] }) => ({
          what: <bdi>{text}</bdi>,
          language,
          end: first && (
            <>
              <PersonName person={first.by} plain /> <Time at={first.at} kind="clock" />
            </>
          ),
        }))}
      />
    </section>
  );
}
