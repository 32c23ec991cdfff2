/** One page of a thread as it stands now: what the page came with, and what has happened since. */
import type { MyPostView, PostView, ThreadPage, ThreadView } from "../../../shared/contracts/forum.ts";
import { useHouse } from "../../house.ts";
import { useStream } from "../use-stream.ts";

/** Posts a page; the page of a number never changes. */
const perPage = 20;

export interface LiveThread {
  readonly thread: ThreadView;
  /** Of this page, by number. */
  readonly posts: readonly PostView[];
  readonly mine: ReadonlyMap<string, MyPostView>;
  /** How many pages there are by now. */
  readonly pages: number;
  /** Takes in what the server answered; false where it stands on another page. */
  put(post: PostView): boolean;
  putThread(thread: ThreadView): void;
}

/** @param before called before something changes on the page */
export function useThread(came: ThreadPage, before: () => void): LiveThread {
  const { me } = useHouse();
  const { id } = came.thread;
  const { page } = came;
  const onPage = ({ number }: { number: number }) => Math.ceil(number / perPage) === page;
  const stream = useStream(
    "thread",
    came.may.moderate ? `${id}:moderators` : id,
    { thread: [came.thread], post: came.posts },
    { window: { pages: [page] }, before },
  );
  const own = useStream("person", me.person?.id ?? null, { myPost: came.mine }, { before });
  const thread = stream.things("thread").find((each) => each.id === id) ?? came.thread;
  const posts = stream.things("post");
  const lastNumber = Math.max(thread.lastNumber, ...posts.map(({ number }) => number));
  return {
    thread,
    posts: posts.filter(onPage).sort((one, other) => one.number - other.number),
    mine: new Map(
      own
        .things("myPost")
        .filter(({ threadId, state }) => threadId === id && state !== "shown")
        .map((post) => [post.id, post]),
    ),
    pages: Math.max(came.pages, Math.ceil(lastNumber / perPage)),
    put(post) {
      stream.put("post", post);
      return onPage(post);
    },
    putThread: (changed) => stream.put("thread", changed),
  };
}
