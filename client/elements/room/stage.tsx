/** The stage: the question on air for the projector, the next three, how to join. */
import type { ComponentChildren } from "preact";
import { useLanguage } from "../../language/language.ts";
import { Live, Wordmark } from "../icon.tsx";
import { PersonName, type PersonShown } from "../person.tsx";
import { Numeral, Said } from "../text.tsx";

export interface StageProps {
  question: {
    text: string;
    language: string;
    votes: number;
    assignee?: PersonShown | null | undefined;
    by: ComponentChildren;
  } | null;
  /** Said while nothing is on air. */
  waiting: ComponentChildren;
  next: readonly { id: string; text: string; language: string; votes: number }[];
  /** A code to photograph, and the address. */
  join?: { code?: ComponentChildren; address: string } | undefined;
  hour?: ComponentChildren;
  left?: string | undefined;
}

export function Stage({ question, waiting, next, join, hour, left }: StageProps) {
  const { t, rich, number } = useLanguage();
  return (
    <main class="stage" id="main">
      <header class="stage-head">
        {question ? <Live>{t("room.onAir")}</Live> : <Live />}
        {question?.assignee && (
          <span>{rich("room.forPerson", { name: <PersonName person={question.assignee} /> })}</span>
        )}
        {question && (
          <span class="stage-votes">
            {rich("common.votes", { count: question.votes }, { count: <b class="num">{number(question.votes)}</b> })}
          </span>
        )}
      </header>
      <div class="stage-question">
        {question ? (
          <>
            <h1 lang={question.language} dir="auto">
              {question.text}
            </h1>
            <p>{question.by}</p>
          </>
        ) : (
          <h1>{waiting}</h1>
        )}
      </div>
      {next.length > 0 && (
        <section class="stage-next">
          <h2>{t("stage.next")}</h2>
          <ol>
            {next.map(({ id, text, language, votes }) => (
              <li key={id}>
                <Numeral value={votes} strong />
                <Said language={language}>{text}</Said>
              </li>
            ))}
          </ol>
        </section>
      )}
      {join && (
        <aside class="stage-join" aria-label={t("stage.join")}>
          {join.code}
          <p>
            <span>{t("stage.joinAt")}</span> <b dir="ltr">{join.address}</b>
          </p>
        </aside>
      )}
      <footer class="stage-foot">
        <Wordmark height={32} />
        <div class="hour">{hour}</div>
        {left && <span>{rich("room.left", { time: <b class="num">{left}</b> })}</span>}
      </footer>
    </main>
  );
}
