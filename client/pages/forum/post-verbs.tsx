/** Reply, quote, and the menu with the rest. */
import type { PostView } from "../../../shared/contracts/forum.ts";
import { ActionLink } from "../../elements/button.tsx";
import { useLanguage } from "../../language/language.ts";
import { call } from "../../live/call.ts";
import { PostMenu } from "./post-menu.tsx";
import { insertInto, quoteOf, selectedIn } from "./quoting.ts";
import { useThreadHands } from "./thread-hands.ts";
import { openedPath, replyBoxId } from "./thread-links.ts";

export interface PostVerbsProps {
  post: PostView;
  /** It can be answered just now. */
  open: boolean;
  /** Its reply form is open. */
  replying: boolean;
}

export function PostVerbs({ post, open: answerable, replying }: PostVerbsProps) {
  const { t } = useLanguage();
  const { at, open, form, refused } = useThreadHands();

  /** Into the box that is open below a post, else into the one at the end. */
  async function quote(): Promise<void> {
    try {
      const selected = selectedIn(document.querySelector(`#post-${post.number} .post-body`)).trim();
      const words = selected || (await call("forum.readPostSource", { postId: post.id })).body;
      const below = form?.opened === "reply" ? document.getElementById(replyBoxId({ id: form.id })) : null;
      const area = below ?? document.getElementById(replyBoxId());
      if (area instanceof HTMLTextAreaElement) insertInto(area, quoteOf(post.author.name, post.id, words));
    } catch (thrown) {
      refused(thrown);
    }
  }

  return (
    <>
      {answerable && (
        <>
          <ActionLink
            icon="reply"
            href={openedPath(at, "reply", post.id)}
            onClick={(event) => {
              event.preventDefault();
              open(replying ? null : { opened: "reply", id: post.id });
            }}
          >
            {t("forum.reply")}
          </ActionLink>
          <ActionLink
            icon="quote"
            href={openedPath(at, "quote", post.id)}
            onClick={(event) => {
              event.preventDefault();
              void quote();
            }}
          >
            {t("forum.quote")}
          </ActionLink>
        </>
      )}
      <PostMenu post={post} />
    </>
  );
}
