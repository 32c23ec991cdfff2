/** The end of a thread: where one writes, or why one cannot just now. */
import type { PostView } from "../../../shared/contracts/forum.ts";
import { LinkButton } from "../../elements/button.tsx";
import { Notice } from "../../elements/notice.tsx";
import { ComposerRow } from "../../elements/thread.tsx";
import { useHouse } from "../../house.ts";
import { useLanguage } from "../../language/language.ts";
import { quoteOf } from "./quoting.ts";
import { ReplyForm } from "./reply-form.tsx";
import { useThreadHands } from "./thread-hands.ts";
import { herePath } from "./thread-links.ts";
import { useThreadSource } from "./thread-source.ts";

export function ReplyPlace({ draft, posts }: { draft: string; posts: readonly PostView[] }) {
  const { t } = useLanguage();
  const { me } = useHouse();
  const { at, may, thread, form } = useThreadHands();
  const source = useThreadSource();
  const quoted = form?.opened === "quote" && source ? posts.find(({ id }) => id === form.id) : undefined;
  const quote = quoted && source ? quoteOf(quoted.author.name, quoted.id, source.body) : "";
  const label = t("forum.yourReply");

  if (may.reply && thread.state === "open")
    return (
      <ComposerRow label={label} person={me.person ?? undefined} id="reply">
        <ReplyForm text={draft ? (quote ? `${draft}\n\n${quote}` : draft) : quote} />
      </ComposerRow>
    );
  return (
    <ComposerRow label={label} id="reply">
      <Notice
        icon={me.person ? "lock" : "reply"}
        actions={
          !me.person && (
            <LinkButton small href={`/sign-in?to=${encodeURIComponent(herePath(at))}`}>
              {t("bar.signIn")}
            </LinkButton>
          )
        }
      >
        {t(
          !me.person ? "forum.signInToReply" : thread.state === "open" ? "forum.cannotReply" : "forum.closedForReplies",
        )}
      </Notice>
    </ComposerRow>
  );
}
