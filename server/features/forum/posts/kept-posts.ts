/** Posts as they are shown, kept by id and version, so that a page that was read before is not read again. */
import { readAll } from "../../../database/read.ts";
import { Kept } from "../../../platform/kept.ts";
import { render, rendererVersion } from "../markdown/render-markdown.ts";
import { type Post, Posts } from "./post.model.ts";

/** A post without its Markdown; the names in it are filled in when it is shown. */
export type KeptPost = Omit<Post, "body" | "changes" | "inputHash" | "pending" | "pendingSince" | "shownIn">;

/** Characters of HTML, and of the JSON that is kept with it: bytes of memory, or a little more. */
const kept = new Kept<string, KeptPost>({ most: 128_000_000, sizeOf: ({ html }) => 2 * html.length + 2000 });

/** These posts in these versions or newer, by id; what is gone is missing. */
export async function keptPosts(wanted: readonly { _id: string; version: number }[]): Promise<Map<string, KeptPost>> {
  const found = new Map<string, KeptPost>();
  const missing: string[] = [];
  for (const { _id, version } of wanted) {
    const post = kept.get(_id);
    if (post && post.version >= version) found.set(_id, post);
    else missing.push(_id);
  }
  if (missing.length > 0)
    for (const post of await readAll(Posts, { _id: { $in: missing } })) found.set(post._id, keepPost(post));
  return found;
}

/** Keeps a post as it was just read or written. */
export function keepPost(post: Post): KeptPost {
  const known = kept.get(post._id);
  if (known && known.version >= post.version) return known;
  const { body, changes: _, inputHash: __, pending: ___, pendingSince: ____, shownIn: _____, ...shown } = post;
  // An older renderer's HTML is not to be trusted with today's page.
  const rendered = post.renderer === rendererVersion;
  const latest = rendered ? shown : { ...shown, html: render(body).html, renderer: rendererVersion };
  kept.set(post._id, latest);
  return latest;
}
