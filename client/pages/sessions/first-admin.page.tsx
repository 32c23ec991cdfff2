/** The first run's one-time link: makes the first admin of an empty house. */
import { languageName } from "../../../shared/languages.ts";
import { Button, PlainForm } from "../../elements/button.tsx";
import { SelectField, TextField } from "../../elements/form.tsx";
import { Row } from "../../elements/layout.tsx";
import { Steps } from "../../elements/lists.tsx";
import { useFormId } from "../../form-id.ts";
import { useHouse, useRefused } from "../../house.ts";
import { useLanguage } from "../../language/language.ts";
import { type At, definePage } from "../../page.ts";
import { EmailField } from "../email-field.tsx";
import { FormProblems, useFieldProblems } from "../field-problems.tsx";
import { samePage } from "./door-links.ts";
import { DeadLink, DoorPage } from "./door-page.tsx";
import { NewPasswordField } from "./new-password-field.tsx";

export default definePage({ needs: () => ({}), title: (_answers, { t }) => t("signIn.adminTitle"), View: FirstAdmin });

function FirstAdmin({ at }: { at: At }) {
  const { t } = useLanguage();
  const { problem } = useRefused("sessions.createFirstAdmin");
  const token = at.query["token"];
  const works = token && problem?.code !== "link-not-valid";
  return (
    <DoorPage
      title={t("signIn.adminTitle")}
      lead={t("signIn.adminLead")}
      label={t("account.you")}
      aside={
        <>
          <h3>{t("signIn.afterwards")}</h3>
          <Steps items={[t("signIn.afterName"), t("signIn.afterMembers"), t("signIn.afterSections")]} />
          <p class="narrow space meta">{t("signIn.adminOnce")}</p>
        </>
      }
    >
      {works ? (
        <AdminForm at={at} token={token} />
      ) : (
        <DeadLink
          title={t("signIn.adminOver")}
          help={t("signIn.adminOverHelp")}
          action={{ label: t("signIn.title"), href: "/sign-in" }}
        />
      )}
    </DoorPage>
  );
}

function AdminForm({ at, token }: { at: At; token: string }) {
  const { t, tag } = useLanguage();
  const { settings } = useHouse();
  const { problem, typed } = useRefused("sessions.createFirstAdmin");
  const problems = useFieldProblems(problem);
  const [id] = useFormId();
  return (
    <PlainForm
      operation="sessions.createFirstAdmin"
      class="form"
      fields={{ id, token, _to: "/settings", _from: samePage(at) }}
    >
      <FormProblems
        refused={problem}
        fields={[
          { name: "name", label: t("account.name") },
          { name: "email", label: t("form.email") },
          { name: "password", label: t("form.password") },
        ]}
      />
      <TextField
        id="name"
        label={t("account.name")}
        seenBy={t("account.seenBy.everyone")}
        problem={problems["name"]}
        defaultValue={typed["name"]}
        autocomplete="name"
        required
        minLength={2}
        maxLength={80}
        dir="auto"
      />
      <EmailField
        refused={problem}
        typed={typed["email"]}
        autocomplete="username"
        seenBy={t("account.seenBy.organisers")}
      />
      <NewPasswordField label={t("form.password")} refused={problem} />
      <SelectField
        id="language"
        label={t("account.language")}
        value={typed["language"] ?? tag}
        options={settings.interfaceLanguages.map((each) => ({
          value: each,
          label: languageName(each),
          language: each,
        }))}
      />
      <Row>
        <Button type="submit" kind="primary">
          {t("signIn.makeAdmin")}
        </Button>
      </Row>
    </PlainForm>
  );
}
