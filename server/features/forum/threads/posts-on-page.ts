/** What stands on a page of a thread: which posts in which versions is asked each time, and all else kept while that is the same. */
import { readAll } from "../../../database/read.ts";
import { Kept } from "../../../platform/kept.ts";
import { PostsTogether } from "../forum.views.ts";
import { keptPosts } from "../posts/kept-posts.ts";
import { type Post, Posts } from "../posts/post.model.ts";
import { endsOf, postsOnPage } from "./pages.ts";

export type Row = Readonly<Pick<Post, "_id" | "version" | "state" | "number">>;

export interface Page {
  rows: readonly Row[];
  /** The thread's largest number, where nothing follows. */
  last: number | null;
  posts: PostsTogether;
}
interface KeptPage extends Page {
  /** What the index told; the very same list is told again as long as nothing was written in the thread. */
  found: readonly Row[];
}

/** Characters of HTML, and of the JSON that is kept with it. */
const kept = new Kept<string, KeptPage>({
  most: 128_000_000,
  sizeOf: ({ posts }) => posts.posts.reduce((size, { html }) => size + 2 * html.length + 1000, 1000),
});

/** An index alone tells the rows; the posts come from memory where they are still the same. */
export async function pageOfPosts(threadId: string, page: number): Promise<Page> {
  const { from, to } = endsOf(page);
  const projection = { _id: 1, version: 1, state: 1, number: 1 } as const;
  const how = { projection, sort: { number: 1 }, limit: postsOnPage + 1 } as const;
  const found = await readAll<Post, Row>(Posts, { threadId, number: { $gte: from } }, how);
  const known = kept.get(`${threadId} ${page}`);
  if (known?.found === found) return known;

  const rows = found.filter(({ number }) => number <= to);
  const posts = await keptPosts(rows);
  const made = {
    found,
    rows,
    last: rows.length === found.length ? (rows.at(-1)?.number ?? null) : null,
    posts: new PostsTogether(rows.flatMap(({ _id }) => posts.get(_id) ?? [])),
  };
  kept.set(`${threadId} ${page}`, made);
  return made;
}
