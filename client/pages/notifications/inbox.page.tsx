/** What concerns oneself, the latest first, kept in step on every device. */
import { Fragment } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { NotificationView } from "../../../shared/contracts/notifications.ts";
import { newId } from "../../../shared/ids.ts";
import { Button, PlainForm } from "../../elements/button.tsx";
import { LogBreak, LogRow, Page } from "../../elements/layout.tsx";
import { MorePages, NavList } from "../../elements/navigation.tsx";
import { useProblemText } from "../../elements/notice.tsx";
import { Time } from "../../elements/text.tsx";
import { ThreadHead } from "../../elements/thread.tsx";
import { Empty } from "../../elements/waiting.tsx";
import { useFormId } from "../../form-id.ts";
import { useHouse } from "../../house.ts";
import { useLanguage } from "../../language/language.ts";
import { call, Refusal } from "../../live/call.ts";
import { type Answers, type At, definePage, need } from "../../page.ts";
import { useSteady } from "../forum/use-steady.ts";
import { useStream } from "../use-stream.ts";
import { NotificationRow } from "./notification-row.tsx";

const needs = ({ query }: At) => ({
  list: need("notifications.listNotifications", {
    ...(query["cursor"] ? { cursor: query["cursor"] } : {}),
    ...(query["only"] === "unread" ? { only: "unread" as const } : {}),
  }),
});

export default definePage({ needs, title: (_answers, { t }) => t("bar.inbox"), View: Inbox });

function Inbox({ answers: { list }, at }: { answers: Answers<ReturnType<typeof needs>>; at: At }) {
  const { t, rich } = useLanguage();
  const { me } = useHouse();
  const textOf = useProblemText();
  const steady = useSteady();
  const [changeId] = useFormId();
  const [problem, setProblem] = useState<string | null>(null);
  const onlyUnread = at.query["only"] === "unread";
  const first = !at.query["cursor"];
  const own = useStream("person", me.person?.id ?? null, { notification: list.items, me: [] }, { before: steady });
  const known = new Set(list.items.map(({ id }) => id));
  const all = own
    .things("notification")
    .filter(({ id, readAt }) => known.has(id) || (first && !(onlyUnread && readAt)))
    .sort((one, other) => (one.createdAt < other.createdAt ? 1 : -1));
  const unread = own.things("me")[0]?.unread ?? list.unread;
  const newest = all[0]?.createdAt;

  async function mark(which: { id: string } | { upTo: string }): Promise<void> {
    try {
      await call("notifications.markRead", { changeId: newId(), ...which });
      setProblem(null);
    } catch (thrown) {
      if (!(thrown instanceof Refusal)) throw thrown;
      setProblem(textOf(thrown.code));
    }
  }

  useReadOnFollowing(all, (id) => void mark({ id }));

  return (
    <Page
      start={
        <NavList
          title={t("bar.inbox")}
          items={[
            { label: t("inbox.everything"), href: "/inbox", current: !onlyUnread },
            { label: t("inbox.unread"), href: "/inbox?only=unread", unread, current: onlyUnread },
          ]}
        />
      }
      startLabel={t("bar.inbox")}
    >
      <ThreadHead
        title={t("bar.inbox")}
        facts={
          unread > 0 ? (
            <span class="new">
              <i class="unread-dot" />
              {rich("inbox.countUnread", { count: unread })}
            </span>
          ) : (
            <span>{t("inbox.nothingUnread")}</span>
          )
        }
        actions={
          unread > 0 &&
          newest && (
            <PlainForm
              operation="notifications.markRead"
              bare
              fields={{ changeId, upTo: newest, _to: "/inbox" }}
              onSubmit={(event) => {
                event.preventDefault();
                void mark({ upTo: newest });
              }}
            >
              <Button small icon="check" type="submit">
                {t("inbox.markAll")}
              </Button>
            </PlainForm>
          )
        }
      >
        {problem && <p role="status">{problem}</p>}
      </ThreadHead>
      <Days list={all} onRead={(id) => void mark({ id })} changeId={changeId} />
      {all.length === 0 && (
        <LogRow>
          <Empty title={t(onlyUnread ? "inbox.nothingUnread" : "inbox.empty")}>{t("inbox.emptyHelp")}</Empty>
        </LogRow>
      )}
      <LogRow>
        <MorePages
          next={
            list.next &&
            `/inbox?${new URLSearchParams({ ...(onlyUnread ? { only: "unread" } : {}), cursor: list.next })}`
          }
          first={first ? null : "/inbox"}
        />
      </LogRow>
    </Page>
  );
}

/** Whoever goes where a notice leads has read it. */
function useReadOnFollowing(list: readonly NotificationView[], onRead: (id: string) => void): void {
  const now = useRef({ list, onRead });
  now.current = { list, onRead };
  useEffect(() => {
    const onClick = (event: MouseEvent) => {
      const link =
        event.target instanceof Element ? event.target.closest("main .thread-row a")?.getAttribute("href") : null;
      for (const { id, link: leads, readAt } of now.current.list) if (!readAt && leads === link) now.current.onRead(id);
    };
    document.addEventListener("click", onClick, true);
    return () => document.removeEventListener("click", onClick, true);
  }, []);
}

/** Day by day. */
function Days({
  list,
  onRead,
  changeId,
}: {
  list: readonly NotificationView[];
  onRead: (id: string) => void;
  changeId: string;
}) {
  const { t, time, now } = useLanguage();
  const today = now === undefined ? "" : time(now, "dateYear");
  let before = "";
  return (
    <>
      {list.map((each) => {
        const day = time(each.createdAt, "dateYear");
        const opens = day !== before;
        before = day;
        return (
          <Fragment key={each.id}>
            {opens && (
              <LogBreak class="label">
                {day === today ? t("inbox.today") : <Time at={each.createdAt} kind="day" />}
              </LogBreak>
            )}
            <NotificationRow item={each} onRead={() => onRead(each.id)} changeId={changeId} />
          </Fragment>
        );
      })}
    </>
  );
}
