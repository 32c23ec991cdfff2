/** What moderators decided, to whom and why, the latest first. */
import { Fragment } from "preact";
import type { DecisionView } from "../../../shared/contracts/moderation.ts";
import { TextLink } from "../../elements/button.tsx";
import { LogBreak, LogRow, Page } from "../../elements/layout.tsx";
import { MorePages } from "../../elements/navigation.tsx";
import { Time } from "../../elements/text.tsx";
import { ThreadHead } from "../../elements/thread.tsx";
import { Empty } from "../../elements/waiting.tsx";
import { useLanguage } from "../../language/language.ts";
import { type Answers, type At, definePage, need } from "../../page.ts";
import { DecisionLine } from "./decision-line.tsx";
import { TriageTabs } from "./triage.page.tsx";

const needs = ({ query }: At) => ({
  list: need("moderation.listDecisions", query["cursor"] ? { cursor: query["cursor"] } : {}),
});

export default definePage({ needs, title: (_answers, { t }) => t("triage.decisions"), View: DecisionsLog });

function DecisionsLog({ answers: { list }, at }: { answers: Answers<ReturnType<typeof needs>>; at: At }) {
  const { t, time } = useLanguage();
  let before = "";
  return (
    <Page two>
      <ThreadHead title={t("triage.decisions")} facts={<span>{t("triage.decisionsLead")}</span>}>
        <TriageTabs current="decided" />
      </ThreadHead>
      {list.items.map((decision) => {
        const day = time(decision.createdAt, "dateYear");
        const opens = day !== before;
        before = day;
        return (
          <Fragment key={decision.id}>
            {opens && (
              <LogBreak class="label">
                <Time at={decision.createdAt} kind="dateYear" />
              </LogBreak>
            )}
            <DecisionRow decision={decision} />
          </Fragment>
        );
      })}
      <LogRow>
        {list.items.length === 0 && <Empty title={t("triage.noDecisions")}>{t("triage.noDecisionsHelp")}</Empty>}
        <MorePages
          next={list.next && `/decisions?${new URLSearchParams({ cursor: list.next })}`}
          first={at.query["cursor"] ? "/decisions" : null}
        />
      </LogRow>
    </Page>
  );
}

function DecisionRow({ decision }: { decision: DecisionView }) {
  const { t, rich } = useLanguage();
  const { id, kind, excerpt, reason, link, createdAt } = decision;
  const ofMember = kind.endsWith("-member");
  return (
    <article class="log thread-row" id={`decision-${id}`}>
      <div class="log-margin num">
        <Time at={createdAt} kind="clock" />
      </div>
      <div class="log-text">
        <h2>
          <span>
            <DecisionLine decision={decision} />
          </span>
        </h2>
        <div class="meta">
          <p class="only-phone">
            <Time at={createdAt} kind="full" />
          </p>
          {!ofMember && excerpt && (
            <blockquote class="held-text excerpt" dir="auto">
              {excerpt}
            </blockquote>
          )}
          <p>{reason ? rich("triage.reasonIs", { reason: <bdi>{reason}</bdi> }) : t("triage.noReason")}</p>
          {!ofMember && (
            <p>
              <TextLink href={link}>{t("triage.seeIt")}</TextLink>
            </p>
          )}
        </div>
      </div>
    </article>
  );
}
