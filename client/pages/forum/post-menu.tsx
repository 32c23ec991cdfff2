/** What else can be done with a post: behind one button, each with an address of its own. */
import type { PostView } from "../../../shared/contracts/forum.ts";
import { newId } from "../../../shared/ids.ts";
import { PlainForm } from "../../elements/button.tsx";
import { Menu } from "../../elements/floating.tsx";
import { Icon, type IconName } from "../../elements/icon.tsx";
import { useLanguage } from "../../language/language.ts";
import { call } from "../../live/call.ts";
import { useThreadHands } from "./thread-hands.ts";
import { historyPath, type Opened, openedPath, permanentPath, postPath } from "./thread-links.ts";

export function PostMenu({ post }: { post: PostView }) {
  const { t } = useLanguage();
  const { may, myId, say } = useThreadHands();
  const own = myId !== null && post.author.id === myId;
  const gone = post.state === "removed";

  const copy = (event: MouseEvent) => {
    const address = new URL(permanentPath(post.id), location.origin).href;
    event.preventDefault();
    closeMenu(event);
    navigator.clipboard?.writeText(address).then(
      () => say(t("common.copied")),
      () => location.assign(address),
    );
  };

  return (
    <Menu label={t("forum.moreFor", { number: post.number })}>
      <a href={permanentPath(post.id)} onClick={copy}>
        <Icon name="link" small />
        {t("common.copyLink")}
      </a>
      {post.edits > 0 && (
        <a href={historyPath(post.id)}>
          <Icon name="clock" small />
          {t("forum.history")}
        </a>
      )}
      {own && !gone && <Verb post={post} opened="edit" icon="edit" words={t("common.edit")} />}
      {(own || may.moderate) && !gone && (
        <Verb post={post} opened="language" icon="translate" words={t("forum.correctLanguage")} />
      )}
      {!gone && <AnswerVerb post={post} />}
      {own && !gone && <Verb post={post} opened="remove" icon="x" words={t("forum.remove")} />}
      {may.moderate && post.state === "shown" && <Verb post={post} opened="hide" icon="eye" words={t("forum.hide")} />}
      {may.moderate && (post.state === "hidden" || post.state === "held") && (
        <Verb post={post} opened="restore" icon="back" words={t("forum.restore")} />
      )}
    </Menu>
  );
}

/** A verb that opens a form in place; without script, the same page with that form in it. */
function Verb({ post, opened, icon, words }: { post: PostView; opened: Opened; icon: IconName; words: string }) {
  const { at, open, remove } = useThreadHands();
  const press = (event: MouseEvent) => {
    event.preventDefault();
    closeMenu(event);
    if (opened === "remove") remove(post);
    else open({ opened, id: post.id });
  };
  return (
    <a href={openedPath(at, opened, post.id)} onClick={press}>
      <Icon name={icon} small />
      {words}
    </a>
  );
}

/** In a carried thread: this is what was asked for, or it is not after all. */
function AnswerVerb({ post }: { post: PostView }) {
  const { t } = useLanguage();
  const { thread, may, myId, changeId, putThread, put, refused, say } = useThreadHands();
  const writerMay = post.author.id === myId && (post.badge === "panellist" || post.badge === "organiser");
  if (!thread.carried || myId === null || !(may.markAnswer || writerMay)) return null;
  const on = !post.isAnswer;

  async function mark(event: Event): Promise<void> {
    event.preventDefault();
    closeMenu(event);
    try {
      putThread(await call("forum.markAnswer", { postId: post.id, changeId: newId(), on }));
      put({ ...post, isAnswer: on });
      say(t(on ? "forum.markedAnswer" : "forum.unmarkedAnswer"));
    } catch (thrown) {
      refused(thrown);
    }
  }

  return (
    <PlainForm
      operation="forum.markAnswer"
      bare
      fields={{ postId: post.id, changeId, on, _to: postPath(post.threadId, post.number) }}
      onSubmit={mark}
    >
      <button type="submit">
        <Icon name="check" small />
        {t(on ? "forum.markAnswer" : "forum.unmarkAnswer")}
      </button>
    </PlainForm>
  );
}

const closeMenu = (event: Event) => {
  const box = (event.target as Element | null)?.closest("details");
  if (!box) return;
  box.open = false;
  box.querySelector("summary")?.focus();
};
