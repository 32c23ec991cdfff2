/** What one does with a whole thread: follow it, get to its answer and to what is new; for moderators, pin, lock, rename, open. */
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { FollowLevel, ThreadView } from "../../../shared/contracts/forum.ts";
import { newId } from "../../../shared/ids.ts";
import { Button, LinkButton, PlainForm } from "../../elements/button.tsx";
import { Menu } from "../../elements/floating.tsx";
import { Icon, type IconName } from "../../elements/icon.tsx";
import { Notice } from "../../elements/notice.tsx";
import { useLanguage } from "../../language/language.ts";
import { call } from "../../live/call.ts";
import { useThreadHands } from "./thread-hands.ts";
import { herePath, type Opened, openedPath } from "./thread-links.ts";

export interface ThreadActionsProps {
  thread: ThreadView;
  follow: FollowLevel;
  /** Where the answer is, and the first new post; null where there is none. */
  answerPath: string | null;
  newPath: string | null;
}

export function ThreadActions({ follow, answerPath, newPath }: ThreadActionsProps) {
  const { t } = useLanguage();
  const { myId } = useThreadHands();
  return (
    <>
      {myId !== null && <Follow level={follow} />}
      {answerPath && (
        <LinkButton small icon="check" href={answerPath}>
          {t("forum.toAnswer")}
        </LinkButton>
      )}
      {newPath && (
        <LinkButton small href={newPath}>
          <i class="unread-dot" />
          {t("forum.firstNew")}
        </LinkButton>
      )}
      <ThreadMenu />
    </>
  );
}

/** A thread that was carried unapproved: what a moderator can do about it. */
export function HeldNotice() {
  const { t } = useLanguage();
  const { thread, may, changeId, at, putThread, refused } = useThreadHands();
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
  const form = (wish: FollowLevel, button: ComponentChildren) => (
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
