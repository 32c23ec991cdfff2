/** Asks for a link by mail. The answer is the same whether or not the address is known. */
import { Button, PlainForm } from "../../elements/button.tsx";
import { TextField } from "../../elements/form.tsx";
import { Row } from "../../elements/layout.tsx";
import { Notice } from "../../elements/notice.tsx";
import { useRefused } from "../../house.ts";
import { useLanguage } from "../../language/language.ts";
import type { At } from "../../page.ts";
import { FormProblems, useFieldProblems } from "../field-problems.tsx";
import { keepWanted, samePage, signInPath } from "./door-links.ts";

export function LinkForm({ at, to }: { at: At; to: string | undefined }) {
  const { t } = useLanguage();
  const { problem, typed } = useRefused("sessions.requestLink");
  const problems = useFieldProblems(problem);
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
      <TextField
        id="link-email"
        name="email"
        type="email"
        label={t("form.email")}
        help={t("signIn.linkHelp")}
        problem={problems["email"]}
        defaultValue={typed["email"]}
        autocomplete="email"
        required
        maxLength={254}
        dir="ltr"
      />
      <Row>
        <Button type="submit" kind="primary">
          {t("signIn.mailLink")}
        </Button>
      </Row>
    </PlainForm>
  );
}
