/** `/dialogues`: open, coming, past. */
import type { DialogueRow } from "../../../shared/contracts/dialogues.ts";
import { LinkButton } from "../../elements/button.tsx";
import { PageHead, Section } from "../../elements/layout.tsx";
import { Table } from "../../elements/lists.tsx";
import { Numeral, Said, Time } from "../../elements/text.tsx";
import { Empty } from "../../elements/waiting.tsx";
import { useLanguage } from "../../language/language.ts";
import { type Answers, definePage, need } from "../../page.ts";
import { useRole } from "../../shell.tsx";
import { OpenDialogue } from "../home/open-dialogue.tsx";
import { dialoguePath } from "../webinars/webinar-links.ts";

const needs = () => ({ list: need("dialogues.listDialogues", {}) });

export default definePage({ needs, title: (_answers, { t }) => t("bar.dialogues"), shared: true, View: Dialogues });

function Dialogues({ answers: { list } }: { answers: Answers<ReturnType<typeof needs>> }) {
  const { t } = useLanguage();
  const has = useRole();
  const { open, planned, past } = list;
  const none = open.length + planned.length + past.length === 0;
  return (
    <main class="wide" id="main">
      <PageHead title={t("bar.dialogues")} lead={t("dialogue.listLead")}>
        {has("organiser") && (
          <p class="row space">
            <LinkButton kind="primary" small href="/dialogues/new">
              {t("dialogue.new")}
            </LinkButton>
            <LinkButton small href="/webinars/new">
              {t("webinar.new")}
            </LinkButton>
          </p>
        )}
      </PageHead>
      <div class="sheet sheet-full">
        {[...open, ...planned].map((row) => (
          <OpenDialogue key={row.dialogue.id} row={row} />
        ))}
        {past.length > 0 && <Past rows={past} />}
        {none && (
          <Section title={t("bar.dialogues")}>
            <Empty title={t("home.noDialogues")}>{t("home.noDialoguesHelp")}</Empty>
          </Section>
        )}
      </div>
    </main>
  );
}

function Past({ rows }: { rows: readonly DialogueRow[] }) {
  const { t } = useLanguage();
  return (
    <Section title={t("home.past")}>
      <Table
        label={t("home.past")}
        columns={[
          { label: t("home.number"), silent: true },
          { label: t("home.dialogue") },
          { label: t("home.held"), extra: true },
          { label: t("home.posts"), number: true },
          { label: t("dialogue.people"), number: true },
          { label: t("home.countries"), number: true, extra: true },
        ]}
        rows={rows.map(({ dialogue, posts, people, countries }) => [
          <span key="number" class="num meta">
            {dialogue.number !== null && <Numeral value={dialogue.number} />}
          </span>,
          <a key="title" href={dialoguePath(dialogue.slug)}>
            <Said as="b" language={dialogue.language}>
              {dialogue.title}
            </Said>
          </a>,
          <span key="held" class="meta">
            <Time at={dialogue.opensAt} kind="monthYear" />
          </span>,
          <Numeral key="posts" value={posts} />,
          <Numeral key="people" value={people} />,
          <Numeral key="countries" value={countries} />,
        ])}
      />
    </Section>
  );
}
