/** How one signs in: address, password, and the end of all sessions. Plain forms, with script too: cookies go over HTTP. */
import type { MeView } from "../../../shared/contracts/members.ts";
import { Button, PlainForm } from "../../elements/button.tsx";
import { FormRows, TextField } from "../../elements/form.tsx";
import { Row, Section, Two } from "../../elements/layout.tsx";
import { SeenBy, StatusLine } from "../../elements/notice.tsx";
import { useRefused } from "../../house.ts";
import { useLanguage } from "../../language/language.ts";
import type { At } from "../../page.ts";
import { FormProblems } from "../field-problems.tsx";
import { NewPasswordField } from "../sessions/new-password-field.tsx";

export function SigningIn({ me, at }: { me: MeView; at: At }) {
  const { t } = useLanguage();
  return (
    <>
      {me.person?.kind === "member" && (
        <Section title={t("account.signingIn")} id="signing-in">
          <Two>
            <PasswordChange me={me} changed={at.query["done"] === "password"} />
            <div>
              <h3>{t("account.address")}</h3>
              <p class="space">
                <bdi>{me.email}</bdi> <SeenBy>{t("account.seenBy.youAndOrganisers")}</SeenBy>
              </p>
              <p class="narrow meta">{t("account.addressHelp")}</p>
            </div>
          </Two>
        </Section>
      )}
      <Section title={t("account.everywhere")}>
        <FormRows>
          <p>{t("account.everywhereHelp")}</p>
          <PlainForm operation="sessions.signOutEverywhere" fields={{ _to: "/sign-in", _from: "/account" }}>
            <Button type="submit" kind="danger">
              {t("account.signOutEverywhere")}
            </Button>
          </PlainForm>
        </FormRows>
      </Section>
    </>
  );
}

function PasswordChange({ me, changed }: { me: MeView; changed: boolean }) {
  const { t } = useLanguage();
  const { problem } = useRefused("sessions.changePassword");
  const wrong = problem?.code === "sign-in-failed";
  return (
    <PlainForm
      operation="sessions.changePassword"
      class="form"
      fields={{ _to: "/account?done=password#signing-in", _from: "/account" }}
    >
      <p>{t(me.hasPassword ? "account.hasPassword" : "account.hasNoPassword")}</p>
      {changed && !problem && (
        <div role="status">
          <StatusLine>{t("account.passwordChanged")}</StatusLine>
        </div>
      )}
      {!wrong && <FormProblems refused={problem} fields={[{ name: "password", label: t("form.newPassword") }]} />}
      {/* Password managers look for whose password it is. */}
      <input type="hidden" autocomplete="username" value={me.email ?? ""} />
      {me.hasPassword && (
        <TextField
          id="current"
          type="password"
          label={t("account.currentPassword")}
          problem={wrong && t("account.currentWrong")}
          autocomplete="current-password"
          autofocus={wrong}
          required
          dir="ltr"
        />
      )}
      <NewPasswordField label={t("form.newPassword")} refused={problem} />
      <p class="meta">{t("account.passwordEnds")}</p>
      <Row>
        <Button type="submit">{t(me.hasPassword ? "account.changePassword" : "account.setPassword")}</Button>
      </Row>
    </PlainForm>
  );
}
