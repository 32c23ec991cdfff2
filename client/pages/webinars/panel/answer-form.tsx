/** Answering in writing: kept for oneself while one writes, the draft kept, the preview as it will look; who reads it is chosen. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { QuestionView } from "../../../../shared/contracts/webinars.ts";
import { newId } from "../../../../shared/ids.ts";
import { Button } from "../../../elements/button.tsx";
import { Composer } from "../../../elements/composer.tsx";
import { Check } from "../../../elements/form.tsx";
import { Problem } from "../../../elements/notice.tsx";
import { Key, MarkdownBody } from "../../../elements/text.tsx";
import { useLanguage } from "../../../language/language.ts";
import { call, Refusal } from "../../../live/call.ts";
import { DraftStatus, useDraft } from "../../forum/use-draft.tsx";
import type { Hour } from "../use-hour.ts";
import { useRefusalText } from "../use-toasts.ts";

const most = 5000;
/** The claim lasts two minutes: it is renewed while one types. */
const renewAfter = 45_000;

interface AnswerFormProps {
  hour: Hour;
  question: QuestionView;
  /** With a word where something was sent. */
  onDone: (words?: string) => void;
}

export function AnswerForm({ hour, question, onDone }: AnswerFormProps) {
  const { t } = useLanguage();
  const wordsOf = useRefusalText();
  const draft = useDraft(`answer:${question.id}`, "", true);
  const [toAskerOnly, setToAskerOnly] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [sending, setSending] = useState(false);
  const preview = usePreview(draft.text);
  const changeId = useRef(newId());
  const claimedAt = useRef(performance.now());
  // Somebody else's answer came first: one's own is added beside it.
  const further = question.state === "answered";
  const box = `answer-${question.id}`;

  useEffect(() => {
    document.getElementById(box)?.focus();
  }, []);

  function keepClaim(): void {
    if (further || performance.now() - claimedAt.current < renewAfter) return;
    claimedAt.current = performance.now();
    call("webinars.claimAnswer", { questionId: question.id, changeId: newId(), on: true }).then(
      hour.putQuestion,
      (thrown) => setProblem(wordsOf(thrown)),
    );
  }

  async function send(): Promise<void> {
    const body = draft.text.trim();
    if (!body || sending) return;
    setSending(true);
    setProblem(null);
    try {
      hour.putQuestion(
        await call("webinars.answerInWriting", {
          questionId: question.id,
          changeId: changeId.current,
          body,
          toAskerOnly,
          further,
        }),
      );
      draft.clear();
      onDone(t(toAskerOnly ? "webinar.sentToAsker" : "webinar.sentToAll"));
    } catch (thrown) {
      setProblem(wordsOf(thrown));
      if (thrown instanceof Refusal) changeId.current = newId();
    } finally {
      setSending(false);
    }
  }

  async function giveBack(): Promise<void> {
    if (further) return onDone();
    try {
      hour.putQuestion(await call("webinars.claimAnswer", { questionId: question.id, changeId: newId(), on: false }));
      onDone();
    } catch (thrown) {
      // Gone meanwhile: there is nothing left to give back.
      if (thrown instanceof Refusal) onDone();
      else setProblem(wordsOf(thrown));
    }
  }

  return (
    <form
      class="answer-form"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {problem && <Problem title={problem} />}
      <Composer
        id={box}
        label={t("webinar.yourAnswer")}
        value={draft.text}
        onText={(text) => {
          draft.write(text);
          keepClaim();
        }}
        onSend={() => void send()}
        most={most}
        rows={4}
        required
        status={<DraftStatus state={draft.state} />}
        buttons={null}
      />
      {preview && (
        <section class="preview" aria-label={t("webinar.howItLooks")}>
          <p class="label">{t("webinar.howItLooks")}</p>
          <MarkdownBody html={preview.html} language={preview.language} small />
        </section>
      )}
      <fieldset class="answer-to">
        <legend class="visually-hidden">{t("webinar.whoReads")}</legend>
        <Check
          type="radio"
          name="to"
          value="all"
          checked={!toAskerOnly}
          onChange={() => setToAskerOnly(false)}
          label={t("webinar.toEveryone")}
          note={t("webinar.toEveryoneNote")}
        />
        <Check
          type="radio"
          name="to"
          value="asker"
          checked={toAskerOnly}
          onChange={() => setToAskerOnly(true)}
          label={t("webinar.toAsker")}
          note={t("webinar.toAskerNote")}
        />
      </fieldset>
      <div class="row">
        <span class="push" />
        <Button small onClick={() => void giveBack()}>
          {t("webinar.giveBack")}
        </Button>
        <Button small kind="primary" type="submit" busy={sending}>
          {t(further ? "webinar.addAnswer" : "webinar.sendAnswer")} <Key>Ctrl ↵</Key>
        </Button>
      </div>
    </form>
  );
}

/** How the text will look, half a second after one pauses. */
function usePreview(text: string): { html: string; language: string } | null {
  const [preview, setPreview] = useState<{ html: string; language: string } | null>(null);
  useEffect(() => {
    const body = text.trim();
    if (!body) return setPreview(null);
    let late = false;
    const timer = setTimeout(() => {
      call("forum.previewPost", { body }).then(
        (shown) => late || setPreview(shown),
        () => {},
      );
    }, 500);
    return () => {
      late = true;
      clearTimeout(timer);
    };
  }, [text]);
  return preview;
}
