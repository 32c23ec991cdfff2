/** A lane of cards that stands still: what somebody else took away leaves a word in its place. */
import type { ComponentChildren } from "preact";
import { useLayoutEffect } from "preact/hooks";
import type { QuestionState, QuestionView } from "../../../../shared/contracts/webinars.ts";
import { TextButton } from "../../../elements/button.tsx";
import { useNameOf } from "../../../elements/person.tsx";
import { CardConflict, Lane } from "../../../elements/room/desk.tsx";
import { Empty } from "../../../elements/waiting.tsx";
import { useLanguage } from "../../../language/language.ts";
import { Announced } from "../room/room-queue.tsx";
import { useSteadyOrder } from "../use-steady-order.ts";
import { DeskCard } from "./desk-card.tsx";
import { useDesk } from "./desk-hands.ts";
import { type LaneName, laneNames } from "./lanes.ts";

const ring: Record<LaneName, QuestionState> = {
  review: "asked",
  queue: "queued",
  ready: "queued",
  air: "onair",
  done: "answered",
};

interface DeskLaneProps {
  name: Exclude<LaneName, "done" | "air">;
  questions: readonly QuestionView[];
  note?: ComponentChildren;
  /** By votes: new ones come at the end, and to their place when one asks. */
  sorted?: boolean | undefined;
}

export function DeskLane({ name, questions, note, sorted }: DeskLaneProps) {
  const { t, rich } = useLanguage();
  const { hour, deeds, current } = useDesk();
  const here = new Map(questions.map((question) => [question.id, question]));
  const steady = useSteadyOrder(
    questions.map(({ id }) => id),
    { append: true },
  );
  const number = laneNames.indexOf(name) + 1;
  const gone = steady.ids.filter((id) => !here.has(id));
  // What the close carried away is no conflict: the banner says where all of it went.
  const closedAway = (id: string) =>
    hour.webinar.state === "closed" ||
    hour.webinar.state === "cancelled" ||
    hour.questions.find((each) => each.id === id)?.state === "carried";

  // A place is kept for what left under somebody's eyes; elsewhere the lane closes up.
  useLayoutEffect(() => {
    const attended = document.querySelector(`.lane[data-pane="${number}"]`)?.matches(":hover, :focus-within") ?? false;
    for (const id of gone)
      if (deeds.own.has(id) || closedAway(id) || !(attended || current === id || deeds.conflicts.has(id)))
        steady.drop(id);
  }, [gone.join(" ")]);

  return (
    <Lane number={number} state={ring[name]} title={t(`desk.lane.${name}`)} count={questions.length} note={note}>
      {sorted && steady.fresh > 0 && (
        <li>
          <button type="button" class="new-order" onClick={steady.renew}>
            <span>{rich("room.newQuestions", { count: steady.fresh })}</span> <u>{t("room.newOrder")}</u>
          </button>
          <Announced count={steady.fresh} />
        </li>
      )}
      {steady.ids.map((id, index) => {
        const question = here.get(id);
        const conflict = deeds.conflicts.get(id);
        if (question && !(conflict && conflict.lane === name))
          return <DeskCard key={id} question={question} lane={name} ready={name === "ready" && index === 0} />;
        return deeds.own.has(id) || closedAway(id) ? null : (
          <Moved
            key={id}
            id={id}
            onDismiss={() => {
              deeds.dismiss(id);
              if (!question) steady.drop(id);
            }}
          />
        );
      })}
      {steady.ids.length === 0 && (
        <li>
          <Empty title={t(`desk.empty.${name}`)}>
            {name === "review" && !hour.webinar.preApproval && t("desk.noReview")}
          </Empty>
        </li>
      )}
    </Lane>
  );
}

/** In the place of a card: who has it, where it is now. */
function Moved({ id, onDismiss }: { id: string; onDismiss: () => void }) {
  const { t } = useLanguage();
  const { hour, deeds, show, laneAt } = useDesk();
  const nameOf = useNameOf();
  const conflict = deeds.conflicts.get(id);
  const question = hour.questions.find((each) => each.id === id);
  const lane = question ? t(`desk.lane.${laneAt(question)}`) : t("desk.lane.done");
  return (
    <CardConflict
      actions={
        <>
          {question && (
            <TextButton
              onClick={() => {
                onDismiss();
                show(id);
              }}
            >
              {t("desk.showThere")}
            </TextButton>
          )}
          <TextButton onClick={onDismiss}>{t("common.dismiss")}</TextButton>
        </>
      }
    >
      <span role="status">
        <b>{conflict?.by ? t("desk.tookThis", { name: nameOf(conflict.by) }) : t("desk.movedOn")}</b>{" "}
        {t("desk.nowIn", { lane })}
      </span>
    </CardConflict>
  );
}
