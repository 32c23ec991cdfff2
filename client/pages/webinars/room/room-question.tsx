/** A question in the room's queue: votes, words, asker, where it is; one's own with its verbs. */
import type { MyQuestionView, QuestionView } from "../../../../shared/contracts/webinars.ts";
import { StateRing } from "../../../elements/icon.tsx";
import { PersonName, useNameOf } from "../../../elements/person.tsx";
import { QuestionRow } from "../../../elements/room/question.tsx";
import { RoleBadge } from "../../../elements/text.tsx";
import { useLanguage } from "../../../language/language.ts";
import { AnswerText, hasText, useAnswerWord } from "../answers.tsx";
import { OwnVerbs } from "../own-verbs.tsx";
import { isOpen } from "../question-order.ts";
import type { Hour } from "../use-hour.ts";
import { VoteButton } from "../vote-button.tsx";
import { threadPath } from "../webinar-links.ts";

interface RoomQuestionProps {
  hour: Hour;
  /** As the room sees it; absent while it is not approved. */
  question: QuestionView | undefined;
  /** One's own. */
  mine: MyQuestionView | undefined;
  place: number | undefined;
  refused: (thrown: unknown) => void;
}

export function RoomQuestion({ hour, question, mine, place, refused }: RoomQuestionProps) {
  const { t } = useLanguage();
  const nameOf = useNameOf();
  const answerWord = useAnswerWord();
  const shown = question ?? mine;
  if (!shown) return null;
  const { id, state, text, language } = shown;
  const answers = question?.answers ?? mine?.answers ?? [];
  const word =
    state === "answered"
      ? answerWord({ answers })
      : state === "queued" && place
        ? t("room.queuedAt", { position: place })
        : undefined;
  const ring = (mine || state !== "queued") && <StateRing state={state}>{word}</StateRing>;
  return (
    <QuestionRow
      id={`question-${id}`}
      text={text}
      language={language}
      own={Boolean(mine)}
      vote={<VoteButton hour={hour} id={id} state={state} own={Boolean(mine)} refused={refused} />}
      state={ring}
      by={
        mine
          ? t(mine.anonymous ? "webinar.youAnonymously" : "common.you")
          : question && <PersonName person={question.asker} plain />
      }
      extra={
        <>
          {question?.assignee && state === "queued" && (
            <RoleBadge>{t("webinar.isFor", { name: nameOf(question.assignee) })}</RoleBadge>
          )}
          {shown.threadId && (
            <a class="text-link" href={threadPath(shown.threadId)}>
              {t("webinar.toThread")}
            </a>
          )}
        </>
      }
      actions={
        (hasText({ answers }) || (mine && isOpen(mine.state) && mine.state !== "onair")) && (
          <>
            {hasText({ answers }) && (
              <details class="read-answer">
                <summary class="text-link">{t("webinar.readAnswer")}</summary>
                {answers.map((answer) => (
                  <AnswerText key={answer.at} answer={answer} />
                ))}
              </details>
            )}
            {mine && <OwnVerbs question={mine} votes={hour.votesOf(id)} put={hour.putMine} refused={refused} />}
          </>
        )
      }
    />
  );
}
