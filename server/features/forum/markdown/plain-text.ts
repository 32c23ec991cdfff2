/** Rendered HTML as plain text: for excerpts, and for guessing the language of one's own words. */
import { cutText } from "../../../platform/cut-text.ts";
import type { People } from "../../members/index.ts";
import { fillMentions } from "./mentions.ts";

const entities: Record<string, string> = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'" };

const withoutTags = (html: string): string =>
  html
    .replace(/<[^>]*>/g, " ")
    .replace(/&(amp|lt|gt|quot|#39);/g, (entity) => entities[entity] ?? entity)
    .replace(/\s+/g, " ")
    .trim();

/** Quotes, however deep: taken out from the innermost on. */
function withoutQuotes(html: string): string {
  const inner = /<blockquote>(?:(?!<blockquote>)[\s\S])*?<\/blockquote>/g;
  let before = html;
  for (let after = before.replace(inner, " "); ; after = before.replace(inner, " ")) {
    if (after === before) return after;
    before = after;
  }
}

/** The beginning of a text, one line, cut at a word where there is one. */
export function excerptOf(html: string, people: People, most = 200): string {
  const own = withoutTags(withoutQuotes(fillMentions(html, people))) || withoutTags(fillMentions(html, people));
  return cutText(own, most);
}

/** What the author says in own words: no quotes, no code, no addresses, no names. */
export const ownWordsOf = (html: string): string =>
  withoutTags(withoutQuotes(html).replace(/<pre[\s\S]*?<\/pre>|<code>[\s\S]*?<\/code>|<bdi[\s\S]*?<\/bdi>/g, " "))
    .replace(/https?:\/\/\S+/g, " ")
    .trim();
