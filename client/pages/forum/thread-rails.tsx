/** Beside a thread: who wrote on this page, and ways to its answer and to what is new. */
import type { PostView } from "../../../shared/contracts/forum.ts";
import { StateRing } from "../../elements/icon.tsx";
import { RailSection } from "../../elements/layout.tsx";
import { NavList } from "../../elements/navigation.tsx";
import { Avatars, People, useNameOf } from "../../elements/person.tsx";
import { useLanguage } from "../../language/language.ts";
import { useThreadHands } from "./thread-hands.ts";
import { permanentPath, postPath } from "./thread-links.ts";

/** The posts of this page by number and name. */
export function OnThisPage({ posts, newFrom }: { posts: readonly PostView[]; newFrom: number }) {
  const { t, digits } = useLanguage();
  const nameOf = useNameOf();
  const { myId } = useThreadHands();
  return (
    <NavList
      title={t("forum.onThisPage")}
      items={posts
        .filter(({ state }) => state === "shown")
        .map(({ number, author }) => ({
          label: <bdi>{nameOf(author)}</bdi>,
          href: `#post-${number}`,
          end:
            number > newFrom && author.id !== myId ? (
              <span class="new">
                <i class="unread-dot" />
                {digits(number)}
              </span>
            ) : (
              digits(number)
            ),
        }))}
    />
  );
}

interface InThreadProps {
  posts: readonly PostView[];
  firstUnread: number | null;
  /** The page is the whole thread, so that its people can be counted. */
  whole: boolean;
}

export function InThisThread({ posts, firstUnread, whole }: InThreadProps) {
  const { t, digits } = useLanguage();
  const { thread, readUpTo } = useThreadHands();
  const answer = posts.find(({ isAnswer }) => isAnswer);
  const people = peopleOf(posts);
  const ways = [
    ...(thread.answerPostId
      ? [
          {
            label: <StateRing state="answered">{t("forum.answer")}</StateRing>,
            href: answer ? `#post-${answer.number}` : permanentPath(thread.answerPostId),
            end: answer && digits(answer.number),
          },
        ]
      : []),
    ...(firstUnread !== null && readUpTo !== null && firstUnread > readUpTo
      ? [
          {
            label: <StateRing state="unread">{t("forum.firstNew")}</StateRing>,
            href: jumpTo(posts, thread.id, firstUnread),
            end: digits(firstUnread),
          },
        ]
      : []),
  ];
  return (
    <>
      {ways.length > 0 && <NavList title={t("forum.inThisThread")} items={ways} />}
      {people.length > 0 && (
        <RailSection title={t(whole ? "forum.writtenBy" : "forum.writtenByHere")}>
          {people.length <= 6 ? (
            <People
              people={people.map(({ author, count }) => ({ person: author, note: t("common.posts", { count }) }))}
            />
          ) : (
            <Avatars people={people.map(({ author }) => ({ person: author }))} label={t("forum.writtenBy")} />
          )}
        </RailSection>
      )}
    </>
  );
}

/** On this page a jump, elsewhere an address. */
export const jumpTo = (posts: readonly PostView[], threadId: string, number: number): string =>
  posts.some((post) => post.number === number) ? `#post-${number}` : postPath(threadId, number);

/** Who wrote here, those who wrote most first. */
export function peopleOf(posts: readonly PostView[]): { author: PostView["author"]; count: number }[] {
  const found = new Map<string, { author: PostView["author"]; count: number }>();
  for (const { author, state } of posts) {
    if (state !== "shown") continue;
    const key = author.id ?? author.name;
    const known = found.get(key);
    if (known) known.count++;
    else found.set(key, { author, count: 1 });
  }
  return [...found.values()].sort((one, other) => other.count - one.count);
}
