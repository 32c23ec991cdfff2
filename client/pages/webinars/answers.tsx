/** What was answered to a question, as its reader may see it. */
import type { QuestionView } from "../../../shared/contracts/webinars.ts";
import { PersonName } from "../../elements/person.tsx";
import { MarkdownBody, Time } from "../../elements/text.tsx";
import { useLanguage } from "../../language/language.ts";

type Answer = QuestionView["answers"][number];

/** Spoken, written, or written to the asker alone; the latter's words only where they may be read. */
export function AnswerText({ answer }: { answer: Answer }) {
  const { rich } = useLanguage();
  const by = <PersonName person={answer.by} />;
  const words =
    answer.kind === "spoken"
      ? "webinar.answeredAloudBy"
      : answer.toAskerOnly
        ? "webinar.answeredPrivatelyBy"
        : "webinar.answeredInWritingBy";
  return (
    <div class="answer">
      <p class="meta">{rich(words, { name: by, time: <Time at={answer.at} kind="clock" /> })}</p>
      {answer.html !== null && answer.language !== null && (
        <MarkdownBody html={answer.html} language={answer.language} small />
      )}
    </div>
  );
}

/** Whether there is anything to read. */
export const hasText = ({ answers }: Pick<QuestionView, "answers">): boolean =>
  answers.some(({ html }) => html !== null);

/** How a question was answered, in two words. */
export function useAnswerWord(): (question: Pick<QuestionView, "answers">) => string {
  const { t } = useLanguage();
  return ({ answers }) => {
    const [first] = answers;
    if (first?.kind !== "written") return t("state.answered");
    return t(first.toAskerOnly ? "webinar.answeredPrivately" : "webinar.answeredInWriting");
  };
}
