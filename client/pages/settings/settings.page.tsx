/** What the community is called, its languages, its times. A plain form with script too: all of it stands around every page. */
import { contentLanguages, languageName } from "../../../shared/languages.ts";
import { Button, PlainForm } from "../../elements/button.tsx";
import { Check, FormPair, FormRows, TextArea, TextField } from "../../elements/form.tsx";
import { LogRow, Row, Section, WidePage } from "../../elements/layout.tsx";
import { Notice, StatusLine } from "../../elements/notice.tsx";
import { useFormId } from "../../form-id.ts";
import { useHouse, useRefused } from "../../house.ts";
import { useLanguage } from "../../language/language.ts";
import { type Answers, type At, definePage, need } from "../../page.ts";
import { FormProblems, useFieldProblems } from "../field-problems.tsx";
import { PlaceField } from "../members/place-field.tsx";
import { timeZones } from "../members/places.ts";
import { SettingsHead } from "./settings-head.tsx";

/** The mails are the admin's alone, as the changing of the settings is: whoever may not read the one may not do the other. */
const needs = () => ({ settings: need("settings.readSettings", {}), mails: need("settings.listMails", {}) });

export default definePage({ needs, title: (_answers, { t }) => t("settings.title"), View: Settings });

function Settings({ answers: { settings }, at }: { answers: Answers<ReturnType<typeof needs>>; at: At }) {
  const { t } = useLanguage();
  const { problem, typed } = useRefused("settings.changeSettings");
  const problems = useFieldProblems(problem);
  const [changeId] = useFormId();
  const said = (field: string, now: string | number) => typed[field] ?? String(now);
  return (
    <WidePage
      head={
        <SettingsHead at="community">
          {settings.demonstration && <Notice icon="bulb">{t("settings.demonstration")}</Notice>}
          {at.query["done"] === "saved" && !problem && (
            <div role="status" class="space">
              <StatusLine>{t("settings.saved")}</StatusLine>
            </div>
          )}
        </SettingsHead>
      }
    >
      <PlainForm
        operation="settings.changeSettings"
        fields={{ changeId, _to: "/settings?done=saved", _from: "/settings" }}
      >
        {problem && (
          <LogRow class="section">
            <FormProblems
              refused={problem}
              fields={[
                { name: "communityName", label: t("settings.communityName") },
                { name: "organisationName", label: t("settings.organisationName") },
                { name: "tagline", label: t("settings.tagline") },
                { name: "languages", label: t("settings.languages") },
                { name: "timeZone", label: t("settings.timeZone") },
                { name: "engagedMinutes", label: t("settings.engagedMinutes") },
              ]}
            />
          </LogRow>
        )}
        <Section title={t("settings.name")}>
          <FormRows>
            <TextField
              id="communityName"
              label={t("settings.communityName")}
              seenBy={t("account.seenBy.everyone")}
              help={t("settings.communityNameHelp")}
              problem={problems["communityName"]}
              defaultValue={said("communityName", settings.communityName)}
              required
              maxLength={80}
              dir="auto"
            />
            <TextField
              id="organisationName"
              label={t("settings.organisationName")}
              seenBy={t("account.seenBy.everyone")}
              help={t("settings.organisationNameHelp")}
              problem={problems["organisationName"]}
              defaultValue={said("organisationName", settings.organisationName)}
              maxLength={80}
              dir="auto"
            />
            <TextArea
              id="tagline"
              label={t("settings.tagline")}
              seenBy={t("account.seenBy.everyone")}
              help={t("settings.taglineHelp")}
              problem={problems["tagline"]}
              defaultValue={said("tagline", settings.tagline)}
              rows={2}
              maxLength={300}
              dir="auto"
            />
          </FormRows>
        </Section>
        <Section title={t("settings.languages")}>
          <Languages chosen={typed["languages"]?.split(",") ?? settings.languages} />
        </Section>
        <Section title={t("settings.times")}>
          <FormRows>
            <FormPair>
              <PlaceField
                id="timeZone"
                label={t("settings.timeZone")}
                help={t("settings.timeZoneHelp")}
                problem={problems["timeZone"]}
                value={said("timeZone", settings.timeZone)}
                places={timeZones(settings.timeZone)}
              />
              <TextField
                id="engagedMinutes"
                type="number"
                label={t("settings.engagedMinutes")}
                help={t("settings.engagedMinutesHelp")}
                problem={problems["engagedMinutes"]}
                defaultValue={said("engagedMinutes", settings.engagedMinutes)}
                required
                min={1}
                max={240}
                step={1}
                inputMode="numeric"
              />
            </FormPair>
            <Row>
              <Button type="submit" kind="primary">
                {t("common.save")}
              </Button>
            </Row>
          </FormRows>
        </Section>
      </PlainForm>
    </WidePage>
  );
}

function Languages({ chosen }: { chosen: readonly string[] }) {
  const { t, nameOf } = useLanguage();
  const { settings } = useHouse();
  const all = [...new Set([...settings.interfaceLanguages, ...settings.languages, ...contentLanguages])];
  const fixed = (tag: string) => settings.interfaceLanguages.includes(tag);
  return (
    <fieldset class="form-row form" id="languages" aria-describedby="languages-help">
      <legend>{t("settings.languages")}</legend>
      <div class="form-pair">
        {all.map((tag) => (
          <div key={tag}>
            {fixed(tag) && <input type="hidden" name="languages" value={tag} />}
            <Check
              name={fixed(tag) ? undefined : "languages"}
              value={tag}
              defaultChecked={fixed(tag) || chosen.includes(tag)}
              disabled={fixed(tag)}
              label={<span lang={tag}>{languageName(tag)}</span>}
              note={fixed(tag) ? t("settings.interface") : nameOf(tag)}
            />
          </div>
        ))}
      </div>
      <p class="field-help" id="languages-help">
        {t("settings.languagesHelp")}
      </p>
    </fieldset>
  );
}
