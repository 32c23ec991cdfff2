/** What is done, how often each way, and what a close would carry now; after the close, that the sum holds. */
import type { QuestionView } from "../../../../shared/contracts/webinars.ts";
import { ActionButton } from "../../../elements/button.tsx";
import { StateRing } from "../../../elements/icon.tsx";
import { DoneCount, DoneRow, Lane, LaneFoot } from "../../../elements/room/desk.tsx";
import { Time } from "../../../elements/text.tsx";
import { Empty } from "../../../elements/waiting.tsx";
import { useLanguage } from "../../../language/language.ts";
import { Invariant } from "../invariant.tsx";
import { answeredAt, isOpen } from "../question-order.ts";
import { useDesk } from "./desk-hands.ts";

export function DoneLane({ done }: { done: readonly QuestionView[] }) {
  const { t, rich } = useLanguage();
  const { hour, deeds } = useDesk();
  const answered = done.filter(({ state }) => state === "answered");
  const spoken = answered.filter(({ answers }) => answers[0]?.kind === "spoken").length;
  const of = (state: QuestionView["state"]) => done.filter((question) => question.state === state).length;
  const counts = [
    { state: "answered", count: spoken, words: "desk.spoken" },
    { state: "answered", count: answered.length - spoken, words: "desk.written" },
    { state: "declined", count: of("declined"), words: "outcome.declined" },
    { state: "withdrawn", count: of("withdrawn"), words: "outcome.withdrawn" },
    { state: "carried", count: of("carried"), words: "outcome.carried" },
  ] as const;
  const reopens = hour.webinar.state === "open" || hour.webinar.state === "paused";
  return (
    <Lane number={5} state="answered" title={t("desk.lane.done")} count={done.length} foot={<IfItEnded />}>
      {counts.map(({ state, count, words }) =>
        count > 0 ? (
          <DoneCount key={words} state={state}>
            {rich(words, { count })}
          </DoneCount>
        ) : null,
      )}
      {done
        .filter(({ state }) => state === "answered" || state === "declined")
        .map((question) => (
          <DoneRow
            key={question.id}
            time={<Time at={answeredAt(question) ?? question.createdAt} kind="clock" />}
            text={question.text}
            language={question.language}
            votes={hour.votesOf(question.id)}
          >
            {question.state === "declined" && question.declineReason && (
              <span class="meta">{t("desk.declinedFor", { reason: question.declineReason })}</span>
            )}
            {reopens && (
              <ActionButton onClick={() => deeds.reopen(question)}>
                {t("desk.reopen")}
                <span class="visually-hidden">{` ${question.text}`}</span>
              </ActionButton>
            )}
          </DoneRow>
        ))}
      {done.length === 0 && (
        <li>
          <Empty title={t("desk.empty.done")} />
        </li>
      )}
    </Lane>
  );
}

function IfItEnded() {
  const { t, rich, number, digits } = useLanguage();
  const { hour } = useDesk();
  const { outcomes } = hour.webinar;
  if (outcomes)
    return (
      <LaneFoot title={t("webinar.questions")}>
        <Invariant outcomes={outcomes} />
      </LaneFoot>
    );
  const { questions } = hour;
  const open = questions.filter(({ state }) => isOpen(state)).length;
  const of = (state: QuestionView["state"]) => questions.filter((question) => question.state === state).length;
  const parts = [of("answered"), of("declined"), of("merged"), of("withdrawn"), open];
  return (
    <LaneFoot title={t("desk.ifItEnded")}>
      <StateRing state="carried">
        {rich("desk.wouldCarry", { count: open }, { count: <b class="num">{number(open)}</b> })}
      </StateRing>
      <p class="meta num">{digits(`${questions.length} = ${parts.join(" + ")}`)}</p>
    </LaneFoot>
  );
}
