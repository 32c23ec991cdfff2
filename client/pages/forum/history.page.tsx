/** What a post said before it was edited, the present text first. */
import { LogRow, Page } from "../../elements/layout.tsx";
import { Crumbs } from "../../elements/navigation.tsx";
import { PersonName } from "../../elements/person.tsx";
import { MarkdownBody, Plate, Time } from "../../elements/text.tsx";
import { ThreadHead } from "../../elements/thread.tsx";
import { Empty } from "../../elements/waiting.tsx";
import { useLanguage } from "../../language/language.ts";
import { type Answers, type At, definePage, need } from "../../page.ts";
import { postPath } from "./thread-links.ts";

const needs = ({ params: { postId = "" } }: At) => ({
  history: need("forum.readHistory", { postId }),
  post: need("forum.findPost", { postId }),
});

export default definePage({ needs, title: (_answers, { t }) => t("forum.history"), View: History });

function History({ answers: { history, post } }: { answers: Answers<ReturnType<typeof needs>> }) {
  const { t } = useLanguage();
  return (
    <Page two>
      <ThreadHead
        crumbs={
          <Crumbs
            items={[
              { label: t("thread.postNumber", { number: post.number }), href: postPath(post.threadId, post.number) },
            ]}
          />
        }
        title={t("forum.history")}
      />
      {[...history.revisions].reverse().map(({ at, by, html, language }) => (
        <LogRow
          key={at}
          class="post"
          margin={
            <>
              <Time at={at} kind="clock" />
              <br />
              <Time at={at} kind="dateYear" />
            </>
          }
        >
          <header class="post-head">
            <PersonName person={by} />
            <span class="post-aside">
              <span class="only-phone meta">
                <Time at={at} kind="full" />
              </span>
              <Plate language={language} />
            </span>
          </header>
          <MarkdownBody html={html} language={language} />
        </LogRow>
      ))}
      {history.revisions.length === 0 && (
        <LogRow>
          <Empty title={t("section.noHistory")} />
        </LogRow>
      )}
    </Page>
  );
}
