/** The threads of a section, kept in step: counts change in place, the order only where nobody points at it. */
import { useRef, useState } from "preact/hooks";
import type { SectionPage, ThreadView } from "../../../shared/contracts/forum.ts";
import { TextButton } from "../../elements/button.tsx";
import { Leaders } from "../../elements/figures.tsx";
import { StateRing } from "../../elements/icon.tsx";
import { LogBreak } from "../../elements/layout.tsx";
import { FoldedRow, ThreadRow } from "../../elements/lists.tsx";
import { Notice } from "../../elements/notice.tsx";
import { useNameOf } from "../../elements/person.tsx";
import { Time } from "../../elements/text.tsx";
import { useHouse } from "../../house.ts";
import { useLanguage } from "../../language/language.ts";
import { useStream } from "../use-stream.ts";
import { postPath, threadPath } from "./thread-links.ts";
import { useSteady } from "./use-steady.ts";

interface SectionThreadsProps {
  page: SectionPage;
  /** Only threads in this language. */
  language: string | undefined;
  /** Not the first page: what comes does not belong here. */
  later: boolean;
}

interface Row {
  readonly thread: ThreadView;
  readonly unread: number;
  readonly firstUnread: number | null;
}

export function SectionThreads({ page, language, later }: SectionThreadsProps) {
  const { t } = useLanguage();
  const { me } = useHouse();
  const list = useRef<HTMLDivElement>(null);
  const steady = useSteady();
  const folded = page.carried.flatMap(({ threads }) => threads);
  const { things } = useStream(
    "section",
    page.section.id,
    { thread: [...page.threads.items.map(({ thread }) => thread), ...folded] },
    { before: steady },
  );
  const came = new Map(page.threads.items.map((row) => [row.thread.id, row]));
  const foldedIds = new Set(folded.map(({ id }) => id));
  const myId = me.person?.id ?? null;

  const all = things("thread").filter(({ state }) => state === "open" || state === "locked");
  const rows = all
    .filter(
      (thread) => came.has(thread.id) || (!later && isListed(thread) && (!language || thread.language === language)),
    )
    .map((thread) => rowOf(thread, came.get(thread.id), myId))
    .sort(byLatest);
  const order = rows.map(({ thread }) => thread.id);
  const [shownOrder, setShownOrder] = useState(order);
  const waiting = shownOrder.join() !== order.join();
  const held = waiting && isBusy(list.current);
  if (waiting && !held) setShownOrder(order);
  const inOrder = held ? keepOrder(rows, shownOrder) : rows;

  return (
    <>
      <div role="status">
        {held && (
          <LogBreak>
            <Notice state="unread">
              {t("section.newOrder")} <TextButton onClick={() => setShownOrder(order)}>{t("common.show")}</TextButton>
            </Notice>
          </LogBreak>
        )}
      </div>
      <div ref={list}>
        {inOrder
          .filter(({ thread }) => thread.pinned)
          .map((row) => (
            <OneRow key={row.thread.id} row={row} />
          ))}
        {page.carried.map(({ webinar, total }) => (
          <CarriedRow
            key={webinar.id}
            webinar={webinar}
            total={total}
            threads={all.filter(
              (thread) => foldedIds.has(thread.id) && !isListed(thread) && thread.carried?.webinar.id === webinar.id,
            )}
          />
        ))}
        {inOrder
          .filter(({ thread }) => !thread.pinned)
          .map((row) => (
            <OneRow key={row.thread.id} row={row} />
          ))}
      </div>
    </>
  );
}

/** A carried thread rises by itself once somebody replies. */
const isListed = (thread: ThreadView): boolean => thread.carried === null || thread.posts > 0;

function rowOf(thread: ThreadView, came: Row | undefined, myId: string | null): Row {
  if (myId === null) return { thread, unread: 0, firstUnread: null };
  const seen = came?.thread.lastNumber ?? 0;
  // What was written since the page came is new, but for one's own.
  const since = thread.lastPost?.author.id === myId ? 0 : Math.max(0, thread.lastNumber - seen);
  return {
    thread,
    unread: (came?.unread ?? 0) + since,
    firstUnread: came?.firstUnread ?? (since > 0 ? seen + 1 : null),
  };
}

const latestOf = ({ thread }: Row): string => thread.lastPost?.at ?? thread.createdAt;
const byLatest = (one: Row, other: Row): number =>
  Number(other.thread.pinned) - Number(one.thread.pinned) ||
  (latestOf(one) < latestOf(other) ? 1 : latestOf(one) > latestOf(other) ? -1 : 0);

/** Somebody points at the list, or stands in it. */
const isBusy = (element: Element | null): boolean =>
  element !== null && (element.matches(":hover") || element.contains(document.activeElement));

/** Known rows where they were; new ones wait. */
const keepOrder = (rows: readonly Row[], order: readonly string[]): Row[] =>
  order.flatMap((id) => rows.find(({ thread }) => thread.id === id) ?? []);

function OneRow({ row: { thread, unread, firstUnread } }: { row: Row }) {
  const { t } = useLanguage();
  const nameOf = useNameOf();
  return (
    <ThreadRow
      time={<Time at={thread.lastPost?.at ?? thread.createdAt} kind="short" />}
      title={thread.title}
      href={firstUnread !== null && firstUnread > 1 ? postPath(thread.id, firstUnread) : threadPath(thread.id)}
      language={thread.language}
      count={thread.posts}
      unread={unread}
      pinned={thread.pinned}
      locked={thread.state === "locked"}
      meta={
        <>
          <bdi>{nameOf(thread.author)}</bdi>
          {thread.carried && (
            <>
              {" · "}
              {thread.answerPostId ? (
                <StateRing state="answered">{t("section.answered")}</StateRing>
              ) : (
                <StateRing state="carried">{t("common.votes", { count: thread.carried.votes })}</StateRing>
              )}
            </>
          )}
        </>
      }
    />
  );
}

const unfolded = 5;

/** The questions of one webinar that nobody has replied to yet, by votes. */
function CarriedRow({
  webinar,
  total,
  threads,
}: {
  webinar: { id: string; title: string };
  total: number;
  threads: readonly ThreadView[];
}) {
  const { t, rich } = useLanguage();
  if (threads.length === 0) return null;
  const lines = threads.map((thread) => ({
    what: thread.title,
    href: threadPath(thread.id),
    language: thread.language,
    end: t("common.votes", { count: thread.carried?.votes ?? 0 }),
  }));
  const [first] = threads;
  return (
    <FoldedRow
      time={first && <Time at={first.carried?.carriedAt ?? first.createdAt} kind="short" />}
      open
      summary={
        <StateRing state="carried" wrap>
          {rich("section.questionsFrom", {
            webinar: (
              <b>
                <bdi>{webinar.title}</bdi>
              </b>
            ),
          })}
        </StateRing>
      }
    >
      <p class="meta">
        {t("section.waitingForReply", { count: total })}{" "}
        <a href={`/webinars/${webinar.id}`}>{t("section.toWebinar")}</a>
      </p>
      <Leaders items={lines.slice(0, unfolded)} />
      {lines.length > unfolded && (
        <details>
          <summary class="text-link">{t("section.moreByVotes", { count: total - unfolded })}</summary>
          <Leaders items={lines.slice(unfolded)} />
        </details>
      )}
    </FoldedRow>
  );
}
