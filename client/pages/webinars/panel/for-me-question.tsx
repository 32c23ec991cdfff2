/** A question given to me: what is asked of me, and what I can do with it. */
import type { ComponentChildren } from "preact";
import type { QuestionView } from "../../../../shared/contracts/webinars.ts";
import { newId } from "../../../../shared/ids.ts";
import { Button } from "../../../elements/button.tsx";
import { Live, StateRing } from "../../../elements/icon.tsx";
import { PersonName } from "../../../elements/person.tsx";
import { VoteCount } from "../../../elements/room/question.tsx";
import { Plate, Said } from "../../../elements/text.tsx";
import { useLanguage } from "../../../language/language.ts";
import { call } from "../../../live/call.ts";
import type { Hour } from "../use-hour.ts";
import { useNow } from "../use-now.ts";

interface ForMeProps {
  hour: Hour;
  question: QuestionView;
  writing: boolean;
  onWrite: () => void;
  onAloud: (changed: QuestionView) => void;
  refused: (thrown: unknown) => void;
  /** The form of the answer. */
  children?: ComponentChildren;
}

export function ForMeQuestion({ hour, question, writing, onWrite, onAloud, refused, children }: ForMeProps) {
  const { t, tag } = useLanguage();
  const { id, state, text, language, asker, ready, claim, version } = question;
  const onAir = state === "onair";
  const aloud = async () => {
    try {
      onAloud(await call("webinars.answerAloud", { questionId: id, changeId: newId(), version }));
    } catch (thrown) {
      refused(thrown);
    }
  };
  return (
    <>
      <li class="question">
        <VoteCount count={hour.votesOf(id)} />
        <div>
          <p class="row row-apart">
            {onAir ? (
              <Live>{t("webinar.youAreOnAir")}</Live>
            ) : (
              <StateRing state={state === "answered" ? "answered" : "queued"}>
                {t(
                  writing
                    ? state === "answered"
                      ? "webinar.answeredMeanwhile"
                      : "webinar.youAreWriting"
                    : ready
                      ? "webinar.nextOnAir"
                      : "webinar.givenToYou",
                )}
              </StateRing>
            )}
            {writing && claim && <HeldFor until={claim.until} />}
          </p>
          <Said as="h3" language={language}>
            {text}
          </Said>
          <p class="question-meta">
            <span class="meta">
              <PersonName person={asker} plain />
            </span>
            {language !== tag && <Plate language={language} />}
          </p>
          {!writing && (
            <p class="row space">
              {onAir && (
                <Button small kind="primary" onClick={() => void aloud()}>
                  {t("webinar.answeredItAloud")}
                </Button>
              )}
              {state === "queued" && (
                <Button small onClick={onWrite}>
                  {t("webinar.answerInWriting")}
                </Button>
              )}
            </p>
          )}
        </div>
      </li>
      {children && <li>{children}</li>}
    </>
  );
}

/** For how long it is kept for whoever writes. */
function HeldFor({ until }: { until: string }) {
  const { t, rich, duration } = useLanguage();
  const now = useNow();
  const left = Math.floor((Date.parse(until) - now) / 1000);
  return (
    <span class="meta">
      {left > 0
        ? rich("webinar.heldForYou", { time: <span class="num">{duration(left)}</span> })
        : t("webinar.heldNoMore")}
    </span>
  );
}
