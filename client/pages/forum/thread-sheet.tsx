/** The sheet of a thread: everything on it, kept in step with what happens. */
import { Fragment } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import type { PostView, ThreadPage } from "../../../shared/contracts/forum.ts";
import { newId } from "../../../shared/ids.ts";
import { TextLink } from "../../elements/button.tsx";
import { LogBreak, LogRow, Page } from "../../elements/layout.tsx";
import { Pagination } from "../../elements/navigation.tsx";
import { Problem, useProblemText } from "../../elements/notice.tsx";
import { NewLine } from "../../elements/thread.tsx";
import { useFormId } from "../../form-id.ts";
import { useHouse } from "../../house.ts";
import { useLanguage } from "../../language/language.ts";
import { Lost, Refusal } from "../../live/call.ts";
import { arrangePosts } from "./arrange-posts.ts";
import { Arrived } from "./arrived.tsx";
import { CarriedQuestion } from "./carried-question.tsx";
import { OpenedForms } from "./late-parts.tsx";
import { PostRow } from "./post-row.tsx";
import { ReplyPlace } from "./reply-place.tsx";
import { SaidToasts } from "./said-toasts.tsx";
import { type OpenedForm, type Said, type ThreadHands, ThreadHandsContext } from "./thread-hands.ts";
import { openedAt, threadPath } from "./thread-links.ts";
import { InThisThread, OnThisPage } from "./thread-rails.tsx";
import { ThreadTop } from "./thread-top.tsx";
import { useLeaving } from "./use-leaving.ts";
import { useReading } from "./use-reading.ts";
import { useSteady } from "./use-steady.ts";
import { useThread } from "./use-thread.ts";

export function ThreadSheet({ came }: { came: ThreadPage }) {
  const { at, me, problem } = useHouse();
  const { t, time, digits } = useLanguage();
  const steady = useSteady();
  const live = useThread(came, steady);
  const { thread, posts, pages } = live;
  const myId = me.person?.id ?? null;
  const [changeId] = useFormId();
  const [form, setForm] = useState<OpenedForm | null>(openedAt(at));
  const { said, say, unsay, refused } = useSaid();
  const { leaving, remove } = useLeaving(say, refused, live.put);
  const [unseen, setUnseen] = useState<ReadonlySet<number>>(new Set());
  // Where nothing was read before, what comes from now on is new.
  const newFrom = useMemo(() => (came.readUpTo > 0 ? came.readUpTo : came.thread.lastNumber), []);

  useReading({
    threadId: thread.id,
    signedIn: myId !== null,
    posts,
    readUpTo: came.readUpTo,
    onSight: (number) => setUnseen((before) => without(before, number)),
  });
  useArrivals(posts, myId, setUnseen);
  useJump(at.params["number"]);

  const hands: ThreadHands = {
    at,
    thread,
    may: came.may,
    myId,
    changeId,
    mine: live.mine,
    readUpTo: newFrom,
    leaving,
    form,
    open: setForm,
    put: live.put,
    putThread: live.putThread,
    say,
    refused,
    quoted: form?.opened === "quote" ? posts.find(({ id }) => id === form.id) : undefined,
    remove,
  };
  const unread = posts.filter(
    ({ number, author, state }) => number > newFrom && author.id !== myId && state === "shown",
  );
  const since = came.readUpTo > 0 ? posts.findLast(({ number }) => number <= newFrom) : undefined;
  const firstNewNumber =
    unread[0]?.number ?? (posts.some(({ number }) => number === came.firstUnread) ? null : came.firstUnread);
  const placed = arrangePosts(posts);
  const firstNew = placed.find(({ post }) => unread.includes(post));
  const first = threadPath(thread.id, came.page);

  return (
    <ThreadHandsContext.Provider value={hands}>
      <Page
        start={<OnThisPage posts={posts} newFrom={newFrom} />}
        startLabel={t("forum.onThisPage")}
        end={<InThisThread posts={posts} firstUnread={firstNewNumber} whole={pages === 1} />}
      >
        <ThreadTop posts={posts} follow={came.follow} firstUnread={firstNewNumber} whole={pages === 1} />
        {problem?.operation && problem.operation !== "forum.createPost" && !form && (
          <LogRow>
            <Problem code={problem.code} />
          </LogRow>
        )}
        {came.page > 1 && (
          <LogBreak margin={digits(`1–${(came.page - 1) * 20}`)}>
            <TextLink href={threadPath(thread.id, came.page - 1)}>
              {t("forum.earlierPosts", { count: (came.page - 1) * 20 })}
            </TextLink>
          </LogBreak>
        )}
        {came.page === 1 && thread.carried && <CarriedQuestion question={thread.carried} href={first} />}
        {placed.map(({ post, replies }) => (
          <Fragment key={post.id}>
            {firstNew?.post === post && (
              <NewLine>
                {since
                  ? t("forum.newSince", { count: unread.length, time: time(since.createdAt, "moment") })
                  : t("common.new", { count: unread.length })}
              </NewLine>
            )}
            <PostRow post={post} replies={replies} />
          </Fragment>
        ))}
        {pages > 1 && (
          <LogRow class="earlier">
            <Pagination page={came.page} pages={pages} hrefOf={(page) => threadPath(thread.id, page)} />
          </LogRow>
        )}
        <ReplyPlace draft={came.draft ?? ""} />
      </Page>
      {form && isDialog(form) && <OpenedForms form={form} post={posts.find(({ id }) => id === form.id)} />}
      <SaidToasts said={said} onEnd={unsay}>
        <Arrived unseen={unseen} page={came.page} pages={pages} onShown={() => setUnseen(new Set())} />
      </SaidToasts>
    </ThreadHandsContext.Provider>
  );
}

const isDialog = ({ opened }: OpenedForm): boolean => opened !== "reply" && opened !== "quote" && opened !== "edit";

/** What was just done, for ten seconds. */
function useSaid() {
  const textOf = useProblemText();
  const [said, setSaid] = useState<readonly Said[]>([]);
  const say = (text: string, undo?: () => void) =>
    setSaid((before) => [...before.slice(-2), { id: newId(), text, undo }]);
  return {
    said,
    say,
    unsay: (id: string) => setSaid((before) => before.filter((each) => each.id !== id)),
    refused: (thrown: unknown) => {
      if (thrown instanceof Refusal) say(textOf(thrown.code));
      else if (thrown instanceof Lost) say(textOf("unavailable"));
      else throw thrown;
    },
  };
}

/** Notes what others wrote since the page came, until it comes into sight. */
function useArrivals(
  posts: readonly PostView[],
  myId: string | null,
  note: (change: (before: ReadonlySet<number>) => ReadonlySet<number>) => void,
) {
  const [known] = useState(() => new Set(posts.map(({ id }) => id)));
  useEffect(() => {
    const arrived = posts.filter(({ id, author }) => !known.has(id) && author.id !== myId);
    for (const { id } of posts) known.add(id);
    if (arrived.length > 0) note((before) => new Set([...before, ...arrived.map(({ number }) => number)]));
  }, [posts]);
}

/** To the post that the address names, which may be drawn below another. */
function useJump(number: string | undefined) {
  useEffect(() => {
    if (number !== undefined && !location.hash) document.getElementById(`post-${number}`)?.scrollIntoView();
  }, [number]);
}

function without(numbers: ReadonlySet<number>, number: number): ReadonlySet<number> {
  if (!numbers.has(number)) return numbers;
  return new Set([...numbers].filter((each) => each !== number));
}
