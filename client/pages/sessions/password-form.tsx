/** Signs in by address and password. A form of the page with script too: what sets cookies goes over HTTP. */
import { Button, PlainForm, TextLink } from "../../elements/button.tsx";
import { TextField } from "../../elements/form.tsx";
import { Row } from "../../elements/layout.tsx";
import { Problem } from "../../elements/notice.tsx";
import { type ShownProblem, useRefused } from "../../house.ts";
import { useLanguage } from "../../language/language.ts";
import type { At } from "../../page.ts";
import { EmailField } from "../email-field.tsx";
import { FormProblems } from "../field-problems.tsx";
import { samePage } from "./door-links.ts";

export function PasswordForm({ at, to }: { at: At; to: string | undefined }) {
  const { t } = useLanguage();
  const { problem, typed } = useRefused("sessions.signIn");
  const wrong = problem?.code === "sign-in-failed";
  return (
    <PlainForm operation="sessions.signIn" class="form" fields={{ _to: to, _from: samePage(at) }}>
      {problem && <WhyNot problem={problem} />}
      <EmailField refused={problem} typed={typed["email"]} autocomplete="username" />
      <TextField
        id="password"
        type="password"
        label={t("form.password")}
        problem={wrong && t("signIn.doNotMatch")}
        autocomplete="current-password"
        autofocus={wrong}
        required
        maxLength={1000}
        dir="ltr"
      />
      <Row>
        <Button type="submit" kind="primary">
          {t("signIn.submit")}
        </Button>
        <TextLink href="/sign-in/forgot">{t("signIn.forgot")}</TextLink>
      </Row>
    </PlainForm>
  );
}

function WhyNot({ problem }: { problem: ShownProblem }) {
  const { t } = useLanguage();
  if (problem.code === "sign-in-failed")
    return <Problem title={t("signIn.didNotMatch")}>{t("signIn.didNotMatchHelp")}</Problem>;
  if (problem.code === "suspended")
    return <Problem title={t(problem.details["state"] === "banned" ? "signIn.banned" : "signIn.suspended")} />;
  return <FormProblems refused={problem} fields={[{ name: "email", label: t("form.email") }]} />;
}
