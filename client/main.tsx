/** The browser's start: takes over what the server drew, then moves from page to page in place. */
import { hydrate } from "preact";
import type { PageState } from "../shared/pages.ts";
import { unpackState } from "./bodies.ts";
import { messagesFor } from "./catalogue.ts";
import { findPage } from "./pages.ts";
import { startRouter } from "./router.tsx";
import "./styles/index.css";

const root = document.getElementById("app");
const packed = document.getElementById("state")?.textContent;
if (root && packed) {
  const state = unpackState<PageState>(packed, root);
  // A refused form came back at the address that it was sent to: its page's own stands there again.
  if (state.problem?.from) history.replaceState(history.state, "", state.problem.from);
  const catalogue = await messagesFor(state.language, findPage(location.pathname)?.entry.file);
  await startRouter({ root, state, catalogue, draw: hydrate });
}
