/** What was written last in a dialogue's section, thread by thread, kept in step. */
import type { SectionPage } from "../../../shared/contracts/forum.ts";
import { LinkButton, TextLink } from "../../elements/button.tsx";
import { Section } from "../../elements/layout.tsx";
import { Entries, Entry } from "../../elements/lists.tsx";
import { Avatar, useNameOf } from "../../elements/person.tsx";
import { NewCount, Plate, Time } from "../../elements/text.tsx";
import { Empty } from "../../elements/waiting.tsx";
import { useLanguage } from "../../language/language.ts";
import { cutAt } from "../home/beginning.ts";
import { useStream } from "../use-stream.ts";

const shown = 5;

export function LatestThreads({ page }: { page: SectionPage }) {
  const { t } = useLanguage();
  const nameOf = useNameOf();
  const { section } = page;
  const stream = useStream("section", section.id, { thread: page.threads.items.map(({ thread }) => thread) });
  const unread = new Map(page.threads.items.map((row) => [row.thread.id, row.unread]));
  const threads = stream
    .things("thread")
    .filter(({ lastPost, state }) => lastPost && (state === "open" || state === "locked"))
    .sort((one, other) => ((one.lastPost?.at ?? "") < (other.lastPost?.at ?? "") ? 1 : -1))
    .slice(0, shown);
  return (
    <Section title={t("dialogue.latest")} id="latest">
      {threads.length === 0 && <Empty title={t("dialogue.nothingYet")}>{t("dialogue.beFirst")}</Empty>}
      <Entries>
        {threads.map(({ id, title, language, lastPost }) =>
          lastPost ? (
            <Entry
              key={id}
              lead={<Avatar person={lastPost.author} />}
              href={`/threads/${id}`}
              title={
                <span lang={language} dir="auto">
                  {title}
                </span>
              }
              end={<Plate language={lastPost.language} />}
              excerpt={{ text: cutAt(lastPost.excerpt, 140), language: lastPost.language }}
              meta={
                <>
                  <bdi>{nameOf(lastPost.author)}</bdi> · <Time at={lastPost.at} kind="short" />
                  {(unread.get(id) ?? 0) > 0 && (
                    <>
                      {" · "}
                      <NewCount count={unread.get(id) ?? 0} />
                    </>
                  )}
                </>
              }
            />
          ) : null,
        )}
      </Entries>
      <p class="row space">
        <TextLink href={`/sections/${section.slug}`}>{t("dialogue.allThreads", { count: section.threads })}</TextLink>
        {section.mayWrite && (
          <LinkButton small class="push" icon="edit" href={`/sections/${section.slug}/new?dialogue=${section.slug}`}>
            {t("forum.newThread")}
          </LinkButton>
        )}
      </p>
    </Section>
  );
}
