/** What an organiser writes of a webinar: title, time, panel, how questions are taken. Works as a plain form. */
import { useState } from "preact/hooks";
import type { Question } from "../../../shared/contract.ts";
import type { WebinarView } from "../../../shared/contracts/webinars.ts";
import { languageName } from "../../../shared/languages.ts";
import { Button, LinkButton, PlainForm } from "../../elements/button.tsx";
import { Check, Choices, FormPair, FormRows, SelectField, TextArea, TextField } from "../../elements/form.tsx";
import { Problem } from "../../elements/notice.tsx";
import { useHouse, useRefused } from "../../house.ts";
import { useLanguage } from "../../language/language.ts";
import { PeoplePicker } from "./people-picker.tsx";
import { useFieldProblems } from "./use-field-problems.ts";
import { usePicked } from "./use-picked.ts";
import { herePath } from "./webinar-links.ts";
import { ZoneField } from "./zone-field.tsx";

type Written = Omit<Question<"webinars.changeWebinar">, "webinarId" | "changeId" | "version">;

interface WebinarFormProps {
  operation: "webinars.createWebinar" | "webinars.changeWebinar";
  fields: Readonly<Record<string, string | number | undefined>>;
  /** What there is; absent for a new one. */
  webinar?: WebinarView | undefined;
  /** Where the open questions of one without a dialogue go. */
  sections?: readonly { id: string; title: string }[] | undefined;
  timeZone: string;
  submit: string;
  back: string;
  doneAt: string;
  /** Sends it; throws what was refused. */
  save: (written: Written, sectionId: string | null) => Promise<void>;
}

export function WebinarForm(props: WebinarFormProps) {
  const { operation, fields, webinar, sections, timeZone, submit, back, doneAt, save } = props;
  const { t } = useLanguage();
  const { at, settings } = useHouse();
  const problems = useFieldProblems(operation);
  const { typed } = useRefused(operation);
  const [panellists, setPanellists] = usePicked(webinar?.panellists);
  const [moderators, setModerators] = usePicked(webinar?.moderators);
  const [saving, setSaving] = useState(false);
  const minutes = webinar ? Math.round((Date.parse(webinar.endsAt) - Date.parse(webinar.startsAt)) / 60_000) : 60;

  async function send(event: Event): Promise<void> {
    event.preventDefault();
    const filled = new FormData(event.currentTarget as HTMLFormElement);
    const text = (name: string) => String(filled.get(name) ?? "");
    setSaving(true);
    problems.clear();
    try {
      await save(
        {
          title: text("title"),
          description: text("description"),
          language: text("language"),
          timeZone: text("timeZone"),
          starts: text("starts"),
          minutes: Number(text("minutes")),
          preApproval: text("preApproval") === "true",
          questionsAhead: text("questionsAhead") === "true",
          anonymity: text("anonymity") as "off" | "room" | "all",
          panellistIds: panellists.flatMap(({ id }) => id ?? []),
          moderatorIds: moderators.flatMap(({ id }) => id ?? []),
        },
        text("sectionId") || null,
      );
    } catch (thrown) {
      problems.refused(thrown);
      document.getElementById("main")?.scrollIntoView();
    } finally {
      setSaving(false);
    }
  }

  return (
    <PlainForm operation={operation} fields={{ ...fields, _to: doneAt, _from: herePath(at) }} onSubmit={send}>
      <FormRows>
        {problems.code && <Problem code={problems.code} />}
        <TextField
          id="title"
          label={t("webinar.form.title")}
          problem={problems.at("title")}
          defaultValue={typed["title"] ?? webinar?.title}
          required
          minLength={3}
          maxLength={160}
          dir="auto"
        />
        <TextArea
          id="description"
          label={t("webinar.form.description")}
          help={t("webinar.form.descriptionHelp")}
          problem={problems.at("description")}
          rows={5}
          maxLength={4000}
          dir="auto"
          defaultValue={typed["description"] ?? webinar?.description}
        />
        {sections && (
          <SelectField
            id="sectionId"
            label={t("webinar.form.section")}
            help={t("webinar.form.sectionHelp")}
            problem={problems.at("sectionId")}
            options={sections.map(({ id, title }) => ({ value: id, label: title }))}
            value={typed["sectionId"]}
            required
          />
        )}
        <FormPair>
          <TextField
            id="starts"
            type="datetime-local"
            label={t("webinar.form.starts")}
            problem={problems.at("starts")}
            defaultValue={typed["starts"] ?? webinar?.starts}
            required
          />
          <TextField
            id="minutes"
            type="number"
            label={t("webinar.form.minutes")}
            problem={problems.at("minutes")}
            min={5}
            max={600}
            defaultValue={typed["minutes"] ?? minutes}
            required
          />
        </FormPair>
        <FormPair>
          <ZoneField value={typed["timeZone"] ?? webinar?.timeZone ?? timeZone} problem={problems.at("timeZone")} />
          <SelectField
            id="language"
            label={t("webinar.form.language")}
            options={settings.languages.map((tag) => ({ value: tag, label: languageName(tag), language: tag }))}
            value={typed["language"] ?? webinar?.language ?? "en"}
          />
        </FormPair>
        <PeoplePicker
          name="panellistIds"
          label={t("webinar.panel")}
          help={t("webinar.form.panelHelp")}
          people={panellists}
          onPeople={setPanellists}
          problem={problems.at("panellistIds")}
        />
        <PeoplePicker
          name="moderatorIds"
          label={t("webinar.moderators")}
          help={t("webinar.form.moderatorsHelp")}
          people={moderators}
          onPeople={setModerators}
          fits={({ role }) => role !== null && role !== "member"}
          problem={problems.at("moderatorIds")}
        />
        <Check
          name="preApproval"
          label={t("webinar.form.preApproval")}
          note={t("webinar.form.preApprovalNote")}
          defaultChecked={typed["preApproval"] === "true" || (webinar?.preApproval ?? false)}
        />
        <Choices
          id="questionsAhead"
          name="questionsAhead"
          label={t("webinar.questionsAhead")}
          value={typed["questionsAhead"] ?? String(webinar?.questionsAhead ?? true)}
          options={[
            { value: "true", label: t("webinar.form.aheadYes") },
            { value: "false", label: t("webinar.form.aheadNo") },
          ]}
        />
        <Choices
          id="anonymity"
          name="anonymity"
          label={t("webinar.form.anonymity")}
          help={t("webinar.form.anonymityHelp")}
          value={typed["anonymity"] ?? webinar?.anonymity ?? "room"}
          options={(["room", "all", "off"] as const).map((value) => ({
            value,
            label: t(`webinar.form.anonymity.${value}`),
          }))}
        />
        <div class="row">
          <Button type="submit" kind="primary" busy={saving}>
            {submit}
          </Button>
          <LinkButton href={back}>{t("common.cancel")}</LinkButton>
        </div>
      </FormRows>
    </PlainForm>
  );
}
