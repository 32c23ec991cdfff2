/** A section: its threads by latest post, what was carried from webinars folded into a row each. */
import type { SectionPage } from "../../../shared/contracts/forum.ts";
import { languageName } from "../../../shared/languages.ts";
import { LinkButton } from "../../elements/button.tsx";
import { LogBreak, LogRow, Page, RailSection } from "../../elements/layout.tsx";
import { Crumbs, Filters, MorePages, NavList } from "../../elements/navigation.tsx";
import { Ruler } from "../../elements/ruler.tsx";
import { ThreadHead } from "../../elements/thread.tsx";
import { Empty } from "../../elements/waiting.tsx";
import { useHouse } from "../../house.ts";
import { useLanguage } from "../../language/language.ts";
import { type Answers, type At, definePage, need } from "../../page.ts";
import { SectionThreads } from "./section-threads.tsx";
import { sectionPath } from "./thread-links.ts";
import { useOpening } from "./use-opening.ts";

const needs = ({ params, query }: At) => ({
  page: need("forum.readSection", {
    slug: params["slug"] ?? "",
    ...(query["cursor"] ? { cursor: query["cursor"] } : {}),
    ...(query["language"] ? { language: query["language"] } : {}),
  }),
  sections: need("forum.listSections", {}),
});

export default definePage({ needs, title: ({ page }) => page.section.title, shared: true, View: Section });

function Section({ answers, at }: { answers: Answers<ReturnType<typeof needs>>; at: At }) {
  const { t } = useLanguage();
  const { settings } = useHouse();
  const { page, sections } = answers;
  const { section } = page;
  const opening = useOpening(section);
  const chosen = at.query["language"];
  const carried = page.carried.reduce((sum, { total }) => sum + total, 0);
  const newThread = `${sectionPath(section.slug)}/new${section.dialogue ? `?dialogue=${section.dialogue.slug}` : ""}`;
  return (
    <Page
      start={
        <NavList
          title={t("section.sectionsTitle")}
          items={sections.sections.map(({ slug, title, posts, id }) => ({
            label: title,
            href: sectionPath(slug),
            end: posts,
            current: id === section.id,
          }))}
        />
      }
      startLabel={t("section.sectionsTitle")}
      end={<AboutSection section={section} />}
    >
      <ThreadHead
        margin={opening}
        crumbs={
          <Crumbs
            items={[
              { label: t("bar.forum"), href: "/forum" },
              ...(section.dialogue
                ? [{ label: section.dialogue.title, href: `/dialogues/${section.dialogue.slug}` }]
                : []),
            ]}
          />
        }
        title={section.title}
        facts={
          <>
            <span>{t("common.threads", { count: section.threads })}</span>
            <span>{t("common.posts", { count: section.posts })}</span>
            {carried > 0 && <span>{t("section.carriedCount", { count: carried })}</span>}
          </>
        }
        actions={
          section.mayWrite && (
            <LinkButton small kind="primary" icon="edit" href={newThread}>
              {t("forum.newThread")}
            </LinkButton>
          )
        }
      >
        {section.description && <p class="narrow">{section.description}</p>}
      </ThreadHead>
      <LogBreak>
        <Filters
          groups={[
            {
              label: t("bar.language"),
              chips: [
                { label: t("common.all"), href: sectionPath(section.slug), current: !chosen },
                ...settings.languages.map((tag) => ({
                  label: languageName(tag),
                  href: sectionPath(section.slug, { language: tag }),
                  language: tag,
                  current: chosen === tag,
                })),
              ],
            },
          ]}
        />
      </LogBreak>
      <SectionThreads
        key={`${section.id} ${chosen} ${at.query["cursor"]}`}
        page={page}
        language={chosen}
        later={Boolean(at.query["cursor"])}
      />
      <Nothing page={page} chosen={chosen} newThread={newThread} />
      <LogRow>
        <MorePages
          next={page.threads.next && sectionPath(section.slug, { language: chosen, cursor: page.threads.next })}
          first={at.query["cursor"] ? sectionPath(section.slug, { language: chosen }) : null}
        />
      </LogRow>
    </Page>
  );
}

function Nothing({ page, chosen, newThread }: { page: SectionPage; chosen: string | undefined; newThread: string }) {
  const { t, nameOf } = useLanguage();
  if (page.threads.items.length > 0 || page.carried.length > 0) return null;
  return (
    <LogRow>
      {chosen ? (
        <Empty
          title={t("section.nothingIn", { language: nameOf(chosen) })}
          action={
            <a class="text-link" href={sectionPath(page.section.slug)}>
              {t("section.allLanguages")}
            </a>
          }
        />
      ) : (
        <Empty
          title={t("section.noThreads")}
          action={
            page.section.mayWrite && (
              <LinkButton small kind="primary" href={newThread}>
                {t("forum.newThread")}
              </LinkButton>
            )
          }
        >
          {t("section.noThreadsHelp")}
        </Empty>
      )}
    </LogRow>
  );
}

/** Beside the list: how long one can write here, and who reads it. */
function AboutSection({ section }: { section: SectionPage["section"] }) {
  const { t, time, now = 0 } = useLanguage();
  const { opensAt, closesAt } = section;
  const day = 86_400_000;
  const [from, to] = [opensAt ? Date.parse(opensAt) : 0, closesAt ? Date.parse(closesAt) : 0];
  const past = to > from ? Math.min(100, Math.max(0, (100 * (now - from)) / (to - from))) : 0;
  return (
    <>
      {opensAt && closesAt && (
        <RailSection title={t(now < from ? "section.opensIn" : now < to ? "section.closesIn" : "section.wasOpen")}>
          {now < to && (
            <p class="figure-large num">
              {t("common.days", { count: Math.ceil(((now < from ? from : to) - now) / day) })}
            </p>
          )}
          <Ruler
            label={t("section.openFromTo", { from: time(from, "date"), to: time(to - 60_000, "date") })}
            ticks={Math.max(1, Math.round((to - from) / day))}
            long={7}
            past={past > 0 ? past : undefined}
            captions={[
              { at: 0, text: time(from, "date") },
              { at: 100, text: time(to - 60_000, "date") },
            ]}
          />
        </RailSection>
      )}
      <RailSection title={t("section.whoHere")}>
        <p class="meta">
          {t(`section.read.${audienceOf(section.readers)}`)} {t(`section.write.${audienceOf(section.writers)}`)}
        </p>
      </RailSection>
    </>
  );
}

const audienceOf = (audience: string): "public" | "members" | "staff" | "group" =>
  audience === "public" || audience === "members" || audience === "staff" ? audience : "group";
