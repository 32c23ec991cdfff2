/** Opening, pausing, closing, calling off: what the host does with the hour, each with what it will mean. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { Reply } from "../../../../shared/contract.ts";
import { newId } from "../../../../shared/ids.ts";
import { Button } from "../../../elements/button.tsx";
import { Dialog } from "../../../elements/floating.tsx";
import { Check } from "../../../elements/form.tsx";
import { Banner, Problem } from "../../../elements/notice.tsx";
import { Skeleton } from "../../../elements/waiting.tsx";
import { useLanguage } from "../../../language/language.ts";
import { call } from "../../../live/call.ts";
import type { Hour } from "../use-hour.ts";
import { useNow } from "../use-now.ts";
import { useRefusalText } from "../use-toasts.ts";

type Preview = Reply<"webinars.previewClose">;

interface HostingProps {
  hour: Hour;
  onClose: () => void;
}

/** Before the close: how many go where. */
export function CloseDialog({ hour, onClose }: HostingProps) {
  const { t, rich } = useLanguage();
  const wordsOf = useRefusalText();
  const [preview, setPreview] = useState<Preview | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const { id } = hour.webinar;
  const changeId = useRef(newId());
  useEffect(() => {
    call("webinars.previewClose", { webinarId: id }).then(setPreview, (thrown) => setProblem(wordsOf(thrown)));
  }, []);
  async function close(): Promise<void> {
    try {
      hour.putWebinar(await call("webinars.closeWebinar", { webinarId: id, changeId: changeId.current }));
      onClose();
    } catch (thrown) {
      setProblem(wordsOf(thrown));
    }
  }
  return (
    <Dialog
      title={t("desk.closeTitle")}
      open
      onClose={onClose}
      actions={
        <>
          <Button kind="danger" onClick={() => void close()} disabled={!preview}>
            {t("desk.closeIt")}
          </Button>
          <Button onClick={onClose}>{t("desk.goOn")}</Button>
        </>
      }
    >
      {problem && <Problem title={problem} />}
      {!preview && !problem && <Skeleton lines={2} />}
      {preview && (
        <>
          <p>
            {rich("desk.willCarry", {
              count: preview.open,
              section: (
                <b key="section">
                  <bdi>{preview.section.title}</bdi>
                </b>
              ),
            })}
          </p>
          {preview.unapproved > 0 && <p class="space">{t("desk.willWait", { count: preview.unapproved })}</p>}
        </>
      )}
      <p class="meta space">{t("desk.closeHelp")}</p>
    </Dialog>
  );
}

/** Calling the webinar off; what becomes of the questions is chosen. */
export function CancelDialog({ hour, onClose }: HostingProps) {
  const { t } = useLanguage();
  const wordsOf = useRefusalText();
  const [problem, setProblem] = useState<string | null>(null);
  const changeId = useRef(newId());
  async function cancel(event: Event): Promise<void> {
    event.preventDefault();
    const questions = new FormData(event.currentTarget as HTMLFormElement).get("questions") as "carry" | "decline";
    try {
      hour.putWebinar(
        await call("webinars.cancelWebinar", { webinarId: hour.webinar.id, changeId: changeId.current, questions }),
      );
      onClose();
    } catch (thrown) {
      setProblem(wordsOf(thrown));
    }
  }
  return (
    <Dialog
      title={t("desk.cancelTitle")}
      open
      onClose={onClose}
      actions={
        <>
          <Button kind="danger" type="submit" form="cancel">
            {t("desk.cancelIt")}
          </Button>
          <Button onClick={onClose}>{t("common.back")}</Button>
        </>
      }
    >
      <p>{t("desk.cancelHelp")}</p>
      <form id="cancel" class="form space" onSubmit={cancel}>
        {problem && <Problem title={problem} />}
        <fieldset>
          <legend class="label">{t("desk.cancelQuestions")}</legend>
          <Check type="radio" name="questions" value="carry" defaultChecked label={t("desk.cancelCarry")} />
          <Check type="radio" name="questions" value="decline" label={t("desk.cancelDecline")} />
        </fieldset>
      </form>
    </Dialog>
  );
}

/** While it closes: the seconds in which the host can call it back. */
export function ClosingBanner({
  hour,
  refused,
  onCalledBack,
}: {
  hour: Hour;
  refused: (thrown: unknown) => void;
  onCalledBack: () => void;
}) {
  const { t, rich, number } = useLanguage();
  const now = useNow(250);
  const { webinar, questions } = hour;
  if (webinar.state !== "closing" || !webinar.carryFrom) return null;
  const left = Math.ceil((Date.parse(webinar.carryFrom) - now) / 1000);
  const open = questions.filter(({ state }) => state === "asked" || state === "queued" || state === "onair").length;
  const callBack = async () => {
    try {
      hour.putWebinar(await call("webinars.callBackClose", { webinarId: webinar.id, changeId: newId() }));
      onCalledBack();
    } catch (thrown) {
      refused(thrown);
    }
  };
  return (
    <Banner
      state="onair"
      icon="clock"
      label={t("desk.closing")}
      action={
        left > 0 && hour.may.host ? (
          <Button small class="is-kept" onClick={() => void callBack()}>
            {t("desk.callBack")}
          </Button>
        ) : undefined
      }
    >
      <b role="timer" aria-live="off">
        {left > 0
          ? rich("desk.closesIn", { count: left }, { count: <span class="num">{number(left)}</span> })
          : t("desk.carrying")}
      </b>{" "}
      {t("desk.goesToForum", { count: open })}
    </Banner>
  );
}
