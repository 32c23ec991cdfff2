/** Asks for a link by mail. The answer is the same whether or not the address is known. */
import { Button, PlainForm } from "../../elements/button.tsx";
import { Row } from "../../elements/layout.tsx";
import { Notice } from "../../elements/notice.tsx";
import { useRefused } from "../../house.ts";
import { useLanguage } from "../../language/language.ts";
import type { At } from "../../page.ts";
import { EmailField } from "../email-field.tsx";
import { FormProblems } from "../field-problems.tsx";
import { keepWanted, samePage, signInPath } from "./door-links.ts";

export function LinkForm({ at, to }: { at: At; to: string | undefined }) {
  const { t } = useLanguage();
  const { problem, typed } = useRefused("sessions.requestLink");
  const sent = at.query["sent"] === "link" && !problem;
  return (
    <PlainForm
      operation="sessions.requestLink"
      class="form"
      fields={{ _to: signInPath(to, { sent: "link" }), _from: samePage(at) }}
      onSubmit={() => keepWanted(to)}
    >
      <FormProblems refused={problem} fields={[{ name: "email", id: "link-email", label: t("form.email") }]} />
      {sent && (
        <div role="status">
          <Notice icon="mail">
            <b>{t("signIn.linkSent")}</b> {t("signIn.linkSentHelp")}
          </Notice>
        </div>
      )}
      <EmailField
        id="link-email"
        refused={problem}
        typed={typed["email"]}
        autocomplete="email"
        help={t("signIn.linkHelp")}
      />
      <Row>
        <Button type="submit" kind="primary">
          {t("signIn.mailLink")}
        </Button>
      </Row>
    </PlainForm>
  );
}
