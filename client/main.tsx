/** The browser's start: takes over what the server drew, then moves from page to page in place. */
import { hydrate } from "preact";
import type { Catalogue } from "../shared/languages.ts";
import type { PageState } from "../shared/pages.ts";
import { unpackState } from "./bodies.ts";
import { startRouter } from "./router.tsx";
import "./styles/index.css";

const catalogues = import.meta.glob<{ default: Catalogue }>("../shared/locales/*.json");

const root = document.getElementById("app");
const packed = document.getElementById("state")?.textContent;
if (root && packed) {
  const state = unpackState<PageState>(packed, root);
  const catalogue = await catalogues[`../shared/locales/${state.language}.json`]?.();
  if (catalogue) await startRouter({ root, state, catalogue: catalogue.default, draw: hydrate });
}
