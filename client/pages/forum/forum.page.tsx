/** All sections, and what was written lately in them. */
import type { SectionView, ThreadView } from "../../../shared/contracts/forum.ts";
import { LogRow, Page, RailSection } from "../../elements/layout.tsx";
import { Entries, Entry, ThreadRow } from "../../elements/lists.tsx";
import { useNameOf } from "../../elements/person.tsx";
import { Plate, Time } from "../../elements/text.tsx";
import { ThreadHead } from "../../elements/thread.tsx";
import { Empty } from "../../elements/waiting.tsx";
import { useLanguage } from "../../language/language.ts";
import { type Answers, definePage, need } from "../../page.ts";
import { useRole } from "../../shell.tsx";
import { useStream } from "../use-stream.ts";
import { NewSection } from "./new-section.tsx";
import { postPath, sectionPath } from "./thread-links.ts";
import { useOpening } from "./use-opening.ts";

const needs = () => ({ sections: need("forum.listSections", {}), latest: need("forum.listLatest", { limit: 6 }) });

export default definePage({ needs, title: (_answers, { t }) => t("bar.forum"), shared: true, View: Forum });

function Forum({ answers }: { answers: Answers<ReturnType<typeof needs>> }) {
  const { t, now = 0 } = useLanguage();
  const has = useRole();
  const home = useStream("home", "", {
    section: answers.sections.sections,
    thread: answers.latest.threads.map(({ thread }) => thread),
  });
  const sections = [...home.things("section")].sort(byNeed(now));
  const threads = sections.reduce((sum, section) => sum + section.threads, 0);
  const posts = sections.reduce((sum, section) => sum + section.posts, 0);
  const latest = home
    .things("thread")
    .filter(({ lastPost }) => lastPost)
    .sort((one, other) => ((one.lastPost?.at ?? "") < (other.lastPost?.at ?? "") ? 1 : -1))
    .slice(0, 6);
  return (
    <Page two end={latest.length > 0 && <Latest threads={latest} />}>
      <ThreadHead
        title={t("bar.forum")}
        facts={
          <>
            <span>{t("section.sections", { count: sections.length })}</span>
            <span>{t("common.threads", { count: threads })}</span>
            <span>{t("common.posts", { count: posts })}</span>
          </>
        }
      />
      {sections.map((section) => (
        <SectionRow key={section.id} section={section} />
      ))}
      {sections.length === 0 && <Empty title={t("section.noSections")}>{t("section.noSectionsHelp")}</Empty>}
      {has("organiser") && <NewSection />}
      <LogRow />
    </Page>
  );
}

/** Where one can write first, then by the latest post. */
const byNeed =
  (now: number) =>
  (one: SectionView, other: SectionView): number =>
    Number(isOver(one, now)) - Number(isOver(other, now)) ||
    ((one.lastPostAt ?? "") < (other.lastPostAt ?? "")
      ? 1
      : (one.lastPostAt ?? "") > (other.lastPostAt ?? "")
        ? -1
        : 0);
const isOver = ({ closesAt }: SectionView, now: number): boolean => closesAt !== null && Date.parse(closesAt) <= now;

function SectionRow({ section }: { section: SectionView }) {
  const { t } = useLanguage();
  const state = useOpening(section);
  const facts = [
    t("common.threads", { count: section.threads }),
    state,
    section.readers === "members" && t("section.forMembers"),
    section.readers === "staff" && t("section.forStaff"),
  ].filter(Boolean);
  return (
    <ThreadRow
      time={section.lastPostAt && <Time at={section.lastPostAt} kind="short" />}
      title={section.title}
      href={sectionPath(section.slug)}
      count={section.posts}
      meta={
        <>
          {section.description !== "" && <bdi>{section.description}</bdi>}
          {`${section.description ? " · " : ""}${facts.join(" · ")}`}
        </>
      }
    />
  );
}

function Latest({ threads }: { threads: readonly ThreadView[] }) {
  const { t } = useLanguage();
  const nameOf = useNameOf();
  return (
    <RailSection title={t("home.writtenLately")}>
      <Entries>
        {threads.map(({ id, title, language, lastPost }) =>
          lastPost ? (
            <Entry
              key={id}
              title={<bdi lang={language}>{title}</bdi>}
              href={postPath(id, lastPost.number)}
              end={<Plate language={lastPost.language} />}
              meta={
                <>
                  <bdi>{nameOf(lastPost.author)}</bdi> · <Time at={lastPost.at} kind="short" />
                </>
              }
            />
          ) : null,
        )}
      </Entries>
    </RailSection>
  );
}
