/** All members, for organisers: found by name or address, with their roles and states. */
import type { TargetedSubmitEvent } from "preact";
import { Button, LinkButton } from "../../elements/button.tsx";
import { TextField } from "../../elements/form.tsx";
import { LogRow, Page, RailSection } from "../../elements/layout.tsx";
import { MorePages } from "../../elements/navigation.tsx";
import { StatusLine } from "../../elements/notice.tsx";
import { ThreadHead } from "../../elements/thread.tsx";
import { Empty } from "../../elements/waiting.tsx";
import { useHouse } from "../../house.ts";
import { useLanguage } from "../../language/language.ts";
import { type Answers, type At, definePage, need } from "../../page.ts";
import { MemberRow } from "./member-row.tsx";

const needs = ({ query }: At) => ({
  list: need("members.listMembers", {
    ...(query["cursor"] ? { cursor: query["cursor"] } : {}),
    ...(query["search"] ? { search: query["search"].slice(0, 100) } : {}),
  }),
});
const membersPath = (query: Readonly<Record<string, string>>): string => {
  const text = new URLSearchParams(query).toString();
  return text ? `/members?${text}` : "/members";
};

export default definePage({ needs, title: (_answers, { t }) => t("members.title"), View: Members });

function Members({ answers: { list }, at }: { answers: Answers<ReturnType<typeof needs>>; at: At }) {
  const { t, rich } = useLanguage();
  const { go } = useHouse();
  const { search = "", cursor, done } = at.query;
  const kept = search ? { search } : {};

  function find(event: TargetedSubmitEvent<HTMLFormElement>): void {
    event.preventDefault();
    const wanted = String(new FormData(event.currentTarget).get("search") ?? "").trim();
    go(membersPath(wanted ? { search: wanted } : {}));
  }

  return (
    <Page two end={<Roles />}>
      <ThreadHead title={t("members.title")}>
        {done === "created" && (
          <div role="status">
            <StatusLine>{t("members.createdPlain")}</StatusLine>
          </div>
        )}
        {/* biome-ignore lint/a11y/useSemanticElements: browsers do not know the element for it everywhere */}
        <form method="get" action="/members" role="search" class="form space" onSubmit={find}>
          <TextField
            key={search}
            id="search"
            type="search"
            label={t("members.search")}
            help={t("members.searchHelp")}
            defaultValue={search}
            maxLength={100}
            dir="auto"
          />
          <div class="row">
            <Button small type="submit" icon="search">
              {t("common.search")}
            </Button>
            {search && (
              <LinkButton small href="/members">
                {t("members.everybody")}
              </LinkButton>
            )}
            <LinkButton small kind="primary" icon="plus" href="/members/new" class="push">
              {t("members.new")}
            </LinkButton>
          </div>
        </form>
        {search && <h2 class="label space">{rich("members.found", { search: <bdi>{search}</bdi> })}</h2>}
      </ThreadHead>
      {list.items.map((member) => (
        <MemberRow
          key={`${member.id} ${member.version}`}
          member={member}
          here={membersPath({ ...kept, ...(cursor ? { cursor } : {}) })}
        />
      ))}
      <LogRow>
        {list.items.length === 0 && (
          <Empty title={t(search ? "members.noneFound" : "members.none")}>{search && t("members.noneFoundHelp")}</Empty>
        )}
        <MorePages
          next={list.next && membersPath({ ...kept, cursor: list.next })}
          first={cursor ? membersPath(kept) : null}
        />
      </LogRow>
    </Page>
  );
}

function Roles() {
  const { t } = useLanguage();
  const roles = ["member", "moderator", "organiser", "admin"] as const;
  return (
    <RailSection title={t("members.roles")}>
      <dl class="stack">
        {roles.map((role) => (
          <div key={role}>
            <dt>
              <b>{t(`role.${role}`)}</b>
            </dt>
            <dd class="meta">{t(`members.roles.${role}`)}</dd>
          </div>
        ))}
      </dl>
    </RailSection>
  );
}
