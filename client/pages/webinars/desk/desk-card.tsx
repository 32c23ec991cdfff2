/** A card of the desk with the verbs that its lane allows. */
import type { QuestionView } from "../../../../shared/contracts/webinars.ts";
import { Button } from "../../../elements/button.tsx";
import { PersonName } from "../../../elements/person.tsx";
import { Card } from "../../../elements/room/desk.tsx";
import { Key, Time } from "../../../elements/text.tsx";
import { useLanguage } from "../../../language/language.ts";
import { useDesk } from "./desk-hands.ts";
import type { LaneName } from "./lanes.ts";

interface DeskCardProps {
  question: QuestionView;
  lane: LaneName;
  /** Its verbs are shown though it is not chosen. */
  ready?: boolean | undefined;
}

export function DeskCard({ question, lane, ready }: DeskCardProps) {
  const { t } = useLanguage();
  const { hour, current, choose } = useDesk();
  const { id, text, language, asker, anonymous, assignee, createdAt, claim } = question;
  const chosen = current === id;
  const onAir = question.state === "onair";
  return (
    <Card
      id={id}
      text={text}
      language={language}
      votes={lane === "review" ? undefined : hour.votesOf(id)}
      by={
        anonymous ? (
          <>
            {asker.kind !== "anonymous" && (
              <>
                <PersonName person={asker} plain />
                {", "}
              </>
            )}
            {t("desk.anonymous")}
          </>
        ) : (
          <PersonName person={asker} plain />
        )
      }
      time={lane === "review" ? <Time at={createdAt} kind="clock" /> : undefined}
      assignee={claim && !onAir && lane === "air" ? claim.by : assignee}
      current={chosen}
      onAir={onAir}
      actions={
        (chosen || onAir || ready) && hour.webinar.state !== "closed" ? (
          <Verbs question={question} lane={lane} />
        ) : undefined
      }
      onChoose={() => choose(id)}
    />
  );
}

function Verbs({ question, lane }: { question: QuestionView; lane: LaneName }) {
  const { t } = useLanguage();
  const { hour, deeds, open, done } = useDesk();
  const panel = hour.webinar.panellists.length > 0;
  const live = hour.webinar.state !== "scheduled";
  const give = panel && (
    <Button small onClick={() => open({ what: "assign", question })}>
      {t("desk.give")} <Key>P</Key>
    </Button>
  );
  const decline = (
    <Button small kind="danger" onClick={() => open({ what: "decline", question })}>
      {t("desk.decline")} <Key>D</Key>
    </Button>
  );
  const air = live && (
    <Button small kind="air" onClick={() => done(question, deeds.putOnAir)}>
      {t(hour.onAir ? "desk.finishAndTake" : "desk.putOnAir")} <Key>↵</Key>
    </Button>
  );
  switch (lane) {
    case "review":
      return (
        <>
          <Button small kind="primary" onClick={() => done(question, deeds.approve)}>
            {t("desk.approve")} <Key>A</Key>
          </Button>
          {decline}
        </>
      );
    case "queue":
      return (
        <>
          <Button small onClick={() => done(question, (one) => deeds.ready(one, true))}>
            {t("desk.holdReady")} <Key>T</Key>
          </Button>
          {air}
          {give}
          {decline}
        </>
      );
    case "ready":
      return (
        <>
          {air}
          {give}
          <Button small onClick={() => done(question, (one) => deeds.ready(one, false))}>
            {t("common.back")} <Key>B</Key>
          </Button>
        </>
      );
    case "air":
      return question.state === "onair" ? (
        <>
          {live && (
            <Button small kind="primary" onClick={() => done(question, deeds.answered)}>
              {t("desk.answered")} <Key>E</Key>
            </Button>
          )}
          <Button small onClick={() => done(question, deeds.putBack)}>
            {t("desk.putBack")} <Key>B</Key>
          </Button>
          {give}
        </>
      ) : null;
    default:
      return null;
  }
}
