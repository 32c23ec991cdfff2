/** Saying that one comes, or does not after all; works without script. */
import { useState } from "preact/hooks";
import { newId } from "../../../shared/ids.ts";
import { Button, LinkButton, PlainForm } from "../../elements/button.tsx";
import { Problem, StatusLine } from "../../elements/notice.tsx";
import { useFormId } from "../../form-id.ts";
import { useHouse, useRefused } from "../../house.ts";
import { useLanguage } from "../../language/language.ts";
import { call } from "../../live/call.ts";
import { useRefusalText } from "./use-toasts.ts";
import { herePath } from "./webinar-links.ts";

interface RegisterFormProps {
  webinarId: string;
  registered: boolean;
  /** Members alone register; a guest was invited. */
  may: boolean;
}

export function RegisterForm({ webinarId, registered: came, may }: RegisterFormProps) {
  const { t } = useLanguage();
  const { at, me, refresh } = useHouse();
  const wordsOf = useRefusalText();
  const { problem: shown } = useRefused("webinars.register");
  const [changeId] = useFormId();
  const [registered, setRegistered] = useState(came);
  const [problem, setProblem] = useState<string | null>(shown ? t(`problem.${shown.code}`) : null);
  if (!me.person)
    return (
      <p class="stack space">
        <LinkButton kind="primary" href={`/sign-in?to=${encodeURIComponent(at.path)}`}>
          {t("webinar.signInToRegister")}
        </LinkButton>
      </p>
    );
  if (!may)
    return registered ? (
      <p class="space">
        <StatusLine>{t("webinar.isInvited")}</StatusLine>
      </p>
    ) : null;
  async function register(event: Event): Promise<void> {
    event.preventDefault();
    setProblem(null);
    try {
      const answer = await call("webinars.register", { webinarId, changeId: newId(), on: !registered });
      setRegistered(answer.registered);
      await refresh();
    } catch (thrown) {
      setProblem(wordsOf(thrown));
    }
  }
  return (
    <PlainForm
      class="stack space"
      operation="webinars.register"
      fields={{ webinarId, changeId, on: !registered, _to: herePath(at), _from: herePath(at) }}
      onSubmit={register}
    >
      {problem && <Problem title={problem} />}
      <span role="status">{registered && <StatusLine>{t("webinar.isRegistered")}</StatusLine>}</span>
      {registered ? (
        <Button small type="submit">
          {t("webinar.unregister")}
        </Button>
      ) : (
        <Button type="submit" kind="primary">
          {t("webinar.register")}
        </Button>
      )}
    </PlainForm>
  );
}
