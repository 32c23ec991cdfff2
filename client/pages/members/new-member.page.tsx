/** Invites somebody: a member is made by hand, and a letter with a link to sign in goes out. */
import type { TargetedSubmitEvent } from "preact";
import type { Role } from "../../../shared/contracts/common.ts";
import { languageName } from "../../../shared/languages.ts";
import { Button, LinkButton, PlainForm } from "../../elements/button.tsx";
import { FormPair, FormRows, SelectField, TextField } from "../../elements/form.tsx";
import { LogRow, PageHead, Row, Section, WidePage } from "../../elements/layout.tsx";
import { useFormId } from "../../form-id.ts";
import { useHouse } from "../../house.ts";
import { useLanguage } from "../../language/language.ts";
import { definePage, need } from "../../page.ts";
import { useRole } from "../../shell.tsx";
import { EmailField } from "../email-field.tsx";
import { FormProblems, useFieldProblems } from "../field-problems.tsx";
import { useSending } from "../use-sending.ts";
import { PlaceField } from "./place-field.tsx";
import { countries } from "./places.ts";

/** Whoever may not see the list may not add to it. */
const needs = () => ({ list: need("members.listMembers", {}) });

export default definePage({ needs, title: (_answers, { t }) => t("members.new"), View: NewMember });

function NewMember() {
  const { t, tag } = useLanguage();
  const { settings, go } = useHouse();
  const has = useRole();
  const { refused, typed, busy, send } = useSending("members.createMember");
  const problems = useFieldProblems(refused);
  const [id] = useFormId();
  const roles: readonly Role[] = has("admin") ? ["member", "moderator", "organiser", "admin"] : ["member", "moderator"];

  async function invite(event: TargetedSubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const filled = new FormData(event.currentTarget);
    const text = (name: string) => String(filled.get(name) ?? "");
    const made = await send({
      id,
      email: text("email"),
      name: text("name"),
      role: text("role") as Role,
      organisation: text("organisation"),
      country: text("country") || null,
      language: text("language"),
      timeZone: settings.timeZone,
    });
    if (made) go("/members?done=created");
  }

  return (
    <WidePage head={<PageHead title={t("members.new")} lead={t("members.newLead")} />}>
      <PlainForm
        operation="members.createMember"
        fields={{ id, timeZone: settings.timeZone, _to: "/members?done=created", _from: "/members/new" }}
        onSubmit={invite}
      >
        {refused && (
          <LogRow class="section">
            <FormProblems
              refused={refused}
              fields={[
                { name: "name", label: t("account.name") },
                { name: "email", label: t("form.email") },
                { name: "organisation", label: t("account.organisation") },
              ]}
            />
          </LogRow>
        )}
        <Section title={t("members.who")}>
          <FormRows>
            <TextField
              id="name"
              label={t("account.name")}
              problem={problems["name"]}
              defaultValue={typed["name"]}
              autocomplete="off"
              required
              minLength={2}
              maxLength={80}
              dir="auto"
            />
            <EmailField refused={refused} typed={typed["email"]} autocomplete="off" />
            <FormPair>
              <SelectField
                id="role"
                label={t("members.role")}
                value={typed["role"] ?? "member"}
                options={roles.map((value) => ({ value, label: t(`role.${value}`) }))}
              />
              <SelectField
                id="language"
                label={t("members.letterLanguage")}
                value={typed["language"] ?? tag}
                options={settings.interfaceLanguages.map((each) => ({
                  value: each,
                  label: languageName(each),
                  language: each,
                }))}
              />
            </FormPair>
          </FormRows>
        </Section>
        <Section title={t("members.whatIsKnown")}>
          <FormRows>
            <p class="meta">{t("members.whatIsKnownHelp")}</p>
            <FormPair>
              <TextField
                id="organisation"
                label={t("account.organisation")}
                problem={problems["organisation"]}
                defaultValue={typed["organisation"]}
                autocomplete="off"
                maxLength={120}
                dir="auto"
              />
              <PlaceField
                id="country"
                label={t("account.country")}
                value={typed["country"] ?? ""}
                places={[{ value: "", label: "–" }, ...countries(tag)]}
              />
            </FormPair>
            <Row>
              <Button type="submit" kind="primary" busy={busy}>
                {t("members.create")}
              </Button>
              <LinkButton href="/members">{t("common.cancel")}</LinkButton>
            </Row>
          </FormRows>
        </Section>
      </PlainForm>
    </WidePage>
  );
}
