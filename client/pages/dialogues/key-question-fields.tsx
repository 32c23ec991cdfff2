/** The key questions of a dialogue, each in the languages of its concept note. */

import { newId } from "../../../shared/ids.ts";
import { directionOf, languageName } from "../../../shared/languages.ts";
import { Button } from "../../elements/button.tsx";
import { TextField } from "../../elements/form.tsx";
import { useLanguage } from "../../language/language.ts";
import type { WrittenQuestion } from "./dialogue-form.tsx";

interface KeyQuestionFieldsProps {
  questions: readonly WrittenQuestion[];
  languages: readonly string[];
  onQuestions: (questions: readonly WrittenQuestion[]) => void;
}

const most = 12;

export function KeyQuestionFields({ questions, languages, onQuestions }: KeyQuestionFieldsProps) {
  const { t, digits } = useLanguage();
  const write = (id: string, tag: string, text: string) =>
    onQuestions(questions.map((each) => (each.id === id ? { id, texts: { ...each.texts, [tag]: text } } : each)));
  return (
    <fieldset class="form">
      <legend class="label">{t("dialogue.keyQuestions")}</legend>
      {questions.map(({ id, texts }, index) => (
        <div key={id} class="form-row">
          {languages.map((tag) => (
            <TextField
              key={tag}
              id={`question-${index}-${tag}`}
              label={
                <>
                  <span>{t("dialogue.questionNumber", { number: digits(index + 1) })}</span>{" "}
                  <span class="meta" lang={tag}>
                    {languageName(tag)}
                  </span>
                </>
              }
              lang={tag}
              dir={directionOf(tag) === "rtl" ? "rtl" : "ltr"}
              maxLength={400}
              value={texts[tag] ?? ""}
              onInput={(event) => write(id, tag, event.currentTarget.value)}
            />
          ))}
          <div class="row">
            <Button small onClick={() => onQuestions(questions.filter((each) => each.id !== id))}>
              {t("dialogue.dropQuestion", { number: digits(index + 1) })}
            </Button>
          </div>
        </div>
      ))}
      {questions.length < most && (
        <div class="row">
          <Button small icon="plus" onClick={() => onQuestions([...questions, { id: newId(), texts: {} }])}>
            {t("dialogue.addQuestion")}
          </Button>
        </div>
      )}
    </fieldset>
  );
}
