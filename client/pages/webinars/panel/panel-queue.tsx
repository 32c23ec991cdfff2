/** The queue as the panel sees it: to take from; who has which. It stands still until one asks for the new order. */
import type { QuestionView } from "../../../../shared/contracts/webinars.ts";
import { TextButton } from "../../../elements/button.tsx";
import { StateRing } from "../../../elements/icon.tsx";
import { PersonName, useNameOf } from "../../../elements/person.tsx";
import { PaneHead } from "../../../elements/room/live-page.tsx";
import { QuestionList, QuestionRow, VoteCount } from "../../../elements/room/question.tsx";
import { RoleBadge } from "../../../elements/text.tsx";
import { Empty } from "../../../elements/waiting.tsx";
import { useHouse } from "../../../house.ts";
import { useLanguage } from "../../../language/language.ts";
import { useAnswerWord } from "../answers.tsx";
import { byVotes } from "../question-order.ts";
import { Announced } from "../room/room-queue.tsx";
import type { Hour } from "../use-hour.ts";
import { useNow } from "../use-now.ts";
import { useSteadyOrder } from "../use-steady-order.ts";
import { threadPath } from "../webinar-links.ts";

interface PanelQueueProps {
  hour: Hour;
  /** Absent for who is not on the panel. */
  onTake?: ((question: QuestionView) => void) | undefined;
  onWrite: (question: QuestionView) => void;
}

export function PanelQueue({ hour, onTake, onWrite }: PanelQueueProps) {
  const { t } = useLanguage();
  const nameOf = useNameOf();
  const answerWord = useAnswerWord();
  const now = useNow(5000);
  const { me } = useHouse();
  const myId = me.person?.id;
  const { questions, tally } = hour;
  const queued = questions.filter(({ state }) => state === "queued").sort(byVotes(tally));
  const byId = new Map(questions.map((question) => [question.id, question]));
  const steady = useSteadyOrder(queued.map(({ id }) => id));
  const shown = steady.ids.flatMap((id) => byId.get(id) ?? []);
  return (
    <>
      <PaneHead title={t("webinar.queue")} note={t("webinar.openCount", { count: queued.length })}>
        <span class="meta">{t("webinar.by.votes")}</span>
      </PaneHead>
      <Announced count={steady.fresh} />
      <QuestionList label={t("webinar.queue")} fresh={steady.fresh} onFresh={steady.renew}>
        {shown.map((question) => {
          const { id, state, text, language, asker, assignee, claim } = question;
          const writes = claim && Date.parse(claim.until) > now ? claim.by : null;
          return (
            <QuestionRow
              key={id}
              text={text}
              language={language}
              vote={<VoteCount count={hour.votesOf(id)} />}
              state={
                state !== "queued" && (
                  <StateRing state={state}>{state === "answered" ? answerWord(question) : undefined}</StateRing>
                )
              }
              by={<PersonName person={asker} plain />}
              extra={
                <>
                  {writes && writes.id !== myId && (
                    <RoleBadge>{t("webinar.isWriting", { name: nameOf(writes) })}</RoleBadge>
                  )}
                  {(!writes || writes.id === myId) && assignee && (
                    <RoleBadge>{assignee.id === myId ? t("webinar.forYou") : nameOf(assignee)}</RoleBadge>
                  )}
                  {question.threadId && (
                    <a class="text-link" href={threadPath(question.threadId)}>
                      {t("webinar.toThread")}
                      <span class="visually-hidden">{` ${text}`}</span>
                    </a>
                  )}
                  {state === "queued" && !assignee && !writes && onTake && (
                    <TextButton onClick={() => onTake(question)}>
                      {t("webinar.take")}
                      <span class="visually-hidden">{` ${text}`}</span>
                    </TextButton>
                  )}
                  {state === "queued" && !writes && assignee?.id !== myId && (
                    <TextButton onClick={() => onWrite(question)}>
                      {t("webinar.answerInWriting")}
                      <span class="visually-hidden">{` ${text}`}</span>
                    </TextButton>
                  )}
                </>
              }
            />
          );
        })}
        {shown.length === 0 && (
          <li>
            <Empty title={t("webinar.noQuestions")} />
          </li>
        )}
      </QuestionList>
    </>
  );
}
