/** The moderators' desk: five lanes, everything by keyboard, two moderators at once. */
import "../../../styles/room.css";
import { useState } from "preact/hooks";
import type { QuestionView, RoomView } from "../../../../shared/contracts/webinars.ts";
import { newId } from "../../../../shared/ids.ts";
import { Button, IconButton } from "../../../elements/button.tsx";
import { Wordmark } from "../../../elements/icon.tsx";
import { Banner, StatusLine } from "../../../elements/notice.tsx";
import { Avatars } from "../../../elements/person.tsx";
import { KeysBar, OnAirStrip } from "../../../elements/room/desk.tsx";
import { LivePage, Panes } from "../../../elements/room/live-page.tsx";
import { useLanguage } from "../../../language/language.ts";
import { call } from "../../../live/call.ts";
import { SaidToasts } from "../../forum/said-toasts.tsx";
import { HourBar, LiveLine } from "../hour-bar.tsx";
import { Invariant } from "../invariant.tsx";
import { useHour } from "../use-hour.ts";
import { useNow } from "../use-now.ts";
import { useToasts } from "../use-toasts.ts";
import { AirLane } from "./air-lane.tsx";
import { DeskContext, type DeskHands, type OpenedDialog } from "./desk-hands.ts";
import { DeskLane } from "./desk-lane.tsx";
import { DeskMenu } from "./desk-menu.tsx";
import { DoneLane } from "./done-lane.tsx";
import { CancelDialog, CloseDialog, ClosingBanner } from "./hosting.tsx";
import { keyVerbs } from "./key-verbs.ts";
import { deskKeys, KeysDialog } from "./keys-dialog.tsx";
import { laneOf, lanesOf } from "./lanes.ts";
import { AssignDialog, DeclineDialog } from "./question-dialogs.tsx";
import { useChoice } from "./use-choice.ts";
import { useDeeds } from "./use-deeds.ts";
import { useDeskKeys } from "./use-desk-keys.ts";

export function ModeratorDesk({ came }: { came: RoomView }) {
  const { t, direction } = useLanguage();
  const now = useNow(5000);
  const hour = useHour(came, true);
  const toasts = useToasts();
  const { webinar, questions, tally, presence, onAir } = hour;
  const lanes = lanesOf(questions, tally, now);
  const laneAt = (question: QuestionView) => laneOf(question, now);
  const deeds = useDeeds(hour, toasts, laneAt);
  const [dialog, setDialog] = useState<OpenedDialog | null>(null);
  const first = lanes.review[0] ?? lanes.queue[0] ?? lanes.ready[0] ?? lanes.air[0];
  const choice = useChoice(questions, first?.id ?? null, laneAt, dialog !== null);
  const hands: DeskHands = {
    hour,
    deeds,
    current: choice.chosen,
    choose: choice.choose,
    show: choice.show,
    laneAt,
    open: setDialog,
    done(question, deed) {
      choice.leave(question);
      deed(question);
    },
  };
  const over = webinar.state === "closed" || webinar.state === "cancelled";
  const onward = direction === "rtl" ? -1 : 1;
  const keys = useDeskKeys({
    j: () => choice.step(1),
    k: () => choice.step(-1),
    ArrowRight: () => choice.stepLane(onward),
    ArrowLeft: () => choice.stepLane(onward === 1 ? -1 : 1),
    "?": () => setDialog({ what: "keys" }),
    u: toasts.undoLatest,
    ...keyVerbs(hands, choice.current),
  });
  // Where the button that was pressed is gone, the keyboard goes on at the chosen card, or where the lanes begin.
  const goOn = () => {
    choice.refocus();
    requestAnimationFrame(() => {
      if (document.activeElement === document.body) document.getElementById("main")?.focus();
    });
  };
  async function open(): Promise<void> {
    try {
      hour.putWebinar(await call("webinars.openWebinar", { webinarId: webinar.id, changeId: newId() }));
      goOn();
    } catch (thrown) {
      toasts.refused(thrown);
    }
  }
  const closeDialog = () => {
    setDialog(null);
    goOn();
  };

  return (
    <DeskContext.Provider value={hands}>
      <LivePage>
        <HourBar
          hour={hour}
          place={t("desk.title")}
          brand={
            <a class="brand not-phone" href="/">
              <Wordmark />
            </a>
          }
          skip={t("desk.skip")}
          exact
        >
          <Avatars
            label={t("desk.moderatorsHere")}
            people={webinar.moderators.map((person) => ({
              person,
              presence: person.id !== null && presence.desks.includes(person.id) ? "here" : "away",
            }))}
          />
          {hour.may.host && webinar.state === "scheduled" && (
            <Button small kind="primary" class="is-kept" onClick={() => void open()}>
              {t("desk.openIt")}
            </Button>
          )}
          {hour.may.host && (webinar.state === "open" || webinar.state === "paused") && (
            <Button small kind="danger" class="is-kept" onClick={() => setDialog({ what: "close" })}>
              {t("desk.close")}
            </Button>
          )}
          <DeskMenu hour={hour} refused={toasts.refused} onCancel={() => setDialog({ what: "cancel" })} />
        </HourBar>
        <LiveLine />
        <ClosingBanner hour={hour} refused={toasts.refused} onCalledBack={goOn} />
        <div role="status">
          {webinar.state === "paused" && <Banner icon="pause">{t("webinar.isPaused")}</Banner>}
          {over && webinar.outcomes && (
            <Banner
              state="carried"
              icon="exit"
              action={
                <a class="text-link" href={`/webinars/${webinar.id}`}>
                  {t("webinar.seeRecord")}
                </a>
              }
            >
              <b>{t(`webinar.state.${webinar.state}`)}</b> <Invariant outcomes={webinar.outcomes} />
            </Banner>
          )}
        </div>
        <Panes
          look="desk"
          opened={webinar.preApproval ? 1 : 2}
          tabs={[
            { label: t("desk.lane.review"), count: lanes.review.length },
            { label: t("desk.lane.queue"), count: lanes.queue.length },
            { label: t("desk.tab.ready"), count: lanes.ready.length },
            { label: t("desk.lane.air"), count: lanes.air.length },
            { label: t("desk.lane.done"), count: lanes.done.length },
          ]}
          first={onAir && <OnAirStrip text={onAir.text} language={onAir.language} />}
        >
          <DeskLane name="review" questions={lanes.review} />
          <DeskLane sorted name="queue" questions={lanes.queue} note={t("desk.byVotes")} />
          <DeskLane name="ready" questions={lanes.ready} />
          <AirLane onAir={lanes.air} writing={lanes.writing} />
          <DoneLane done={lanes.done} />
        </Panes>
        <KeysBar
          keys={(keys.on ? deskKeys : []).map(({ keys: names, label }) => ({ keys: names, label: t(label) }))}
          status={
            <>
              <StatusLine>{t("desk.here", { count: presence.here })}</StatusLine>
              <IconButton icon="more" label={t("desk.keysTitle")} onClick={() => setDialog({ what: "keys" })} />
            </>
          }
        />
        {dialog?.what === "decline" && <DeclineDialog question={dialog.question} onClose={closeDialog} />}
        {dialog?.what === "assign" && <AssignDialog question={dialog.question} onClose={closeDialog} />}
        {dialog?.what === "close" && <CloseDialog hour={hour} onClose={closeDialog} />}
        {dialog?.what === "cancel" && <CancelDialog hour={hour} onClose={closeDialog} />}
        {dialog?.what === "keys" && <KeysDialog {...keys} onClose={closeDialog} />}
        <SaidToasts said={toasts.said} onEnd={toasts.unsay}>
          {null}
        </SaidToasts>
      </LivePage>
    </DeskContext.Provider>
  );
}
