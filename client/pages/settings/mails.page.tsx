/** The letters of this server, the latest first: what was sent, and what was only written. */
import { LogRow, WidePage } from "../../elements/layout.tsx";
import { NoteRow } from "../../elements/lists.tsx";
import { MorePages } from "../../elements/navigation.tsx";
import { RoleBadge, Time } from "../../elements/text.tsx";
import { Empty } from "../../elements/waiting.tsx";
import { useLanguage } from "../../language/language.ts";
import { type Answers, type At, definePage, need } from "../../page.ts";
import { SettingsHead } from "./settings-head.tsx";

const needs = ({ query }: At) => ({
  list: need("settings.listMails", query["cursor"] ? { cursor: query["cursor"] } : {}),
});

export default definePage({ needs, title: (_answers, { t }) => t("settings.mails"), View: Mails });

function Mails({ answers: { list }, at }: { answers: Answers<ReturnType<typeof needs>>; at: At }) {
  const { t, rich } = useLanguage();
  return (
    <WidePage head={<SettingsHead at="mails" lead={t("settings.mailsLead")} />}>
      {list.items.map(({ id, to, subject, state, createdAt }) => (
        <NoteRow
          key={id}
          time={<Time at={createdAt} kind="short" />}
          title={<bdi>{subject}</bdi>}
          href={`/settings/mails/${id}`}
          picture={<RoleBadge>{t(`settings.mailState.${state}`)}</RoleBadge>}
        >
          {rich("settings.mailTo", { address: <bdi dir="ltr">{to}</bdi> })}
        </NoteRow>
      ))}
      <LogRow class="thread-row">
        {list.items.length === 0 && <Empty title={t("settings.noMails")}>{t("settings.noMailsHelp")}</Empty>}
        <MorePages
          next={list.next && `/settings/mails?${new URLSearchParams({ cursor: list.next })}`}
          first={at.query["cursor"] ? "/settings/mails" : null}
        />
      </LogRow>
    </WidePage>
  );
}
