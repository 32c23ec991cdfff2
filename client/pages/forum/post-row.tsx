/** One post of a thread with all that can be done there, as a row of its own or below the post that it answers. */
import type { ComponentChildren } from "preact";
import type { PostView } from "../../../shared/contracts/forum.ts";
import { StateRing } from "../../elements/icon.tsx";
import { Notice } from "../../elements/notice.tsx";
import { useNameOf } from "../../elements/person.tsx";
import { NestedPost, Post } from "../../elements/thread.tsx";
import { useLanguage } from "../../language/language.ts";
import { EditForm, PostReactions, PostVerbs, ReplyForm } from "./late-parts.tsx";
import { useThreadHands } from "./thread-hands.ts";
import { permanentPath, postPath } from "./thread-links.ts";

export function PostRow({ post, replies }: { post: PostView; replies: readonly PostView[] }) {
  const { t, rich } = useLanguage();
  const shared = useShared(post);
  return (
    <Post
      {...shared}
      mark={post.isAnswer ? "answer" : shared.unread ? "unread" : undefined}
      answer={post.isAnswer && <StateRing state="answered">{t("forum.markedAsAnswer")}</StateRing>}
      editedAt={post.editedAt}
      replyTo={
        post.replyTo && (
          <p class="meta">
            <a href={postPath(post.threadId, post.replyTo.number)}>
              {rich("forum.inReplyTo", {
                name: <bdi>{shared.nameOf(post.replyTo.author)}</bdi>,
                number: post.replyTo.number,
              })}
            </a>
          </p>
        )
      }
      replies={replies.length > 0 && replies.map((reply) => <Nested key={reply.id} post={reply} root={post} />)}
    />
  );
}

function Nested({ post, root }: { post: PostView; root: PostView }) {
  const { t } = useLanguage();
  const shared = useShared(post);
  const elsewhere = post.replyTo && post.replyTo.id !== root.id;
  return (
    <NestedPost
      {...shared}
      to={elsewhere && post.replyTo ? shared.nameOf(post.replyTo.author) : undefined}
      children={
        <>
          {post.isAnswer && <StateRing state="answered">{t("forum.markedAsAnswer")}</StateRing>}
          {shared.children}
        </>
      }
    />
  );
}

/** What both drawings of a post have in common. */
function useShared(post: PostView) {
  const { t } = useLanguage();
  const nameOf = useNameOf();
  const { myId, mine, may, thread, readUpTo, leaving, form } = useThreadHands();
  const own = myId !== null && post.author.id === myId;
  const onlyMine = mine.get(post.id);
  const state = onlyMine?.state ?? post.state;
  const away = leaving.has(post.id) || state === "removed";
  const editing = form?.opened === "edit" && form.id === post.id;
  const replying = form?.opened === "reply" && form.id === post.id;
  const html = away || editing ? null : (post.html ?? onlyMine?.html ?? null);
  return {
    number: post.number,
    href: permanentPath(post.id),
    author: post.author,
    badge: post.badge ? t(`role.${post.badge}`) : undefined,
    at: post.createdAt,
    language: post.language,
    html,
    nameOf,
    unread: readUpTo !== null && !own && post.number > readUpTo,
    reactions: !away && !editing && <PostReactions post={post} />,
    actions: !leaving.has(post.id) && !editing && (
      <PostVerbs post={post} open={may.reply && thread.state === "open" && !away} replying={replying} />
    ),
    children: (
      <>
        {away && <p class="meta">{t(own ? "forum.youRemoved" : "forum.removed")}</p>}
        {!away && state !== "shown" && <NotForAll state={state} own={own} reason={onlyMine?.reason ?? null} />}
        {editing && <EditForm post={post} />}
        {replying && <ReplyBelow post={post} />}
      </>
    ) as ComponentChildren,
  };
}

/** Held or hidden: who sees it still, and why. */
function NotForAll({
  state,
  own,
  reason,
}: {
  state: "held" | "hidden" | "shown" | "removed";
  own: boolean;
  reason: string | null;
}) {
  const { t, rich } = useLanguage();
  const words =
    state === "held" ? (own ? "forum.heldYours" : "forum.held") : own ? "forum.hiddenYours" : "forum.hidden";
  return (
    <Notice icon="eye">
      {t(words)} {reason && rich("forum.reasonWas", { reason: <bdi>{reason}</bdi> })}
    </Notice>
  );
}

/** Below the post that is answered. */
function ReplyBelow({ post }: { post: PostView }) {
  const { open } = useThreadHands();
  return (
    <div id="reply-below">
      <ReplyForm to={post} text="" focused onClose={() => open(null)} />
    </div>
  );
}
