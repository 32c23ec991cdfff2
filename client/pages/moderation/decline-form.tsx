/** Declines a carried question: its asker reads the reason. */
import type { TargetedSubmitEvent } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { TriageView } from "../../../shared/contracts/moderation.ts";
import { Button, LinkButton, PlainForm } from "../../elements/button.tsx";
import { Decision } from "../../elements/deciding.tsx";
import { TextArea } from "../../elements/form.tsx";
import { Row } from "../../elements/layout.tsx";
import { useFormId } from "../../form-id.ts";
import { useLanguage } from "../../language/language.ts";
import type { At } from "../../page.ts";
import { FormProblems, useFieldProblems } from "../field-problems.tsx";
import { useSending } from "../use-sending.ts";
import { declinePath, triagePath } from "./triage-links.ts";
import type { useTriage } from "./use-triage.ts";

interface DeclineFormProps {
  item: TriageView;
  triage: ReturnType<typeof useTriage>;
  at: At;
  onText: (text: string) => void;
  onCancel: () => void;
}

export function DeclineForm({ item, triage, at, onText, onCancel }: DeclineFormProps) {
  const { t } = useLanguage();
  const [changeId] = useFormId();
  const sending = useSending("webinars.declineCarried", (typed) => typed["questionId"] === item.id);
  const { refused, typed, busy, send } = sending;
  const problems = useFieldProblems(refused);
  const form = useRef<HTMLDivElement>(null);
  const id = `reason-${item.id}`;
  useEffect(() => form.current?.querySelector("textarea")?.focus(), []);

  async function decline(event: TargetedSubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const reason = String(new FormData(event.currentTarget).get("reason") ?? "");
    if (await send({ questionId: item.id, changeId, reason })) triage.decided(item.id, "decline");
  }
  useEffect(() => {
    if (refused?.code === "moved-on") triage.movedOn(item.id);
  }, [refused]);

  return (
    <div ref={form}>
      <PlainForm
        operation="webinars.declineCarried"
        fields={{
          questionId: item.id,
          changeId,
          _to: triagePath(at, { done: "decline" }),
          _from: declinePath(at, item.id),
        }}
        onSubmit={decline}
      >
        <Decision>
          <FormProblems refused={refused} fields={[{ name: "reason", label: t("common.reason"), id }]} />
          <TextArea
            id={id}
            name="reason"
            label={t("common.reason")}
            seenBy={t("triage.reasonSeenBy")}
            help={t("triage.reasonHelp")}
            problem={problems["reason"]}
            defaultValue={typed["reason"]}
            onInput={(event) => onText(event.currentTarget.value)}
            rows={2}
            required
            maxLength={400}
            dir="auto"
          />
          <Row>
            <Button type="submit" kind="danger" busy={busy}>
              {t("triage.declineNow")}
            </Button>
            <LinkButton
              href={triagePath(at)}
              onClick={(event) => {
                event.preventDefault();
                onCancel();
              }}
            >
              {t("common.cancel")}
            </LinkButton>
          </Row>
        </Decision>
      </PlainForm>
    </div>
  );
}
