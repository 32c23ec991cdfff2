/** The head of a thread: where it stands, what it is called, where it came from, how to follow it and get about in it. */
import { useState } from "preact/hooks";
import type { FollowLevel, PostView } from "../../../shared/contracts/forum.ts";
import { newId } from "../../../shared/ids.ts";
import { Button, LinkButton, PlainForm } from "../../elements/button.tsx";
import { Menu } from "../../elements/floating.tsx";
import { Icon, type IconName } from "../../elements/icon.tsx";
import { Crumbs } from "../../elements/navigation.tsx";
import { Notice } from "../../elements/notice.tsx";
import { useNameOf } from "../../elements/person.tsx";
import { Time } from "../../elements/text.tsx";
import { CarriedFrom, ThreadHead } from "../../elements/thread.tsx";
import { useLanguage } from "../../language/language.ts";
import { call } from "../../live/call.ts";
import { useThreadHands } from "./thread-hands.ts";
import { herePath, type Opened, openedPath, permanentPath, sectionPath } from "./thread-links.ts";
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
  const { thread, myId, readUpTo } = useThreadHands();
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
          <span>{t("common.posts", { count: thread.posts })}</span>
          {whole && (
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
        <>
          {myId !== null && <Follow level={follow} />}
          {thread.answerPostId && (
            <LinkButton
              small
              icon="check"
              href={answer ? `#post-${answer.number}` : permanentPath(thread.answerPostId)}
            >
              {t("forum.toAnswer")}
            </LinkButton>
          )}
          {unread !== null && (
            <LinkButton small href={jumpTo(posts, thread.id, unread)}>
              <i class="unread-dot" />
              {t("forum.firstNew")}
            </LinkButton>
          )}
          <ThreadMenu />
        </>
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
  const { thread, may, changeId, at, putThread, refused } = useThreadHands();
  if (thread.state === "open") return null;
  if (thread.state === "locked") return <Notice icon="lock">{t("forum.isLocked")}</Notice>;
  if (thread.state === "hidden") return <Notice icon="eye">{t("forum.isHidden")}</Notice>;
  const openIt = async (event: Event) => {
    event.preventDefault();
    try {
      putThread(await call("forum.openHeldThread", { threadId: thread.id, changeId: newId() }));
    } catch (thrown) {
      refused(thrown);
    }
  };
  return (
    <Notice
      icon="eye"
      actions={
        may.moderate && (
          <>
            <PlainForm
              operation="forum.openHeldThread"
              bare
              fields={{ threadId: thread.id, changeId, _to: herePath(at) }}
              onSubmit={openIt}
            >
              <Button small type="submit">
                {t("forum.openHeld")}
              </Button>
            </PlainForm>
            <LinkButton small href="/triage">
              {t("bar.triage")}
            </LinkButton>
          </>
        )
      }
    >
      {t("forum.isHeld")}
    </Notice>
  );
}

/** Told of every post here, of none, or of what concerns oneself. */
function Follow({ level: first }: { level: FollowLevel }) {
  const { t } = useLanguage();
  const { thread, changeId, at, refused, say } = useThreadHands();
  const [level, setLevel] = useState(first);
  const set = (wish: FollowLevel) => async (event: Event) => {
    event.preventDefault();
    (event.target as Element).closest("details")?.removeAttribute("open");
    try {
      setLevel((await call("forum.followThread", { threadId: thread.id, changeId: newId(), level: wish })).level);
      say(t(`forum.followed.${wish}`));
    } catch (thrown) {
      refused(thrown);
    }
  };
  const form = (wish: FollowLevel, button: preact.ComponentChildren) => (
    <PlainForm
      operation="forum.followThread"
      bare
      fields={{ threadId: thread.id, changeId, level: wish, _to: herePath(at) }}
      onSubmit={set(wish)}
    >
      {button}
    </PlainForm>
  );
  const following = level === "follow";
  return (
    <>
      {form(
        following ? "normal" : "follow",
        <Button small icon="bell" type="submit" pressed={following}>
          {t(following ? "forum.following" : "forum.follow")}
        </Button>,
      )}
      {form(
        level === "ignore" ? "normal" : "ignore",
        <Button small type="submit" pressed={level === "ignore"}>
          {t(level === "ignore" ? "forum.ignoring" : "forum.ignore")}
        </Button>,
      )}
    </>
  );
}

/** What its opener and moderators may do with the whole thread. */
function ThreadMenu() {
  const { t } = useLanguage();
  const { thread, may, changeId, at, putThread, refused, say } = useThreadHands();
  if (!may.moderate && !may.editTitle) return null;
  const pin = async (event: Event) => {
    event.preventDefault();
    (event.target as Element).closest("details")?.removeAttribute("open");
    try {
      putThread(await call("forum.pinThread", { threadId: thread.id, changeId: newId(), pinned: !thread.pinned }));
      say(t(thread.pinned ? "forum.wasUnpinned" : "forum.wasPinned"));
    } catch (thrown) {
      refused(thrown);
    }
  };
  return (
    <Menu label={t("forum.moreForThread")} look="button button-small">
      {may.editTitle && <ThreadVerb opened="title" icon="edit" words={t("forum.editTitle")} />}
      {may.moderate && (
        <PlainForm
          operation="forum.pinThread"
          bare
          fields={{ threadId: thread.id, changeId, pinned: !thread.pinned, _to: herePath(at) }}
          onSubmit={pin}
        >
          <button type="submit">
            <Icon name="pin" small />
            {t(thread.pinned ? "forum.unpin" : "forum.pin")}
          </button>
        </PlainForm>
      )}
      {may.moderate && (thread.state === "open" || thread.state === "locked") && (
        <ThreadVerb opened="lock" icon="lock" words={t(thread.state === "locked" ? "forum.unlock" : "forum.lock")} />
      )}
    </Menu>
  );
}

function ThreadVerb({ opened, icon, words }: { opened: Opened; icon: IconName; words: string }) {
  const { thread, at, open } = useThreadHands();
  return (
    <a
      href={openedPath(at, opened, thread.id)}
      onClick={(event) => {
        event.preventDefault();
        event.currentTarget.closest("details")?.removeAttribute("open");
        open({ opened, id: thread.id });
      }}
    >
      <Icon name={icon} small />
      {words}
    </a>
  );
}
