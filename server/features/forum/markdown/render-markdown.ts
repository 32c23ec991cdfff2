/** Markdown in, sanitised HTML out; docs/decisions/markdown.md says why so. */
import type { MarkdownIt } from "markdown-it";
import { lazily, once } from "../../../platform/lazily.ts";
import { mentionedIn, mentions } from "./mentions.ts";
import { quotes } from "./quotes.ts";
import { sanitise } from "./sanitise.ts";

/** Raised whenever the same Markdown gives other HTML: what an older one made is rendered again when it is read. */
export const rendererVersion = 1;

export interface Rendered {
  /** Sanitised; the names of mentioned people are as written, until the present ones are filled in (`fillMentions`). */
  html: string;
  /** Ids of the people mentioned. */
  mentions: string[];
  /** Ids of the posts quoted. */
  quotes: string[];
}

const library = lazily<typeof import("markdown-it").default>("markdown-it");
const renderer = once((): MarkdownIt => {
  const markdown = new (library())({ html: false, linkify: true, breaks: true, maxNesting: 30 });
  // "Read report.md" is no link to Moldova: only what begins with http or mailto is one.
  markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false });
  markdown.use(mentions).use(quotes);
  // A picture fetched from elsewhere tells that host who reads here: it is shown as a link.
  markdown.renderer.rules["image"] = (tokens, at) => {
    const token = tokens[at];
    const href = markdown.utils.escapeHtml(String(token?.attrGet("src") ?? ""));
    return `<a href="${href}">${markdown.utils.escapeHtml(token?.content || href)}</a>`;
  };
  markdown.renderer.rules["fence"] = markdown.renderer.rules["code_block"] = (tokens, at) =>
    `<pre tabindex="0" dir="ltr"><code>${markdown.utils.escapeHtml(tokens[at]?.content ?? "")}</code></pre>\n`;
  // The page and the thread have the first two levels of headings.
  markdown.renderer.rules["heading_open"] = (tokens, at) => `<${lowered(tokens[at]?.tag)}>`;
  markdown.renderer.rules["heading_close"] = (tokens, at) => `</${lowered(tokens[at]?.tag)}>\n`;
  return markdown;
});

const lowered = (tag = "h6"): string => `h${Math.min(6, Number(tag.slice(1)) + 2)}`;

/** Renders what a person wrote. Same text, same answer; nothing is fetched or looked up. */
export function render(body: string): Rendered {
  const env: { quotes?: Set<string> } = {};
  const html = sanitise(renderer().render(body, env)).trimEnd();
  return { html, mentions: mentionedIn(html), quotes: [...(env.quotes ?? [])] };
}

/** The same as HTML alone, for texts that are no posts: mentioned people stand there by the name that was written. */
export const renderMarkdown = (body: string): string => render(body).html;
