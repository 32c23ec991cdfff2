/** The document around a drawn page. */

import type { PageState, Rendered } from "../../../shared/pages.ts";
import { escapeHtml } from "../escape-html.ts";

export interface Around {
  rendered: Rendered;
  state: PageState;
  /** Styles, preloads and the script of this page, as tags. */
  tags: string;
}

export function documentOf({ rendered, state, tags }: Around): string {
  const theme = state.me.theme === "system" ? "" : ` data-theme="${state.me.theme}"`;
  const head = [
    `<meta charset="utf-8">`,
    `<meta name="viewport" content="width=device-width, initial-scale=1">`,
    `<title>${escapeHtml(rendered.title)}</title>`,
    `<link rel="icon" href="/mark.svg" type="image/svg+xml">`,
    tags,
  ].join("");
  const body = `<div id="app">${rendered.html}</div><script type="application/json" id="state">${rendered.packed}</script>`;
  return `<!doctype html><html lang="${state.language}" dir="${rendered.direction}"${theme}><head>${head}</head><body>${body}</body></html>`;
}
