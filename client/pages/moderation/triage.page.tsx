/** What waits for a moderator, oldest first; decided here, or seen to be decided by another. */
import type { TriageView } from "../../../shared/contracts/moderation.ts";
import { TextLink } from "../../elements/button.tsx";
import { Decisions } from "../../elements/deciding.tsx";
import { LogRow, Page, RailSection, Section } from "../../elements/layout.tsx";
import { Entries } from "../../elements/lists.tsx";
import { MorePages, Tabs } from "../../elements/navigation.tsx";
import { Banner, StatusLine } from "../../elements/notice.tsx";
import { Time } from "../../elements/text.tsx";
import { ThreadHead } from "../../elements/thread.tsx";
import { Empty } from "../../elements/waiting.tsx";
import { useHouse, useRefused } from "../../house.ts";
import { useLanguage } from "../../language/language.ts";
import { type Answers, type At, definePage, need } from "../../page.ts";
import { FormProblems } from "../field-problems.tsx";
import { DecisionLine } from "./decision-line.tsx";
import { TriageEntry } from "./triage-entry.tsx";
import { threadOf } from "./triage-links.ts";
import { useTriage } from "./use-triage.ts";

const needs = ({ query }: At) => ({
  list: need("moderation.listTriage", query["cursor"] ? { cursor: query["cursor"] } : {}),
  decisions: need("moderation.listDecisions", {}),
  sections: need("forum.listSections", {}),
});
type TriageAnswers = Answers<ReturnType<typeof needs>>;

export default definePage({ needs, title: (_answers, { t }) => t("triage.title"), View: Triage });

function Triage({ answers, at }: { answers: TriageAnswers; at: At }) {
  const { t, rich } = useLanguage();
  const { list } = answers;
  const streams = useStreams(answers);
  const triage = useTriage({
    first: list.items,
    decisions: answers.decisions.items,
    streams,
    growing: list.next === null,
  });
  const { items, outcomes } = triage;
  const waiting = items.filter(({ id }) => !outcomes.has(id));
  const oldest = waiting[0];
  const whole = list.next === null && !at.query["cursor"];
  return (
    <>
      <Banner
        label={t("triage.moderation")}
        action={
          whole && (
            <span class="push meta row dotted">
              <span>{t("triage.count", { count: waiting.length })}</span>
              {oldest && <span>{rich("triage.oldest", { time: <Time at={oldest.createdAt} kind="short" /> })}</span>}
            </span>
          )
        }
      >
        <b>{t("triage.moderation")}</b>
        {` · ${t("triage.allSections")}`}
      </Banner>
      <Page two end={<LatestDecisions decisions={triage.decisions.slice(0, 6)} />}>
        <ThreadHead title={t("triage.title")}>
          <TriageTabs current="waiting" count={whole ? waiting.length : undefined} />
          <Refusals at={at} items={list.items} />
        </ThreadHead>
        {runsOf(items).map((run) => (
          <Section key={run[0]?.id} title={t(run[0]?.kind === "held-post" ? "triage.held" : "triage.carried")}>
            {run[0]?.kind === "carried-question" && (
              <p class="meta">{rich("triage.carriedHelp", { count: run.length, title: <bdi>{run[0].title}</bdi> })}</p>
            )}
            <div class="space">
              <Entries ordered>
                {run.map((item) => (
                  <TriageEntry key={item.id} item={item} outcome={outcomes.get(item.id)} triage={triage} at={at} />
                ))}
              </Entries>
            </div>
          </Section>
        ))}
        <LogRow>
          {items.length === 0 && <Empty title={t("triage.nothing")}>{t("triage.nothingHelp")}</Empty>}
          <MorePages
            next={list.next && `/triage?${new URLSearchParams({ cursor: list.next })}`}
            first={at.query["cursor"] ? "/triage" : null}
          />
        </LogRow>
      </Page>
    </>
  );
}

export function TriageTabs({ current, count }: { current: "waiting" | "decided"; count?: number | undefined }) {
  const { t } = useLanguage();
  return (
    <Tabs
      class="space"
      label={t("triage.kinds")}
      tabs={[
        { label: t("triage.waiting"), href: "/triage", count, current: current === "waiting" },
        { label: t("triage.decided"), href: "/decisions", current: current === "decided", end: true },
      ]}
    />
  );
}

/** What became of a plain form: done, or refused for a reason that no entry shows any more. */
function Refusals({ at, items }: { at: At; items: readonly TriageView[] }) {
  const { t } = useLanguage();
  const opening = useRefused("forum.openHeldThread");
  const declining = useRefused("webinars.declineCarried");
  const stands = items.some(
    (item) => threadOf(item) === opening.typed["threadId"] || item.id === declining.typed["questionId"],
  );
  const problem = opening.problem ?? declining.problem;
  const done = problem ? undefined : at.query["done"];
  return (
    <>
      <FormProblems refused={stands ? null : problem} fields={[]} />
      <div role="status">
        {done === "open" && <StatusLine>{`${t("triage.youOpened")} ${t("triage.youOpenedHelp")}`}</StatusLine>}
        {done === "decline" && <StatusLine>{`${t("triage.youDeclined")} ${t("triage.youDeclinedHelp")}`}</StatusLine>}
      </div>
    </>
  );
}

/** Neighbours of one webinar stand together; what comes later is added below and moves nothing. */
function runsOf(items: readonly TriageView[]): TriageView[][] {
  const runs: TriageView[][] = [];
  for (const item of items) {
    const run = runs.at(-1);
    if (run?.[0]?.title === item.title && run[0].kind === item.kind) run.push(item);
    else runs.push([item]);
  }
  return runs;
}

/** A line to the server watches sixty streams at most; some are the page's own. */
const mostStreams = 48;

/** Where it is told what waits: first of all where something waits now, then wherever something may. */
function useStreams({ list, sections }: TriageAnswers) {
  const { settings } = useHouse();
  const now = new Set(list.items.map(({ section, language }) => `${section.slug} ${language}`));
  return sections.sections
    .flatMap(({ id, slug }) =>
      [...new Set([...settings.languages, ...list.items.map(({ language }) => language)])].map((language) => ({
        name: `triage:${id}:${language}` as const,
        slug,
        language,
      })),
    )
    .sort(
      (one, other) =>
        Number(now.has(`${other.slug} ${other.language}`)) - Number(now.has(`${one.slug} ${one.language}`)),
    )
    .slice(0, mostStreams);
}

function LatestDecisions({ decisions }: { decisions: TriageAnswers["decisions"]["items"] }) {
  const { t } = useLanguage();
  return (
    <RailSection title={t("triage.decisions")}>
      {decisions.length === 0 ? (
        <p class="meta">{t("triage.noDecisions")}</p>
      ) : (
        <>
          <Decisions
            items={decisions.map((decision) => ({
              id: decision.id,
              at: decision.createdAt,
              what: <DecisionLine decision={decision} linked />,
              reason: decision.reason && <bdi>{decision.reason}</bdi>,
            }))}
          />
          <p class="space">
            <TextLink href="/decisions">{t("triage.allDecisions")}</TextLink>
          </p>
        </>
      )}
    </RailSection>
  );
}
