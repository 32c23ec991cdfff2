/** A quote: a blockquote whose first line is a link to a post, which becomes its `<cite>`. */
import type { MarkdownIt, Token } from "markdown-it";

const toPost = /^\/posts\/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/;

/** Teaches the renderer quotes. The posts quoted are noted in `env.quotes`. */
export function quotes(markdown: MarkdownIt): void {
  markdown.core.ruler.push("quotes", (state) => {
    const noted = new Set<string>();
    state.env["quotes"] = noted;
    for (let at = 0; at < state.tokens.length - 3; at++) {
      if (state.tokens[at]?.type !== "blockquote_open" || state.tokens[at + 1]?.type !== "paragraph_open") continue;
      const inline = state.tokens[at + 2];
      const cited = inline?.children && citedIn(inline.children);
      if (!inline || !cited) continue;
      noted.add(cited.postId);
      const cite = new state.Token("inline", "", 0);
      cite.children = cited.line;
      const [open, close] = [new state.Token("cite_open", "cite", 1), new state.Token("cite_close", "cite", -1)];
      // A first line that stands alone in its paragraph leaves no empty paragraph behind.
      const paragraph = cited.rest.length > 0 ? 0 : 3;
      inline.children = cited.rest;
      state.tokens.splice(at + 1, paragraph, open, cite, close);
    }
  });
}

function citedIn(children: Token[]): { postId: string; line: Token[]; rest: Token[] } | null {
  const end = children.findIndex(({ type }) => type === "softbreak" || type === "hardbreak");
  const line = end < 0 ? children : children.slice(0, end);
  const found = line[0]?.type === "link_open" ? toPost.exec(String(line[0].attrGet("href") ?? "")) : null;
  const closing = line.findIndex(({ type }) => type === "link_close");
  const after = line.slice(closing + 1).map(({ content }) => content);
  if (!found?.[1] || !/^\s*:?\s*$/.test(after.join(""))) return null;
  return { postId: found[1], line: line.slice(0, closing + 1), rest: end < 0 ? [] : children.slice(end + 1) };
}
