/** Draws a page on the server: the bundle's door. Synchronous on purpose, so that no request sees another's. */
import { renderToString } from "preact-render-to-string";
import type { MeView } from "../shared/contracts/members.ts";
import type { Catalogue } from "../shared/languages.ts";
import { App, directionOf, type PageState, titleOf } from "./app.tsx";
import { packState } from "./bodies.ts";
import type { At, Need, Page } from "./page.ts";
import { findPage, pages } from "./pages.ts";

const loaded = new Map<string, Page>(await Promise.all(pages.map(async ({ file, load }) => [file, (await load()).default] as const)));

/** A page that the server is to draw. */
export interface WantedPage {
  file: string;
  at: At;
  needs(me: MeView): Record<string, Need | null>;
  moved(answers: Record<string, unknown>): string | null;
}
export interface RenderInput {
  wanted: WantedPage | null;
  /** Path and query as asked for. */
  url: string;
  state: PageState;
  catalogue: Catalogue;
}
export interface Rendered {
  html: string;
  title: string;
  direction: "ltr" | "rtl";
  /** The state as JSON for a script element. */
  packed: string;
}

/** The page at this address and what it asks for; null where there is none. */
export function wantedPage(pathAndQuery: string): WantedPage | null {
  const found = findPage(pathAndQuery);
  const page = found && loaded.get(found.entry.file);
  if (!found || !page) return null;
  const { at, entry } = found;
  return {
    file: entry.file,
    at,
    needs: (me) => page.needs(at, me),
    moved: (answers) => page.moved?.(answers as never, at) ?? null,
  };
}

export function renderPage({ wanted, url, state, catalogue }: RenderInput): Rendered {
  const page = (wanted && loaded.get(wanted.file)) ?? null;
  const at = wanted?.at ?? { path: url.split("?")[0] ?? "/", params: {}, query: {} };
  const html = renderToString(<App state={state} page={page} at={at} catalogue={catalogue} go={() => {}} refresh={async () => {}} />);
  return { html, title: titleOf({ state, page, at, catalogue }), direction: directionOf(state.language), packed: packState(state, html) };
}
