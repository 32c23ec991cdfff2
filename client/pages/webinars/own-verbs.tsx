/** What an asker may do with the own question: change its words, take it back. */
import { useState } from "preact/hooks";
import type { MyQuestionView } from "../../../shared/contracts/webinars.ts";
import { newId } from "../../../shared/ids.ts";
import { ActionButton, ActionLink, Button, PlainForm } from "../../elements/button.tsx";
import { Dialog } from "../../elements/floating.tsx";
import { Problem } from "../../elements/notice.tsx";
import { TypedArea } from "../../elements/typed.tsx";
import { useFormId } from "../../form-id.ts";
import { useHouse, useRefused } from "../../house.ts";
import { useLanguage } from "../../language/language.ts";
import { call } from "../../live/call.ts";
import { useNow } from "./use-now.ts";
import { useRefusalText } from "./use-toasts.ts";
import { herePath } from "./webinar-links.ts";

interface OwnVerbsProps {
  question: MyQuestionView;
  votes: number;
  put: (question: MyQuestionView) => void;
  refused: (thrown: unknown) => void;
}

export function OwnVerbs({ question, votes, put, refused }: OwnVerbsProps) {
  const { t } = useLanguage();
  const { at } = useHouse();
  const now = useNow(5_000);
  const [editing, setEditing] = useState(at.query["edit"] === question.id);
  const [taking, setTaking] = useState(false);
  const [changeId] = useFormId();
  const { id, state, editableUntil } = question;
  if (state !== "asked" && state !== "queued") return null;
  const editable = state === "asked" || (votes === 0 && editableUntil !== null && Date.parse(editableUntil) > now);

  async function withdraw(): Promise<void> {
    setTaking(false);
    try {
      put(await call("webinars.withdrawQuestion", { questionId: id, changeId: newId() }));
    } catch (thrown) {
      refused(thrown);
    }
  }
  if (editing) return <EditOwn question={question} put={put} onClose={() => setEditing(false)} />;
  return (
    <>
      {editable && (
        <ActionLink
          icon="edit"
          href={`${herePath(at, { edit: id })}#question-${id}`}
          onClick={(event) => {
            event.preventDefault();
            setEditing(true);
          }}
        >
          {t("common.edit")}
        </ActionLink>
      )}
      <PlainForm
        operation="webinars.withdrawQuestion"
        bare
        fields={{ questionId: id, changeId, _to: herePath(at, { edit: undefined }), _from: herePath(at) }}
        onSubmit={(event) => {
          event.preventDefault();
          setTaking(true);
        }}
      >
        <ActionButton icon="x" type="submit">
          {t("webinar.withdraw")}
        </ActionButton>
      </PlainForm>
      <Dialog
        title={t("webinar.withdrawTitle")}
        open={taking}
        onClose={() => setTaking(false)}
        actions={
          <>
            <Button kind="danger" onClick={() => void withdraw()}>
              {t("webinar.withdraw")}
            </Button>
            <Button onClick={() => setTaking(false)}>{t("webinar.keepIt")}</Button>
          </>
        }
      >
        <p>{t("webinar.withdrawHelp")}</p>
      </Dialog>
    </>
  );
}

function EditOwn({
  question,
  put,
  onClose,
}: {
  question: MyQuestionView;
  put: (question: MyQuestionView) => void;
  onClose: () => void;
}) {
  const { t } = useLanguage();
  const { at } = useHouse();
  const wordsOf = useRefusalText();
  const { problem: shown, typed } = useRefused("webinars.editQuestion");
  const [text, setText] = useState(typed["text"] ?? question.text);
  const [changeId] = useFormId();
  const [problem, setProblem] = useState<string | null>(shown ? t(`problem.${shown.code}`) : null);
  const [saving, setSaving] = useState(false);

  async function save(event: Event): Promise<void> {
    event.preventDefault();
    setSaving(true);
    setProblem(null);
    try {
      put(await call("webinars.editQuestion", { questionId: question.id, changeId: newId(), text: text.trim() }));
      onClose();
    } catch (thrown) {
      setProblem(wordsOf(thrown));
    } finally {
      setSaving(false);
    }
  }
  const box = `edit-${question.id}`;
  return (
    <PlainForm
      class="edit-own"
      operation="webinars.editQuestion"
      fields={{ questionId: question.id, changeId, _to: herePath(at, { edit: undefined }), _from: herePath(at) }}
      onSubmit={save}
    >
      {problem && <Problem title={problem} />}
      <label class="label" for={box}>
        {t("webinar.editQuestion")}
      </label>
      <TypedArea
        class="field"
        id={box}
        name="text"
        rows={3}
        maxLength={400}
        required
        dir="auto"
        autofocus
        value={text}
        onText={setText}
      />
      <div class="row space">
        <Button small kind="primary" type="submit" busy={saving}>
          {t("common.save")}
        </Button>
        <Button small class="needs-script" onClick={onClose}>
          {t("common.cancel")}
        </Button>
      </div>
    </PlainForm>
  );
}
