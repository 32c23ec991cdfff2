/** `/dialogues/:slug/conclusions`: what the organiser concludes, in Markdown. */
import { useEffect, useState } from "preact/hooks";
import { newId } from "../../../shared/ids.ts";
import { Button, LinkButton, PlainForm } from "../../elements/button.tsx";
import { Composer } from "../../elements/composer.tsx";
import { PageHead, Section } from "../../elements/layout.tsx";
import { Problem } from "../../elements/notice.tsx";
import { useFormId } from "../../form-id.ts";
import { useHouse, useRefused } from "../../house.ts";
import { useLanguage } from "../../language/language.ts";
import { call } from "../../live/call.ts";
import { type Answers, type At, definePage, need } from "../../page.ts";
import { OrganisersOnly } from "../webinars/organisers-only.tsx";
import { useFieldProblems } from "../webinars/use-field-problems.ts";
import { dialoguePath, herePath } from "../webinars/webinar-links.ts";
import { DialogueCrumbs } from "./dialogue-crumbs.tsx";
import { useSource } from "./edit-dialogue.page.tsx";

const needs = ({ params }: At) => ({ dialogue: need("dialogues.readDialogue", { slug: params["slug"] ?? "" }) });

export default definePage({ needs, title: (_answers, { t }) => t("dialogue.conclusions"), View: Conclusions });

function Conclusions({ answers }: { answers: Answers<ReturnType<typeof needs>> }) {
  const { t } = useLanguage();
  const { dialogue } = answers.dialogue.row;
  return (
    <OrganisersOnly>
      <main class="wide" id="main">
        <PageHead
          above={<DialogueCrumbs dialogue={dialogue} />}
          title={t("dialogue.conclusions")}
          lead={dialogue.title}
        />
        <div class="sheet sheet-full">
          <Section title={t("dialogue.conclusions")}>
            <p class="narrow">{t("dialogue.conclusionsHelp")}</p>
            <ConclusionsForm answers={answers} />
          </Section>
        </div>
      </main>
    </OrganisersOnly>
  );
}

function ConclusionsForm({ answers }: { answers: Answers<ReturnType<typeof needs>> }) {
  const { t } = useLanguage();
  const { at, go, settings } = useHouse();
  const { dialogue } = answers.dialogue.row;
  const { typed } = useRefused("dialogues.writeConclusions");
  const problems = useFieldProblems("dialogues.writeConclusions");
  const { source, problem } = useSource(dialogue.id);
  const [text, setText] = useState(typed["body"] ?? "");
  const [language, setLanguage] = useState(typed["language"] || dialogue.conclusions?.language || dialogue.language);
  const [changeId, renew] = useFormId();
  const [saving, setSaving] = useState(false);
  useEffect(() => {
    if (source) setText((before) => before || source.conclusions);
  }, [source]);
  async function save(event?: Event): Promise<void> {
    event?.preventDefault();
    if (!text.trim()) return;
    setSaving(true);
    problems.clear();
    try {
      await call("dialogues.writeConclusions", {
        dialogueId: dialogue.id,
        changeId: newId(),
        language,
        body: text.trim(),
      });
      go(`${dialoguePath(dialogue.slug)}#conclusions`);
    } catch (thrown) {
      problems.refused(thrown);
      renew();
    } finally {
      setSaving(false);
    }
  }
  const shown = problems.code ?? null;
  return (
    <PlainForm
      class="space"
      operation="dialogues.writeConclusions"
      fields={{ dialogueId: dialogue.id, changeId, _to: dialoguePath(dialogue.slug), _from: herePath(at) }}
      onSubmit={save}
    >
      {shown && <Problem code={shown} />}
      {problem && <Problem title={problem} />}
      <Composer
        id="conclusions-text"
        label={t("dialogue.conclusions")}
        value={text}
        onText={setText}
        onSend={() => void save()}
        rows={14}
        most={20_000}
        required
        language={language}
        languages={settings.languages}
        onLanguage={(tag) => setLanguage(tag || dialogue.language)}
        buttons={
          <>
            <LinkButton small href={dialoguePath(dialogue.slug)}>
              {t("common.cancel")}
            </LinkButton>
            <Button small kind="primary" type="submit" busy={saving}>
              {t("common.save")}
            </Button>
          </>
        }
      />
    </PlainForm>
  );
}
