/** The end of a thread: where one writes, or why one cannot just now. */
import { useEffect, useState } from "preact/hooks";
import { LinkButton } from "../../elements/button.tsx";
import { Notice } from "../../elements/notice.tsx";
import { ComposerRow } from "../../elements/thread.tsx";
import { useHouse } from "../../house.ts";
import { useLanguage } from "../../language/language.ts";
import { ReplyForm } from "./late-parts.tsx";
import { useThreadHands } from "./thread-hands.ts";
import { herePath } from "./thread-links.ts";
import { somethingUnsent } from "./unsent.ts";

export function ReplyPlace({ draft }: { draft: string }) {
  const { t } = useLanguage();
  const { me } = useHouse();
  const { at, may, thread } = useThreadHands();
  const [unsent, setUnsent] = useState(false);
  useEffect(() => setUnsent(somethingUnsent()), []);
  const label = t("forum.yourReply");

  if (may.reply && thread.state === "open")
    return (
      <ComposerRow label={label} person={me.person ?? undefined} id="reply">
        <ReplyForm text={draft} unsent={unsent} />
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
