/** One's own questions: where each stands in its life, and the promise that none is lost. */
import type { MyQuestionView, QuestionView } from "../../../../shared/contracts/webinars.ts";
import { MyQuestion } from "../../../elements/room/question.tsx";
import { Said } from "../../../elements/text.tsx";
import { useLanguage } from "../../../language/language.ts";
import { AnswerText } from "../answers.tsx";
import { answeredAt, placesOf } from "../question-order.ts";
import type { Hour } from "../use-hour.ts";
import { threadPath } from "../webinar-links.ts";

const most = 3;

export function OwnQuestions({ hour }: { hour: Hour }) {
  const places = placesOf(hour.questions, hour.tally);
  return (
    <>
      {hour.mine.slice(0, most).map((mine) => (
        <OwnQuestion
          key={mine.id}
          mine={mine}
          shared={hour.questions.find(({ id }) => id === mine.id)}
          votes={hour.votesOf(mine.id)}
          place={places.get(mine.id)}
        />
      ))}
    </>
  );
}

interface OwnQuestionProps {
  mine: MyQuestionView;
  shared: QuestionView | undefined;
  votes: number;
  place: number | undefined;
}

function OwnQuestion({ mine, shared, votes, place }: OwnQuestionProps) {
  const { t } = useLanguage();
  const { state, text, language, createdAt } = mine;
  const open = state === "asked" || state === "queued" || state === "onair";
  return (
    <>
      <MyQuestion
        text={text}
        language={language}
        state={state}
        position={place}
        times={{ asked: createdAt, onair: shared?.onAirSince ?? null, answered: answeredAt(mine) ?? null }}
      >
        {open && (
          <>
            {state === "asked" && <p>{t("webinar.fate.asked")}</p>}
            <p>{state === "onair" ? t("webinar.fate.onair") : t("webinar.promise", { count: votes })}</p>
          </>
        )}
      </MyQuestion>
      {!open && (
        <div class="my-outcome">
          {state === "declined" && <Declined mine={mine} />}
          {state === "carried" && (
            <p>
              {t("webinar.fate.carried")}{" "}
              {mine.threadId && (
                <a class="text-link" href={threadPath(mine.threadId)}>
                  {t("webinar.toThread")}
                </a>
              )}
            </p>
          )}
          {mine.answers.map((answer) => (
            <AnswerText key={answer.at} answer={answer} />
          ))}
        </div>
      )}
    </>
  );
}

/** The reason stands in the moderator's own words; a webinar that was called off has none. */
function Declined({ mine: { declineReason } }: { mine: MyQuestionView }) {
  const { t, tag } = useLanguage();
  if (!declineReason) return <p>{t("webinar.fate.declined")}</p>;
  if (declineReason === "cancelled") return <p>{t("webinar.fate.cancelled")}</p>;
  return (
    <>
      <p>{t("webinar.fate.declinedFor")}</p>
      <Said language={tag}>{declineReason}</Said>
    </>
  );
}
