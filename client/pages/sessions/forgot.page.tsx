/** Asks for a link by which a new password is set. */
import { Button, PlainForm, TextLink } from "../../elements/button.tsx";
import { Row } from "../../elements/layout.tsx";
import { Notice } from "../../elements/notice.tsx";
import { useRefused } from "../../house.ts";
import { useLanguage } from "../../language/language.ts";
import { type At, definePage } from "../../page.ts";
import { EmailField } from "../email-field.tsx";
import { FormProblems } from "../field-problems.tsx";
import { DoorPage } from "./door-page.tsx";

export default definePage({ needs: () => ({}), title: (_answers, { t }) => t("signIn.forgotTitle"), View: Forgot });

function Forgot({ at }: { at: At }) {
  const { t } = useLanguage();
  const { problem, typed } = useRefused("sessions.requestReset");
  const sent = at.query["sent"] === "reset" && !problem;
  return (
    <DoorPage
      title={t("signIn.forgotTitle")}
      lead={t("signIn.forgotLead")}
      label={t("signIn.withLink")}
      aside={
        <>
          <h3>{t("signIn.withoutPassword")}</h3>
          <p class="narrow space">{t("signIn.withoutPasswordHelp")}</p>
          <Row class="space">
            <TextLink href="/sign-in">{t("signIn.title")}</TextLink>
          </Row>
        </>
      }
    >
      {sent && (
        <div role="status">
          <Notice icon="mail">
            <b>{t("signIn.linkSent")}</b> {t("signIn.linkSentHelp")}
          </Notice>
        </div>
      )}
      <PlainForm
        operation="sessions.requestReset"
        class="form"
        fields={{ _to: "/sign-in/forgot?sent=reset", _from: "/sign-in/forgot" }}
      >
        <FormProblems refused={problem} fields={[{ name: "email", label: t("form.email") }]} />
        <EmailField refused={problem} typed={typed["email"]} autocomplete="email" />
        <Row>
          <Button type="submit" kind="primary">
            {t("signIn.mailReset")}
          </Button>
        </Row>
      </PlainForm>
    </DoorPage>
  );
}
