/** What an organiser writes of a dialogue: title, weeks, concept note and key questions in their languages. */
import { useState } from "preact/hooks";
import type { Question } from "../../../shared/contract.ts";
import { newId } from "../../../shared/ids.ts";
import { directionOf, languageName } from "../../../shared/languages.ts";
import { Button, LinkButton } from "../../elements/button.tsx";
import { FormPair, FormRows, SelectField, TextArea, TextField } from "../../elements/form.tsx";
import { Notice, Problem } from "../../elements/notice.tsx";
import { useHouse } from "../../house.ts";
import { useLanguage } from "../../language/language.ts";
import { useFieldProblems } from "../webinars/use-field-problems.ts";
import { ZoneField } from "../webinars/zone-field.tsx";
import { KeyQuestionFields } from "./key-question-fields.tsx";

export type Written = Omit<Question<"dialogues.changeDialogue">, "dialogueId" | "changeId" | "version">;
type Note = Written["conceptNotes"][number];
export type WrittenQuestion = NonNullable<Written["keyQuestions"]>[number];

interface DialogueFormProps {
  operation: "dialogues.createDialogue" | "dialogues.changeDialogue";
  /** What there is, its notes as Markdown. */
  first?: Written | undefined;
  /** A new one gets an address and its own language. */
  fresh?: boolean | undefined;
  language: string;
  submit: string;
  back: string;
  save: (written: Written, more: { slug: string; language: string }) => Promise<void>;
}

const slugOf = (title: string): string =>
  title
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 60);

export function DialogueForm({ operation, first, fresh, language, submit, back, save }: DialogueFormProps) {
  const { t, timeZone } = useLanguage();
  const { settings } = useHouse();
  const problems = useFieldProblems(operation);
  const [slug, setSlug] = useState("");
  const [notes, setNotes] = useState<readonly Note[]>(first?.conceptNotes ?? [{ language, body: "" }]);
  const [questions, setQuestions] = useState<readonly WrittenQuestion[]>(
    first?.keyQuestions ?? [{ id: newId(), texts: {} }],
  );
  const [saving, setSaving] = useState(false);
  const unused = settings.languages.filter((tag) => !notes.some((note) => note.language === tag));
  const setNote = (index: number, change: Partial<Note>) =>
    setNotes(notes.map((note, at) => (at === index ? { ...note, ...change } : note)));

  async function send(event: Event): Promise<void> {
    event.preventDefault();
    const filled = new FormData(event.currentTarget as HTMLFormElement);
    const text = (name: string) => String(filled.get(name) ?? "").trim();
    setSaving(true);
    problems.clear();
    try {
      await save(
        {
          title: text("title"),
          number: text("number") ? Number(text("number")) : null,
          timeZone: text("timeZone"),
          opens: text("opens"),
          closes: text("closes"),
          conceptNotes: notes.filter(({ body }) => body.trim()),
          keyQuestions: questions.map(withoutEmpty).filter(({ texts }) => Object.keys(texts).length > 0),
        },
        { slug, language: text("language") || language },
      );
    } catch (thrown) {
      problems.refused(thrown);
      document.getElementById("main")?.scrollIntoView();
    } finally {
      setSaving(false);
    }
  }

  return (
    <form onSubmit={send}>
      <div class="only-unscripted">
        <Notice icon="warn">{t("webinar.needsScript")}</Notice>
      </div>
      <FormRows>
        {problems.code && <Problem code={problems.code} />}
        <TextField
          id="title"
          label={t("webinar.form.title")}
          problem={problems.at("title")}
          defaultValue={first?.title}
          required
          minLength={3}
          maxLength={160}
          dir="auto"
          onInput={(event) => fresh && setSlug(slugOf(event.currentTarget.value))}
        />
        {fresh && (
          <FormPair>
            <TextField
              id="slug"
              label={t("dialogue.address")}
              help={t("dialogue.addressHelp")}
              problem={problems.at("slug")}
              value={slug}
              onInput={(event) => setSlug(event.currentTarget.value)}
              required
              pattern="[a-z0-9]+(-[a-z0-9]+)*"
              maxLength={80}
              dir="ltr"
            />
            <SelectField
              id="language"
              label={t("dialogue.ownLanguage")}
              options={settings.languages.map((tag) => ({ value: tag, label: languageName(tag), language: tag }))}
              value={language}
            />
          </FormPair>
        )}
        <FormPair>
          <TextField
            id="number"
            type="number"
            label={`${t("home.number")} (${t("common.optional")})`}
            help={t("dialogue.numberHelp")}
            problem={problems.at("number")}
            min={1}
            max={999}
            defaultValue={first?.number ?? undefined}
          />
          <ZoneField value={first?.timeZone ?? timeZone} problem={problems.at("timeZone")} />
        </FormPair>
        <FormPair>
          <TextField
            id="opens"
            type="datetime-local"
            label={t("dialogue.opens")}
            problem={problems.at("opens")}
            defaultValue={first?.opens}
            required
          />
          <TextField
            id="closes"
            type="datetime-local"
            label={t("dialogue.closes")}
            help={t("dialogue.closesHelp")}
            problem={problems.at("closes")}
            defaultValue={first?.closes}
            required
          />
        </FormPair>
        <fieldset class="form">
          <legend class="label">{t("dialogue.conceptNote")}</legend>
          {notes.map((note, index) => (
            <div key={note.language} class="form-row">
              <TextArea
                id={`note-${note.language}`}
                label={<span lang={note.language}>{languageName(note.language)}</span>}
                help={t("composer.markdown")}
                problem={problems.at("conceptNotes")}
                rows={8}
                lang={note.language}
                dir={directionOf(note.language)}
                maxLength={20_000}
                required={index === 0}
                value={note.body}
                onInput={(event) => setNote(index, { body: event.currentTarget.value })}
              />
              {notes.length > 1 && (
                <div class="row">
                  <Button small onClick={() => setNotes(notes.filter((_, at) => at !== index))}>
                    {t("dialogue.leaveOut", { language: languageName(note.language) })}
                  </Button>
                </div>
              )}
            </div>
          ))}
          {unused.length > 0 && (
            <div class="row">
              <span class="meta">{t("dialogue.addLanguage")}</span>
              {unused.map((tag) => (
                <Button
                  key={tag}
                  small
                  icon="plus"
                  lang={tag}
                  onClick={() => setNotes([...notes, { language: tag, body: "" }])}
                >
                  {languageName(tag)}
                </Button>
              ))}
            </div>
          )}
        </fieldset>
        <KeyQuestionFields
          questions={questions}
          languages={notes.map((note) => note.language)}
          onQuestions={setQuestions}
        />
        <div class="row">
          <Button type="submit" kind="primary" busy={saving}>
            {submit}
          </Button>
          <LinkButton href={back}>{t("common.cancel")}</LinkButton>
        </div>
      </FormRows>
    </form>
  );
}

const withoutEmpty = ({ id, texts }: WrittenQuestion): WrittenQuestion => ({
  id,
  texts: Object.fromEntries(
    Object.entries(texts).flatMap(([tag, text]) => (text.trim() ? [[tag, text.trim()] as const] : [])),
  ),
});
