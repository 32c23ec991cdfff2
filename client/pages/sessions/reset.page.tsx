/** Sets a new password by a mailed link. */
import { Button, PlainForm } from "../../elements/button.tsx";
import { Row } from "../../elements/layout.tsx";
import { useRefused } from "../../house.ts";
import { useLanguage } from "../../language/language.ts";
import { type At, definePage } from "../../page.ts";
import { FormProblems } from "../field-problems.tsx";
import { samePage } from "./door-links.ts";
import { DeadLink, DoorPage } from "./door-page.tsx";
import { NewPasswordField } from "./new-password-field.tsx";

export default definePage({ needs: () => ({}), title: (_answers, { t }) => t("signIn.resetTitle"), View: Reset });

function Reset({ at }: { at: At }) {
  const { t } = useLanguage();
  const { problem } = useRefused("sessions.resetPassword");
  const token = at.query["token"];
  const dead = problem?.code === "link-not-valid";
  const again = { label: t("signIn.newLink"), href: "/sign-in/forgot" };
  return (
    <DoorPage title={t("signIn.resetTitle")} lead={t("signIn.resetLead")} label={t("form.password")}>
      {!token && <DeadLink title={t("signIn.linkBroken")} help={t("signIn.linkBrokenHelp")} action={again} />}
      {dead && <DeadLink title={t("signIn.linkOver")} help={t("signIn.linkOverHelp")} action={again} />}
      {token && !dead && (
        <PlainForm operation="sessions.resetPassword" class="form" fields={{ token, _to: "/", _from: samePage(at) }}>
          <FormProblems refused={problem} fields={[{ name: "password", label: t("form.newPassword") }]} />
          <NewPasswordField label={t("form.newPassword")} refused={problem} />
          <Row>
            <Button type="submit" kind="primary">
              {t("signIn.setPassword")}
            </Button>
          </Row>
        </PlainForm>
      )}
    </DoorPage>
  );
}
