/** The panel desk: what is for me, the queue to take from, what is on air, and the room's chat. */
import "../../../styles/room.css";
import { useState } from "preact/hooks";
import type { QuestionView, RoomView } from "../../../../shared/contracts/webinars.ts";
import { newId } from "../../../../shared/ids.ts";
import { LinkButton } from "../../../elements/button.tsx";
import { Live } from "../../../elements/icon.tsx";
import { PersonName, useNameOf } from "../../../elements/person.tsx";
import { OnAirStrip } from "../../../elements/room/desk.tsx";
import { LivePage, Pane, PaneHead, Panes } from "../../../elements/room/live-page.tsx";
import { Said } from "../../../elements/text.tsx";
import { Empty } from "../../../elements/waiting.tsx";
import { useHouse } from "../../../house.ts";
import { useLanguage } from "../../../language/language.ts";
import { call } from "../../../live/call.ts";
import { SaidToasts } from "../../forum/said-toasts.tsx";
import { HourBar, LiveLine } from "../hour-bar.tsx";
import { byVotes } from "../question-order.ts";
import { PeopleHere } from "../room/people-here.tsx";
import { RoomChat } from "../room/room-chat.tsx";
import { StateBanner } from "../room/state-banner.tsx";
import { Since } from "../since.tsx";
import { type Hour, useHour } from "../use-hour.ts";
import { useNow } from "../use-now.ts";
import { useToasts } from "../use-toasts.ts";
import { webinarPath } from "../webinar-links.ts";
import { AnswerForm } from "./answer-form.tsx";
import { ForMeQuestion } from "./for-me-question.tsx";
import { PanelQueue } from "./panel-queue.tsx";

export function PanelDesk({ came }: { came: RoomView }) {
  const { t } = useLanguage();
  const { me } = useHouse();
  const nameOf = useNameOf();
  const now = useNow(5000);
  const hour = useHour(came, true);
  const toasts = useToasts();
  const { webinar, questions, tally, onAir, may } = hour;
  const myId = me.person?.id ?? null;
  const claimed = (question: QuestionView) =>
    question.claim !== null && question.claim.by.id === myId && Date.parse(question.claim.until) > now;
  const [writing, setWriting] = useState<string | null>(() => questions.find(claimed)?.id ?? null);
  const written = questions.find(({ id }) => id === writing);
  const forMe = questions
    .filter(
      ({ id, state, assignee }) =>
        id === writing || ((state === "queued" || state === "onair") && assignee?.id === myId),
    )
    .sort((one, other) => rank(one, writing) - rank(other, writing) || byVotes(tally)(one, other));
  const onPanel = webinar.panellists.some(({ id }) => id === myId);

  /** Keeps it for oneself and opens the form; where somebody else has it, that is said. */
  async function write(question: QuestionView): Promise<void> {
    try {
      hour.putQuestion(await call("webinars.claimAnswer", { questionId: question.id, changeId: newId(), on: true }));
      setWriting(question.id);
    } catch (thrown) {
      toasts.refused(thrown);
    }
  }
  async function take(question: QuestionView): Promise<void> {
    try {
      hour.putQuestion(
        await call("webinars.take", { questionId: question.id, changeId: newId(), version: question.version }),
      );
      toasts.say(t("webinar.didTake"));
    } catch (thrown) {
      toasts.refused(thrown);
    }
  }

  const [tabMine, tabQueue, tabNow] = [t("webinar.forMe"), t("webinar.queue"), t("webinar.chat")];
  const queued = questions.filter(({ state }) => state === "queued").length;
  return (
    <LivePage>
      <HourBar
        hour={hour}
        place={me.person ? `${t("webinar.panelDesk")} · ${nameOf(me.person)}` : t("webinar.panelDesk")}
        skip={t("webinar.skipToMine")}
      >
        {may.moderate && (
          <LinkButton small href={webinarPath(webinar.id, "desk")}>
            {t("webinar.toDesk")}
          </LinkButton>
        )}
        <LinkButton small href={webinarPath(webinar.id)}>
          {t("webinar.toRoom")}
        </LinkButton>
      </HourBar>
      <LiveLine />
      <StateBanner hour={hour} />
      <Panes
        look="panel"
        tabs={[{ label: tabMine, count: forMe.length }, { label: tabQueue, count: queued }, { label: tabNow }]}
        first={onAir && <OnAirStrip text={onAir.text} language={onAir.language} />}
      >
        <Pane number={1} first sheet label={tabMine}>
          <PaneHead title={tabMine} note={forMe.length > 0 && t("common.questions", { count: forMe.length })} />
          {forMe.length === 0 && (
            <Empty title={t("webinar.nothingForMe")}>
              {t(onPanel ? "webinar.nothingForMeHelp" : "webinar.notOnPanel")}
            </Empty>
          )}
          <ol>
            {forMe.map((question) => (
              <ForMeQuestion
                key={question.id}
                hour={hour}
                question={question}
                writing={question.id === writing}
                onWrite={() => void write(question)}
                onAloud={(changed) => hour.putQuestion(changed)}
                refused={toasts.refused}
              >
                {question.id === writing && written && (
                  <AnswerForm
                    key={written.id}
                    hour={hour}
                    question={written}
                    onDone={(words) => {
                      setWriting(null);
                      if (words) toasts.say(words);
                    }}
                  />
                )}
              </ForMeQuestion>
            ))}
          </ol>
        </Pane>
        <Pane number={2} label={tabQueue}>
          <PanelQueue
            hour={hour}
            onTake={onPanel ? (question) => void take(question) : undefined}
            onWrite={(question) => void write(question)}
          />
        </Pane>
        <Pane number={3} label={t("webinar.nowInRoom")}>
          <OnAirNow hour={hour} />
          <div class="pane-pad not-phone stack">
            <PeopleHere hour={hour} />
          </div>
          <PaneHead title={tabNow} />
          <RoomChat hour={hour} />
        </Pane>
      </Panes>
      <SaidToasts said={toasts.said} onEnd={toasts.unsay}>
        {null}
      </SaidToasts>
    </LivePage>
  );
}

/** What one is asked for now first: on air, being written, held ready, then the others. */
const rank = ({ id, state, ready }: QuestionView, writing: string | null): number =>
  state === "onair" ? 0 : id === writing ? 1 : ready ? 2 : 3;

function OnAirNow({ hour: { onAir } }: { hour: Hour }) {
  const { t, rich } = useLanguage();
  if (!onAir)
    return (
      <div class="nothing-on-air">
        <Empty title={t("webinar.nothingOnAir")} />
      </div>
    );
  return (
    <article class="on-air" aria-label={t("room.onAir")}>
      <p class="row row-apart">
        <Live>{t("room.onAir")}</Live>
        {onAir.onAirSince && <Since at={onAir.onAirSince} />}
      </p>
      <Said language={onAir.language} class="space on-air-text">
        {onAir.text}
      </Said>
      {onAir.assignee && (
        <p class="meta">{rich("webinar.isSpeaking", { name: <PersonName person={onAir.assignee} plain /> })}</p>
      )}
    </article>
  );
}
