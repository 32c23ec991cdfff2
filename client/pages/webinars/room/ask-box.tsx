/** Where one asks the panel. The focus stays in the box after sending. */
import { Button, LinkButton, PlainForm } from "../../../elements/button.tsx";
import { Problem } from "../../../elements/notice.tsx";
import { AskForm } from "../../../elements/room/question.tsx";
import { useHouse } from "../../../house.ts";
import { useLanguage } from "../../../language/language.ts";
import { UnsentQuestions } from "../unsent-questions.tsx";
import { moderatorsSee, useAsking } from "../use-asking.ts";
import type { Hour } from "../use-hour.ts";
import { herePath } from "../webinar-links.ts";
import { WhoSees } from "../who-sees.tsx";

export function AskBox({ hour }: { hour: Hour }) {
  const { t } = useLanguage();
  const { at, me } = useHouse();
  const { webinar, may, putMine } = hour;
  const asking = useAsking(webinar, putMine);

  if (!me.person)
    return (
      <div class="ask ask-closed">
        <p>{t("webinar.signInToAsk")}</p>
        <LinkButton small kind="primary" href={`/sign-in?to=${encodeURIComponent(at.path)}`}>
          {t("bar.signIn")}
        </LinkButton>
      </div>
    );
  if (!may.ask && !asking.text)
    return (
      <div class="ask ask-closed">
        <p>{t(webinar.state === "paused" ? "webinar.pausedForNow" : "webinar.noMoreQuestions")}</p>
        <UnsentQuestions webinarId={webinar.id} onBack={asking.write} />
      </div>
    );

  const send = (event: Event) => {
    event.preventDefault();
    document.getElementById("ask-text")?.focus();
    void asking.send();
  };
  return (
    <PlainForm
      class="ask"
      operation="webinars.askQuestion"
      fields={{
        id: asking.id,
        webinarId: webinar.id,
        moderatorsSee: String(moderatorsSee(webinar)),
        _to: herePath(at),
        _from: herePath(at),
      }}
      onSubmit={send}
      onKeyDown={(event) => {
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) send(event);
      }}
    >
      <UnsentQuestions webinarId={webinar.id} onBack={asking.write} />
      <AskForm
        value={asking.text}
        onText={asking.write}
        problem={asking.problem && <Problem title={asking.problem} />}
        button={
          <Button type="submit" kind="primary" busy={asking.sending}>
            {t("room.ask")}
          </Button>
        }
        choices={<WhoSees webinar={webinar} anonymous={asking.anonymous} onChoose={asking.chooseAnonymous} />}
      />
      <p role="status" class={asking.said ? "meta" : "visually-hidden"}>
        {asking.said && t(asking.said)}
      </p>
    </PlainForm>
  );
}
