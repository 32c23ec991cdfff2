/** Posts as they are shown, kept by id and version, so that a page that was read before is not read again. */
import { render, rendererVersion } from "../markdown/render-markdown.ts";
import { type Post, Posts } from "./post.model.ts";

/** A post without its Markdown; the names in it are filled in when it is shown. */
export type KeptPost = Omit<Post, "body" | "changes" | "inputHash" | "pending" | "pendingSince" | "shownIn">;

/** Characters of HTML; about as many bytes of memory. */
const mostKept = 32_000_000;
const kept = new Map<string, KeptPost>();
let size = 0;

const sizeOf = ({ html }: KeptPost): number => html.length + 1000;

/** These posts in these versions or newer, by id; what is gone is missing. */
export async function keptPosts(wanted: readonly { _id: string; version: number }[]): Promise<Map<string, KeptPost>> {
  const found = new Map<string, KeptPost>();
  const missing: string[] = [];
  for (const { _id, version } of wanted) {
    const post = kept.get(_id);
    if (post && post.version >= version) found.set(_id, keep(post));
    else missing.push(_id);
  }
  if (missing.length > 0)
    for (const post of await Posts.find({ _id: { $in: missing } }).lean<Post[]>()) found.set(post._id, keepPost(post));
  return found;
}

/** Keeps a post as it was just read or written. */
export function keepPost(post: Post): KeptPost {
  const { body, changes: _, inputHash: __, pending: ___, pendingSince: ____, shownIn: _____, ...shown } = post;
  // An older renderer's HTML is not to be trusted with today's page.
  return keep(
    post.renderer === rendererVersion ? shown : { ...shown, html: render(body).html, renderer: rendererVersion },
  );
}

// A Map keeps the order of insertion: the first is what was asked for longest ago.
function keep(post: KeptPost): KeptPost {
  const known = kept.get(post._id);
  if (known) {
    kept.delete(post._id);
    size -= sizeOf(known);
  }
  const latest = known && known.version > post.version ? known : post;
  kept.set(post._id, latest);
  size += sizeOf(latest);
  for (const [id, oldest] of kept) {
    if (size <= mostKept) break;
    kept.delete(id);
    size -= sizeOf(oldest);
  }
  return latest;
}
