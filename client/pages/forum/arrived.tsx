/** What came while one was reading elsewhere on the page: said at the foot of the window, with a way there. */
import { TextButton, TextLink } from "../../elements/button.tsx";
import { Notice } from "../../elements/notice.tsx";
import { useLanguage } from "../../language/language.ts";
import { useThreadHands } from "./thread-hands.ts";
import { threadPath } from "./thread-links.ts";

interface ArrivedProps {
  /** Numbers of posts that have not been in sight yet. */
  unseen: ReadonlySet<number>;
  page: number;
  pages: number;
  onShown: () => void;
}

export function Arrived({ unseen, page, pages, onShown }: ArrivedProps) {
  const { t } = useLanguage();
  const { thread } = useThreadHands();
  const first = Math.min(...unseen);
  const show = () => {
    const post = document.getElementById(`post-${first}`);
    post?.scrollIntoView({ block: "center" });
    post?.setAttribute("tabindex", "-1");
    post?.focus({ preventScroll: true });
    onShown();
  };
  return (
    <div role="status">
      {unseen.size > 0 ? (
        <Notice state="unread">
          {t("forum.arrived", { count: unseen.size })} <TextButton onClick={show}>{t("common.show")}</TextButton>
        </Notice>
      ) : (
        thread.lastNumber > page * 20 &&
        page === pages - 1 && (
          <Notice state="unread">
            {t("forum.arrivedNextPage")} <TextLink href={threadPath(thread.id, page + 1)}>{t("common.show")}</TextLink>
          </Notice>
        )
      )}
    </div>
  );
}
