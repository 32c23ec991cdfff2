/** Moves from page to page in place: links are followed without a load, answers come over the socket. */
import { type ComponentChild, type ContainerNode, render } from "preact";
import type { Catalogue } from "../shared/languages.ts";
import type { At, PageState, ShownProblem } from "../shared/pages.ts";
import { App, titleOf } from "./app.tsx";
import { messagesFor } from "./catalogue.ts";
import { call, Refusal } from "./live/call.ts";
import type { Page } from "./page.ts";
import { findPage } from "./pages.ts";

interface Start {
  root: HTMLElement;
  state: PageState;
  catalogue: Catalogue;
  /** How the first drawing is done: `hydrate` over what the server drew. */
  draw: (vnode: ComponentChild, parent: ContainerNode) => void;
}

export async function startRouter({ root, state: first, catalogue: firstMessages, draw }: Start): Promise<void> {
  let state = first;
  let catalogue = firstMessages;
  let at: At = { path: location.pathname, params: {}, query: {} };
  let page: Page | null = null;
  let latest = 0;

  const app = () => <App state={state} page={page} at={at} catalogue={catalogue} go={go} refresh={refresh} />;
  const here = () => location.pathname + location.search;
  const whole = (path: string) => location.assign(path);

  /** Asks for what the page at `path` needs and draws it; the last call wins. */
  async function show(path: string, then: () => void): Promise<void> {
    const turn = ++latest;
    const found = findPage(path);
    if (!found) return whole(path);
    document.documentElement.setAttribute("aria-busy", "true");
    try {
      const [{ default: next }, messages] = await Promise.all([
        found.entry.load(),
        messagesFor(state.language, found.entry.file),
      ]);
      const me = state.me;
      const asked = Object.entries(next.needs(found.at, me));
      let refused: ShownProblem | null = null;
      const answers: Record<string, unknown> = {};
      try {
        await Promise.all(
          asked.map(
            async ([key, wanted]) => (answers[key] = wanted && (await call(wanted.name, wanted.input as never))),
          ),
        );
      } catch (thrown) {
        if (!(thrown instanceof Refusal)) throw thrown;
        if (thrown.code === "sign-in-first") return whole(`/sign-in?to=${encodeURIComponent(path)}`);
        refused = { code: thrown.code, operation: null, details: thrown.details };
      }
      if (turn !== latest) return;
      const moved = refused ? null : next.moved?.(answers as never, found.at);
      if (moved) return go(moved);
      state = { ...state, answers, refused, problem: null, typed: {}, now: state.now };
      page = next;
      at = found.at;
      catalogue = messages;
      then();
      render(app(), root);
      document.title = titleOf({ state, page, at, catalogue });
    } catch {
      // The line is down or the page's file could not be fetched: a whole load says so in the browser's own words.
      if (turn === latest) whole(path);
    } finally {
      if (turn === latest) document.documentElement.removeAttribute("aria-busy");
    }
  }

  function go(path: string): void {
    void show(path, () => {
      if (path !== here()) history.pushState(null, "", path);
      const target = path.includes("#") ? document.getElementById(path.slice(path.indexOf("#") + 1)) : null;
      if (!target) scrollTo(0, 0);
    }).then(() => focusOn(path));
  }

  const refresh = () => show(here(), () => {});

  const found = findPage(here());
  if (found) {
    page = (await found.entry.load()).default;
    at = found.at;
  }
  draw(app(), root);

  addEventListener("popstate", () => void show(here(), () => {}));
  document.addEventListener("click", (event) => {
    const link = (event.target as Element | null)?.closest?.("a");
    if (!link || !inPlace(event, link)) return;
    event.preventDefault();
    go(link.pathname + link.search + link.hash);
  });
}

/** A plain click on a link to another page of ours. */
function inPlace(event: MouseEvent, link: HTMLAnchorElement): boolean {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
    return false;
  if (link.origin !== location.origin || link.target || link.hasAttribute("download") || link.rel.includes("external"))
    return false;
  if (link.pathname === location.pathname && link.search === location.search && link.hash) return false;
  return findPage(link.pathname + link.search) !== null;
}

/** After moving, a reader by ear or by keyboard stands at the new page's content, or at what the link named. */
function focusOn(path: string): void {
  const id = path.split("#")[1] ?? "main";
  const target = document.getElementById(id);
  if (!target) return;
  if (id !== "main") target.scrollIntoView();
  target.setAttribute("tabindex", "-1");
  target.focus({ preventScroll: true });
}
