/** The head of a thread: where it stands, what it is called, where it came from, how to follow it and get about in it. */
import type { FollowLevel, PostView } from "../../../shared/contracts/forum.ts";
import { Crumbs } from "../../elements/navigation.tsx";
import { Notice } from "../../elements/notice.tsx";
import { useNameOf } from "../../elements/person.tsx";
import { Time } from "../../elements/text.tsx";
import { CarriedFrom, ThreadHead } from "../../elements/thread.tsx";
import { useLanguage } from "../../language/language.ts";
import { HeldNotice, ThreadActions } from "./late-parts.tsx";
import { useThreadHands } from "./thread-hands.ts";
import { permanentPath, sectionPath } from "./thread-links.ts";
import { jumpTo, peopleOf } from "./thread-rails.tsx";

interface ThreadTopProps {
  posts: readonly PostView[];
  follow: FollowLevel;
  firstUnread: number | null;
  /** The page is the whole thread, so that its people and languages can be counted. */
  whole: boolean;
}

export function ThreadTop({ posts, follow, firstUnread, whole }: ThreadTopProps) {
  const { t, rich } = useLanguage();
  const nameOf = useNameOf();
  const { thread, readUpTo } = useThreadHands();
  const { carried } = thread;
  const answer = posts.find(({ isAnswer }) => isAnswer);
  const unread = firstUnread !== null && readUpTo !== null && firstUnread > readUpTo ? firstUnread : null;
  return (
    <ThreadHead
      margin={
        <>
          {t("forum.opened")}
          <br />
          <Time at={thread.createdAt} kind="date" />
        </>
      }
      crumbs={
        <Crumbs
          items={[
            { label: t("bar.forum"), href: "/forum" },
            { label: thread.section.title, href: sectionPath(thread.section.slug) },
          ]}
        />
      }
      title={thread.title}
      language={thread.language}
      facts={
        <>
          {thread.posts > 0 && <span>{t("common.posts", { count: thread.posts })}</span>}
          {whole && thread.posts > 0 && (
            <>
              <span>{t("common.people", { count: peopleOf(posts).length })}</span>
              <span>{t("common.languages", { count: new Set(posts.map(({ language }) => language)).size })}</span>
            </>
          )}
          <span>
            {rich(carried ? "forum.askedBy" : "forum.openedBy", { name: <bdi>{nameOf(thread.author)}</bdi> })}
          </span>
          {thread.pinned && <span>{t("forum.isPinned")}</span>}
        </>
      }
      actions={
        <ThreadActions
          thread={thread}
          follow={follow}
          answerPath={thread.answerPostId && (answer ? `#post-${answer.number}` : permanentPath(thread.answerPostId))}
          newPath={unread === null ? null : jumpTo(posts, thread.id, unread)}
        />
      }
    >
      {carried && (
        <CarriedFrom
          webinar={{ title: carried.webinar.title, href: `/webinars/${carried.webinar.id}` }}
          at={carried.carriedAt}
          votes={carried.votes}
          meantFor={carried.meantFor ?? undefined}
        />
      )}
      <ThreadState />
    </ThreadHead>
  );
}

/** Locked, held, hidden: said where one begins to read. */
function ThreadState() {
  const { t } = useLanguage();
  const { thread } = useThreadHands();
  if (thread.state === "open") return null;
  if (thread.state === "held") return <HeldNotice />;
  return (
    <Notice icon={thread.state === "locked" ? "lock" : "eye"}>
      {t(thread.state === "locked" ? "forum.isLocked" : "forum.isHidden")}
    </Notice>
  );
}
