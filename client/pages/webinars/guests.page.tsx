/** `/webinars/:webinarId/guests`: people without membership, each with a personal link. */
import { useState } from "preact/hooks";
import type { Reply } from "../../../shared/contract.ts";
import { languageName } from "../../../shared/languages.ts";
import { Button, PlainForm } from "../../elements/button.tsx";
import { Check, FormPair, FormRows, SelectField, TextField } from "../../elements/form.tsx";
import { PageHead, Section } from "../../elements/layout.tsx";
import { Crumbs } from "../../elements/navigation.tsx";
import { Notice, Problem } from "../../elements/notice.tsx";
import { Avatar, PersonName } from "../../elements/person.tsx";
import { Empty } from "../../elements/waiting.tsx";
import { useFormId } from "../../form-id.ts";
import { useHouse, useRefused } from "../../house.ts";
import { useLanguage } from "../../language/language.ts";
import { call } from "../../live/call.ts";
import { type Answers, type At, definePage, need } from "../../page.ts";
import { OrganisersOnly } from "./organisers-only.tsx";
import { useFieldProblems } from "./use-field-problems.ts";
import { webinarCrumbs } from "./webinar-crumbs.ts";
import { herePath, webinarPath } from "./webinar-links.ts";

const needs = ({ params }: At) => {
  const webinarId = params["webinarId"] ?? "";
  return { room: need("webinars.readWebinar", { webinarId }), list: need("webinars.listGuests", { webinarId }) };
};

export default definePage({ needs, title: (_answers, { t }) => t("webinar.guests"), View: GuestsPage });

type GuestLine = Reply<"webinars.listGuests">["guests"][number];

function GuestsPage({ answers: { room, list } }: { answers: Answers<ReturnType<typeof needs>> }) {
  const { t } = useLanguage();
  const { webinar } = room;
  const [invited, setInvited] = useState<readonly GuestLine[]>([]);
  const guests = [...new Map([...list.guests, ...invited].map((one) => [one.guest.id, one])).values()];
  const over = webinar.state === "closing" || webinar.state === "closed" || webinar.state === "cancelled";
  return (
    <OrganisersOnly>
      <main class="wide" id="main">
        <PageHead
          title={t("webinar.guests")}
          lead={webinar.title}
          above={
            <Crumbs
              items={[
                ...webinarCrumbs(webinar, t),
                { label: webinar.title, href: webinarPath(webinar.id), language: webinar.language },
              ]}
            />
          }
        />
        <div class="sheet sheet-full">
          <Section title={t("webinar.invite")}>
            <p class="narrow">{t("webinar.guestsHelp")}</p>
            {over ? (
              <Notice icon="lock">{t("webinar.overForGood")}</Notice>
            ) : (
              <InviteForm webinarId={webinar.id} onInvited={(line) => setInvited((before) => [...before, line])} />
            )}
          </Section>
          <Section title={t("webinar.invited")}>
            {guests.length === 0 && <Empty title={t("webinar.noGuests")}>{t("webinar.noGuestsHelp")}</Empty>}
            <ul class="entries">
              {guests.map(({ guest, panellist, link }) => (
                <li key={guest.id}>
                  <Avatar person={guest} />
                  <div class="guest">
                    <p class="entry-title">
                      <PersonName person={guest} badge={panellist ? t("webinar.badge.panellist") : undefined} />
                    </p>
                    <GuestLink link={link} name={guest.name} />
                  </div>
                </li>
              ))}
            </ul>
          </Section>
        </div>
      </main>
    </OrganisersOnly>
  );
}

/** The link in a box that selects itself, and a button that copies it. */
function GuestLink({ link, name }: { link: string; name: string }) {
  const { t } = useLanguage();
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(link);
    setCopied(true);
  };
  return (
    <div class="row guest-link">
      <input
        class="field"
        readOnly
        dir="ltr"
        value={link}
        aria-label={t("webinar.linkOf", { name })}
        onFocus={(event) => event.currentTarget.select()}
      />
      <Button small icon="link" class="needs-script" onClick={() => void copy()}>
        {t("common.copyLink")}
        <span class="visually-hidden">{` ${name}`}</span>
      </Button>
      <span class="meta" role="status">
        {copied && t("common.copied")}
      </span>
    </div>
  );
}

function InviteForm({ webinarId, onInvited }: { webinarId: string; onInvited: (line: GuestLine) => void }) {
  const { t } = useLanguage();
  const { at, settings } = useHouse();
  const problems = useFieldProblems("webinars.inviteGuest");
  const { typed } = useRefused("webinars.inviteGuest");
  const [id, renew] = useFormId();
  async function invite(event: Event): Promise<void> {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const filled = new FormData(form);
    const text = (name: string) => String(filled.get(name) ?? "").trim();
    problems.clear();
    try {
      const panellist = text("panellist") === "true";
      const made = await call("webinars.inviteGuest", {
        id,
        webinarId,
        name: text("name"),
        email: text("email") || null,
        country: text("country").toUpperCase() || null,
        organisation: text("organisation"),
        language: text("language"),
        panellist,
      });
      onInvited({ ...made, panellist });
      renew();
      form.reset();
      document.getElementById("name")?.focus();
    } catch (thrown) {
      problems.refused(thrown);
    }
  }
  return (
    <PlainForm
      class="space"
      operation="webinars.inviteGuest"
      fields={{ id, webinarId, _to: herePath(at), _from: herePath(at) }}
      onSubmit={invite}
    >
      <FormRows>
        {problems.code && <Problem code={problems.code} />}
        <FormPair>
          <TextField
            id="name"
            label={t("webinar.name")}
            problem={problems.at("name")}
            defaultValue={typed["name"]}
            required
            minLength={2}
            maxLength={80}
            autocomplete="off"
            dir="auto"
          />
          <TextField
            id="email"
            type="email"
            label={`${t("webinar.email")} (${t("common.optional")})`}
            problem={problems.at("email")}
            defaultValue={typed["email"]}
            autocomplete="off"
            dir="ltr"
          />
        </FormPair>
        <FormPair>
          <TextField
            id="organisation"
            label={`${t("webinar.organisation")} (${t("common.optional")})`}
            defaultValue={typed["organisation"]}
            maxLength={120}
            autocomplete="off"
            dir="auto"
          />
          <TextField
            id="country"
            label={`${t("webinar.country")} (${t("common.optional")})`}
            help={t("webinar.countryHelp")}
            problem={problems.at("country")}
            defaultValue={typed["country"]}
            pattern="[A-Za-z]{2}"
            maxLength={2}
            autocomplete="off"
            dir="ltr"
          />
        </FormPair>
        <SelectField
          id="language"
          label={t("webinar.form.guestLanguage")}
          options={settings.languages.map((tag) => ({ value: tag, label: languageName(tag), language: tag }))}
          value={typed["language"] ?? "en"}
        />
        <Check
          name="panellist"
          label={t("webinar.asPanellist")}
          note={t("webinar.asPanellistNote")}
          defaultChecked={typed["panellist"] === "true"}
        />
        <div class="row">
          <Button type="submit" kind="primary">
            {t("webinar.makeLink")}
          </Button>
        </div>
      </FormRows>
    </PlainForm>
  );
}
