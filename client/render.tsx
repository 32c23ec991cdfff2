/** Draws a page on the server: the bundle's door. Synchronous on purpose, so that no request sees another's. */
import { renderToString } from "preact-render-to-string";
import type { Rendered, RenderInput, WantedPage } from "../shared/pages.ts";
import { App, directionOf, titleOf } from "./app.tsx";
import { packState } from "./bodies.ts";
import type { Page } from "./page.ts";
import { findPage, pages } from "./pages.ts";

const loaded = new Map<string, Page>(
  await Promise.all(pages.map(async ({ file, load }) => [file, (await load()).default] as const)),
);

/** The page at this address and what it asks for; null where there is none. */
export function wantedPage(pathAndQuery: string): WantedPage | null {
  const found = findPage(pathAndQuery);
  const page = found && loaded.get(found.entry.file);
  if (!found || !page) return null;
  const { at, entry } = found;
  return {
    file: entry.file,
    at,
    shared: page.shared ?? false,
    needs: (me) => page.needs(at, me),
    moved: (answers) => page.moved?.(answers as never, at) ?? null,
  };
}

export function renderPage({ wanted, url, state, catalogue }: RenderInput): Rendered {
  const page = (wanted && loaded.get(wanted.file)) ?? null;
  const at = wanted?.at ?? { path: url.split("?")[0] ?? "/", params: {}, query: {} };
  const html = renderToString(
    <App state={state} page={page} at={at} catalogue={catalogue} go={() => {}} refresh={async () => {}} />,
  );
  return {
    html,
    title: titleOf({ state, page, at, catalogue }),
    direction: directionOf(state.language),
    packed: packState(state, html),
  };
}
