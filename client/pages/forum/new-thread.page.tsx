/** Opening a thread: a title, a first post, in a dialogue the key question that it answers. */
import { useState } from "preact/hooks";
import type { Reply } from "../../../shared/contract.ts";
import type { SectionPage } from "../../../shared/contracts/forum.ts";
import { Button, PlainForm } from "../../elements/button.tsx";
import { Composer } from "../../elements/composer.tsx";
import { Check, FormRows, SelectField, TextField } from "../../elements/form.tsx";
import { LogRow, Page } from "../../elements/layout.tsx";
import { Crumbs } from "../../elements/navigation.tsx";
import { Notice, Problem, SeenBy } from "../../elements/notice.tsx";
import { Key, MarkdownBody } from "../../elements/text.tsx";
import { ThreadHead } from "../../elements/thread.tsx";
import { useFormId } from "../../form-id.ts";
import { useHouse, useRefused } from "../../house.ts";
import { useLanguage } from "../../language/language.ts";
import { call, Refusal } from "../../live/call.ts";
import { type Answers, type At, definePage, need } from "../../page.ts";
import { useRole } from "../../shell.tsx";
import { suggestPeople } from "./suggest-people.ts";
import { herePath, sectionPath, threadPath } from "./thread-links.ts";
import { DraftStatus, useDraft } from "./use-draft.tsx";

const needs = ({ params, query }: At) => ({
  page: need("forum.readSection", { slug: params["slug"] ?? "" }),
  dialogue: query["dialogue"] ? need("dialogues.readDialogue", { slug: query["dialogue"] }) : null,
});

export default definePage({
  needs,
  title: (_answers, { t }) => t("forum.newThread"),
  View: ({ answers }: { answers: Answers<ReturnType<typeof needs>> }) => (
    <NewThread section={answers.page.section} dialogue={answers.dialogue} />
  ),
});

function NewThread({
  section,
  dialogue,
}: {
  section: SectionPage["section"];
  dialogue: Reply<"dialogues.readDialogue"> | null;
}) {
  const { t } = useLanguage();
  return (
    <Page two>
      <ThreadHead
        crumbs={
          <Crumbs
            items={[
              { label: t("bar.forum"), href: "/forum" },
              { label: section.title, href: sectionPath(section.slug) },
            ]}
          />
        }
        title={t("forum.newThread")}
      />
      <LogRow>
        {section.mayWrite ? (
          <ThreadForm section={section} dialogue={dialogue} />
        ) : (
          <Notice icon="lock">{t("section.cannotWriteHere")}</Notice>
        )}
      </LogRow>
    </Page>
  );
}

function ThreadForm({
  section,
  dialogue,
}: {
  section: SectionPage["section"];
  dialogue: Reply<"dialogues.readDialogue"> | null;
}) {
  const { t, tag } = useLanguage();
  const { at, settings, go } = useHouse();
  const has = useRole();
  const { problem: shown, typed } = useRefused("forum.createThread");
  const [problem, setProblem] = useState<{ code: string; details: Readonly<Record<string, unknown>> } | null>(shown);
  const [id] = useFormId();
  const [postId] = useFormId();
  const [language, setLanguage] = useState(typed["language"] || undefined);
  const [sending, setSending] = useState(false);
  const [preview, setPreview] = useState<{ html: string; language: string } | null>(null);
  const draft = useDraft(`section:${section.id}`, typed["body"] ?? "", true, typed["title"] ?? "");
  const questions = dialogue?.row.dialogue.keyQuestions ?? [];

  async function open(form: HTMLFormElement): Promise<void> {
    const filled = new FormData(form);
    setSending(true);
    setProblem(null);
    try {
      await call("forum.createThread", {
        id,
        postId,
        sectionId: section.id,
        title: draft.title,
        body: draft.text,
        keyQuestionId: String(filled.get("keyQuestionId") ?? "") || null,
        welcome: filled.get("welcome") === "true",
        ...(language ? { language } : {}),
      });
      draft.clear();
      go(threadPath(id));
    } catch (thrown) {
      if (!(thrown instanceof Refusal)) throw thrown;
      setProblem(thrown);
      setSending(false);
    }
  }

  const onSubmit = (event: Event) => {
    event.preventDefault();
    if (!sending) void open(event.currentTarget as HTMLFormElement);
  };
  const fields = (problem?.details["fields"] ?? {}) as Record<string, string>;

  return (
    <PlainForm
      operation="forum.createThread"
      fields={{ id, postId, sectionId: section.id, _to: threadPath(id), _from: herePath(at) }}
      onSubmit={onSubmit}
    >
      {problem && <Problem code={problem.code} />}
      <FormRows class="space">
        <TextField
          id="title"
          label={t("forum.title")}
          help={t("section.titleHelp")}
          problem={fields["title"] && t("section.titleProblem")}
          value={draft.title}
          onInput={(event) => draft.write(draft.text, event.currentTarget.value)}
          required
          minLength={3}
          maxLength={160}
          dir="auto"
        />
        {questions.length > 0 && (
          <SelectField
            id="keyQuestionId"
            label={t("section.keyQuestion")}
            help={t("section.keyQuestionHelp")}
            value={typed["keyQuestionId"] ?? at.query["keyQuestion"] ?? ""}
            options={[
              { value: "", label: t("section.noKeyQuestion") },
              ...questions.map(({ id: questionId, texts }, index) => {
                const found = texts[tag] ? tag : Object.keys(texts)[0];
                return { value: questionId, label: `${index + 1}. ${found ? texts[found] : ""}`, language: found };
              }),
            ]}
          />
        )}
      </FormRows>
      <div class="space">
        <Composer
          id="first-post"
          label={t("section.firstPost")}
          value={draft.text}
          onText={(text) => draft.write(text)}
          onSend={() => (document.getElementById("first-post") as HTMLTextAreaElement | null)?.form?.requestSubmit()}
          rows={8}
          most={20_000}
          required
          language={language}
          languages={settings.languages}
          onLanguage={(chosen) => setLanguage(chosen || undefined)}
          suggest={suggestPeople}
          status={<DraftStatus state={draft.state} />}
          buttons={
            <>
              <Button
                small
                class="needs-script"
                pressed={Boolean(preview)}
                onClick={async () =>
                  setPreview(
                    preview || !draft.text.trim() ? null : await call("forum.previewPost", { body: draft.text }),
                  )
                }
              >
                {t("common.preview")}
              </Button>
              <Button small kind="primary" type="submit" busy={sending}>
                {t("section.openThread")} <Key>Ctrl ↵</Key>
              </Button>
            </>
          }
        >
          {preview && (
            <section class="preview" aria-label={t("common.preview")}>
              <MarkdownBody html={preview.html} language={preview.language} />
            </section>
          )}
        </Composer>
      </div>
      {section.dialogue && has("organiser") && (
        <Check name="welcome" label={t("section.welcome")} note={t("section.welcomeNote")} />
      )}
      <p class="space">
        <SeenBy>{t(section.readers === "public" ? "section.seenByAll" : "section.seenByMembers")}</SeenBy>
      </p>
    </PlainForm>
  );
}
