/** Declining with a reason, giving a question to a panellist: dialogs that work by keyboard. */
import { useState } from "preact/hooks";
import type { QuestionView } from "../../../../shared/contracts/webinars.ts";
import { Button } from "../../../elements/button.tsx";
import { Dialog } from "../../../elements/floating.tsx";
import { Check, TextArea } from "../../../elements/form.tsx";
import { useNameOf } from "../../../elements/person.tsx";
import { Said } from "../../../elements/text.tsx";
import { useLanguage } from "../../../language/language.ts";
import { useDesk } from "./desk-hands.ts";

interface Props {
  question: QuestionView;
  onClose: () => void;
}

const most = 400;

export function DeclineDialog({ question, onClose }: Props) {
  const { t } = useLanguage();
  const { deeds, done } = useDesk();
  const [missing, setMissing] = useState(false);
  function decline(event: Event): void {
    event.preventDefault();
    const reason = String(new FormData(event.currentTarget as HTMLFormElement).get("reason") ?? "").trim();
    if (!reason) {
      setMissing(true);
      return;
    }
    onClose();
    done(question, (one) => deeds.decline(one, reason));
  }
  return (
    <Dialog
      title={t("desk.declineTitle")}
      open
      onClose={onClose}
      actions={
        <>
          <Button kind="danger" type="submit" form="decline">
            {t("desk.decline")}
          </Button>
          <Button onClick={onClose}>{t("common.cancel")}</Button>
        </>
      }
    >
      <Said language={question.language}>{question.text}</Said>
      <form
        id="decline"
        class="form space"
        onSubmit={decline}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) event.currentTarget.requestSubmit();
        }}
      >
        <TextArea
          id="reason"
          label={t("common.reason")}
          help={t("desk.reasonHelp")}
          problem={missing && t("desk.reasonMissing")}
          rows={3}
          maxLength={most}
          autofocus
        />
        <div class="row">
          {(["offTopic", "answeredAlready", "notAQuestion"] as const).map((key) => (
            <Button
              key={key}
              small
              onClick={() => {
                const box = document.getElementById("reason") as HTMLTextAreaElement | null;
                if (!box) return;
                box.value = t(`desk.reason.${key}`);
                box.focus();
              }}
            >
              {t(`desk.reason.${key}`)}
            </Button>
          ))}
        </div>
      </form>
    </Dialog>
  );
}

export function AssignDialog({ question, onClose }: Props) {
  const { t } = useLanguage();
  const nameOf = useNameOf();
  const { hour, deeds } = useDesk();
  const { panellists } = hour.webinar;
  function assign(event: Event): void {
    event.preventDefault();
    const id = String(new FormData(event.currentTarget as HTMLFormElement).get("panellist") ?? "");
    onClose();
    if ((question.assignee?.id ?? "") !== id) deeds.assign(question, id || null);
  }
  return (
    <Dialog
      title={t("desk.giveTitle")}
      open
      onClose={onClose}
      actions={
        <>
          <Button kind="primary" type="submit" form="assign">
            {t("desk.giveIt")}
          </Button>
          <Button onClick={onClose}>{t("common.cancel")}</Button>
        </>
      }
    >
      <Said language={question.language}>{question.text}</Said>
      <form
        id="assign"
        class="form space"
        onSubmit={assign}
        onKeyDown={(event) => {
          if (event.key !== "Enter") return;
          event.preventDefault();
          event.currentTarget.requestSubmit();
        }}
      >
        <fieldset>
          <legend class="visually-hidden">{t("webinar.panel")}</legend>
          {panellists.map((person, index) => (
            <Check
              key={person.id}
              type="radio"
              name="panellist"
              value={person.id ?? ""}
              defaultChecked={question.assignee ? question.assignee.id === person.id : index === 0}
              label={<bdi>{nameOf(person)}</bdi>}
              note={person.organisation}
            />
          ))}
          {question.assignee && <Check type="radio" name="panellist" value="" label={t("desk.nobody")} />}
        </fieldset>
      </form>
    </Dialog>
  );
}
