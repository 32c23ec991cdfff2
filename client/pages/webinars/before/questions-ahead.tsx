/** Questions sent in before the hour: to vote on, and to add to. */
import { Button, PlainForm } from "../../../elements/button.tsx";
import { Counter } from "../../../elements/form.tsx";
import { Section } from "../../../elements/layout.tsx";
import { Problem } from "../../../elements/notice.tsx";
import { QuestionList } from "../../../elements/room/question.tsx";
import { TypedArea } from "../../../elements/typed.tsx";
import { Empty } from "../../../elements/waiting.tsx";
import { useHouse } from "../../../house.ts";
import { useLanguage } from "../../../language/language.ts";
import { byVotes, placesOf } from "../question-order.ts";
import { RoomQuestion } from "../room/room-question.tsx";
import { Announced } from "../room/room-queue.tsx";
import { UnsentQuestions } from "../unsent-questions.tsx";
import { moderatorsSee, useAsking } from "../use-asking.ts";
import type { Hour } from "../use-hour.ts";
import { useSteadyOrder } from "../use-steady-order.ts";
import { herePath } from "../webinar-links.ts";
import { WhoSees } from "../who-sees.tsx";

interface QuestionsAheadProps {
  hour: Hour;
  registered: boolean;
  refused: (thrown: unknown) => void;
}

export function QuestionsAhead({ hour, registered, refused }: QuestionsAheadProps) {
  const { t } = useLanguage();
  const { me } = useHouse();
  const { webinar, questions, mine, tally, may } = hour;
  const shared = new Map(questions.map((question) => [question.id, question]));
  const own = new Map(mine.map((question) => [question.id, question]));
  const wanted = [
    ...questions.filter(({ state }) => state === "queued"),
    ...mine.filter(({ id, state }) => state === "asked" && !shared.has(id)),
  ]
    .sort(byVotes(tally))
    .map(({ id }) => id);
  const steady = useSteadyOrder(wanted, { own: new Set(own.keys()) });
  const places = placesOf(questions, tally);
  const shown = steady.ids.filter((id) => shared.has(id) || own.has(id));
  const note = !webinar.questionsAhead
    ? t("webinar.notAhead")
    : may.ask
      ? null
      : t(me.person && !registered ? "webinar.registerToAsk" : "webinar.signInToAsk");
  return (
    <Section title={t("webinar.questionsAhead")} id="questions">
      {note && <p class="meta">{note}</p>}
      {may.ask && <AskAhead hour={hour} />}
      <Announced count={steady.fresh} />
      <QuestionList label={t("webinar.questionsAhead")} scroll={false} fresh={steady.fresh} onFresh={steady.renew}>
        {shown.map((id) => (
          <RoomQuestion
            key={id}
            hour={hour}
            question={shared.get(id)}
            mine={own.get(id)}
            place={places.get(id)}
            refused={refused}
          />
        ))}
      </QuestionList>
      {shown.length === 0 && webinar.questionsAhead && (
        <Empty title={t("webinar.noQuestions")}>{t("webinar.noneAhead")}</Empty>
      )}
    </Section>
  );
}

const most = 400;

function AskAhead({ hour }: { hour: Hour }) {
  const { t } = useLanguage();
  const { at } = useHouse();
  const { webinar, putMine } = hour;
  const asking = useAsking(webinar, putMine);
  const send = (event: Event) => {
    event.preventDefault();
    document.getElementById("ask-text")?.focus();
    void asking.send();
  };
  return (
    <PlainForm
      class="ask-ahead"
      operation="webinars.askQuestion"
      fields={{
        id: asking.id,
        webinarId: webinar.id,
        moderatorsSee: String(moderatorsSee(webinar)),
        _to: `${herePath(at)}#questions`,
        _from: herePath(at),
      }}
      onSubmit={send}
    >
      <UnsentQuestions webinarId={webinar.id} onBack={asking.write} />
      {asking.problem && <Problem title={asking.problem} />}
      <label class="label" for="ask-text">
        {t("webinar.askAhead")}
      </label>
      <TypedArea
        class="field"
        id="ask-text"
        name="text"
        rows={2}
        maxLength={most}
        dir="auto"
        required
        value={asking.text}
        onText={asking.write}
      />
      <div class="row row-apart space">
        <WhoSees webinar={webinar} anonymous={asking.anonymous} onChoose={asking.chooseAnonymous} />
        <Counter length={asking.text.length} most={most} />
      </div>
      <div class="row space">
        <Button type="submit" kind="primary" busy={asking.sending}>
          {t("room.ask")}
        </Button>
        <span class="meta" role="status">
          {asking.said && t(asking.said)}
        </span>
      </div>
    </PlainForm>
  );
}
