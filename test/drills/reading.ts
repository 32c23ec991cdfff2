/** Fresh reads, and watchers that are compared with them: the product's own live client, and what must never be seen of it. */
import { type Watched, watchOn } from "../../client/live/watch.ts";
import type { Told } from "../../shared/contract.ts";
import type { PostView } from "../../shared/contracts/forum.ts";
import { type Figure, mustBe } from "../support/drill.ts";
import { comesTrue, insist, type Line } from "./line.ts";

/** Every post of a thread, by number, as the pages say it. */
export async function readPosts(reader: Line, threadId: string): Promise<PostView[]> {
  const posts: PostView[] = [];
  for (let page = 1, pages = 1; page <= pages; page++) {
    const read = await insist(reader, "forum.readThread", { threadId, page });
    posts.push(...read.posts);
    pages = read.pages;
  }
  return posts;
}

/** Every chat line, by id. */
export async function readChat(reader: Line, webinarId: string): Promise<Map<string, string>> {
  const there = new Map<string, string>();
  for (let older = {}; ; ) {
    const { lines } = await insist(reader, "webinars.listChat", { webinarId, ...older });
    for (const { id, text } of lines) there.set(id, text);
    const [oldest] = lines;
    if (!oldest) return there;
    older = { before: oldest.createdAt, beforeId: oldest.id };
  }
}

export interface ThreadWatcher {
  readonly line: Line;
  readonly threadId: string;
  readonly watched: Watched<Told<"thread">>;
  /** How often something that was known gave way to an older version of itself. */
  older: number;
  /** What was told of the thread after the server had taken it away. */
  afterwards: number;
  taken: boolean;
}

/** Watches the first ten pages. */
export function watchThread(line: Line, threadId: string): ThreadWatcher {
  const stream = `thread:${threadId}`;
  const watched = watchOn<Told<"thread">>(line, stream, { window: { pages: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] } });
  const watcher: ThreadWatcher = { line, threadId, watched, older: 0, afterwards: 0, taken: false };
  const known = new Map<string, number>();
  watched.items("post").subscribe((posts) => {
    for (const { id, version } of posts.values()) {
      if ((known.get(id) ?? 0) > version) watcher.older++;
      known.set(id, version);
    }
  });
  line.on<{ stream: string }>("removed", (removed) => {
    if (removed.stream === stream) watcher.taken = true;
  });
  line.onTold((told) => {
    if (told.stream === stream && watcher.taken) watcher.afterwards++;
  });
  return watcher;
}

const asText = (posts: Iterable<PostView>): string =>
  JSON.stringify([...posts].sort((one, other) => one.number - other.number));

/** Whether every watcher has what a fresh read says, within `patience`; what may not be read any more must be gone whole. */
export async function compare(reader: Line, watchers: readonly ThreadWatcher[], patience = 120_000): Promise<Figure[]> {
  const fresh = new Map<string, string>();
  for (const threadId of new Set(watchers.map((watcher) => watcher.threadId)))
    fresh.set(threadId, asText((await readPosts(reader, threadId)).slice(0, 200)));
  const isRight = ({ watched, threadId, taken }: ThreadWatcher): boolean => {
    const { value } = watched.items("post");
    if (watched.state.value === "gone" || taken) return value.size === 0;
    return asText([...value.values()].filter(({ number }) => number <= 200)) === fresh.get(threadId);
  };
  await comesTrue(() => watchers.every(isRight), patience);
  const total = (count: (watcher: ThreadWatcher) => number) => watchers.reduce((sum, one) => sum + count(one), 0);
  return [
    mustBe("watchers whose final state is not a fresh read", watchers.filter((one) => !isRight(one)).length, 0),
    mustBe(
      "newer versions replaced by older ones",
      total(({ older }) => older),
      0,
    ),
    mustBe(
      "things told of a place that was left",
      total(({ afterwards }) => afterwards),
      0,
    ),
  ];
}
