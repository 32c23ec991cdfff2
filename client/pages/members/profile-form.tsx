/** What a member says of himself or herself, all in one form; beside each question stands who sees the answer. */
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { MeView } from "../../../shared/contracts/members.ts";
import { languageName } from "../../../shared/languages.ts";
import { Button, PlainForm } from "../../elements/button.tsx";
import { Leaders } from "../../elements/figures.tsx";
import { Choices, FormPair, FormRows, SelectField, TextField } from "../../elements/form.tsx";
import { LogRow, Row, Section, Two } from "../../elements/layout.tsx";
import { StatusLine } from "../../elements/notice.tsx";
import { useFormId } from "../../form-id.ts";
import { useHouse } from "../../house.ts";
import { useLanguage } from "../../language/language.ts";
import { FormProblems, useFieldProblems } from "../field-problems.tsx";
import { useSending } from "../use-sending.ts";
import { PlaceField } from "./place-field.tsx";
import { countries, timeZones } from "./places.ts";
import { chosenTheme, showTheme, type Theme } from "./theme.ts";

const genders = ["unsaid", "woman", "man", "other"] as const;
const themes = ["system", "light", "dark"] as const;

export function ProfileForm({ me }: { me: MeView }) {
  const { t, tag } = useLanguage();
  const { settings } = useHouse();
  const { refused, typed, busy, send } = useSending("members.changeMyProfile");
  const problems = useFieldProblems(refused);
  const [changeId, renew] = useFormId();
  const savedTheme = useRef<Theme>(me.theme);
  const [done, setDone] = useState(false);
  const said = (field: string, now: string | null | undefined) => typed[field] ?? now ?? "";

  // Chosen before the script came: it counts all the same.
  useLayoutEffect(() => showTheme(chosenTheme() ?? me.theme), []);
  // What was only looked at and not saved goes with the page.
  useEffect(() => () => showTheme(savedTheme.current), []);

  async function save(event: Event): Promise<void> {
    event.preventDefault();
    const filled = new FormData(event.currentTarget as HTMLFormElement);
    const text = (name: string) => String(filled.get(name) ?? "");
    setDone(false);
    const after = await send({
      changeId,
      name: text("name"),
      organisation: text("organisation"),
      country: text("country") || null,
      gender: text("gender") as (typeof genders)[number],
      language: text("language"),
      timeZone: text("timeZone"),
      theme: text("theme") as Theme,
    });
    if (!after) return;
    renew();
    savedTheme.current = after.theme;
    showTheme(after.theme);
    // These stand all around the page.
    const around = ({ person, language, timeZone }: MeView) => `${person?.name} ${language} ${timeZone}`;
    if (around(after) === around(me)) setDone(true);
    else location.assign("/account?done=profile");
  }

  return (
    <PlainForm
      operation="members.changeMyProfile"
      fields={{ changeId, _to: "/account?done=profile", _from: "/account" }}
      onSubmit={save}
      onInput={() => setDone(false)}
      onChange={({ target }) => {
        if (target instanceof HTMLInputElement && target.name === "theme") showTheme(target.value as Theme);
      }}
    >
      {refused && (
        <LogRow class="section">
          <FormProblems
            refused={refused}
            fields={[
              { name: "name", label: t("account.name") },
              { name: "organisation", label: t("account.organisation") },
              { name: "timeZone", label: t("account.timeZone") },
            ]}
          />
        </LogRow>
      )}
      <Section title={t("account.you")}>
        <FormRows>
          <TextField
            id="name"
            label={t("account.name")}
            seenBy={t("account.seenBy.everyone")}
            problem={problems["name"]}
            defaultValue={said("name", me.person?.name)}
            autocomplete="name"
            required
            minLength={2}
            maxLength={80}
            dir="auto"
          />
          <TextField
            id="organisation"
            label={t("account.organisation")}
            seenBy={t("account.seenBy.everyone")}
            help={t("account.organisationHelp")}
            problem={problems["organisation"]}
            defaultValue={said("organisation", me.person?.organisation)}
            autocomplete="organization"
            maxLength={120}
            dir="auto"
          />
        </FormRows>
      </Section>
      <Section title={t("account.onlyIfYouLike")}>
        <Two>
          <FormRows>
            <p>{t("account.genderWhy")}</p>
            <FormPair>
              <PlaceField
                id="country"
                label={t("account.country")}
                seenBy={t("account.seenBy.everyone")}
                value={said("country", me.person?.country)}
                places={[{ value: "", label: t("account.noCountry") }, ...countries(tag)]}
              />
              <SelectField
                id="gender"
                label={t("account.gender")}
                seenBy={t("account.seenBy.organisers")}
                value={said("gender", me.gender)}
                options={genders.map((value) => ({ value, label: t(`account.gender.${value}`) }))}
              />
            </FormPair>
          </FormRows>
          <div>
            <h3>{t("account.whoSees")}</h3>
            <p class="label space">{t("account.gender")}</p>
            <Leaders
              items={[
                { what: t("account.whoSeesMembers"), end: t("account.whoSees.never") },
                { what: t("account.whoSeesOrganisers"), end: t("account.whoSees.yes") },
                { what: t("account.whoSeesPublic"), end: t("account.whoSees.count") },
              ]}
            />
          </div>
        </Two>
      </Section>
      <Section title={t("account.reading")}>
        <FormRows>
          <FormPair>
            <SelectField
              id="language"
              label={t("account.language")}
              help={t("account.languageHelp")}
              seenBy={t("account.seenBy.youAndOrganisers")}
              value={said("language", me.language)}
              options={settings.interfaceLanguages.map((each) => ({
                value: each,
                label: languageName(each),
                language: each,
              }))}
            />
            <PlaceField
              id="timeZone"
              label={t("account.timeZone")}
              seenBy={t("account.seenBy.youAndOrganisers")}
              help={t("account.timeZoneHelp")}
              problem={problems["timeZone"]}
              value={said("timeZone", me.timeZone)}
              places={timeZones(me.timeZone)}
            />
          </FormPair>
          <Choices
            id="theme"
            name="theme"
            label={t("account.theme")}
            seenBy={t("account.seenBy.you")}
            value={said("theme", me.theme)}
            options={themes.map((value) => ({ value, label: t(`account.theme.${value}`) }))}
          />
          <Row>
            <Button type="submit" kind="primary" busy={busy}>
              {t("common.save")}
            </Button>
            <span role="status">{done && <StatusLine>{t("account.saved")}</StatusLine>}</span>
          </Row>
        </FormRows>
      </Section>
    </PlainForm>
  );
}
