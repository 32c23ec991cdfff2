/** Every page there is: its address and its file. */
import type { At, Page } from "./page.ts";

export interface PageEntry {
  readonly path: string;
  /** Its file, as the build's manifest names it. */
  readonly file: string;
  readonly load: () => Promise<{ default: Page }>;
}
const page = (path: string, file: string, load: PageEntry["load"]): PageEntry => ({
  path,
  file: `client/pages/${file}`,
  load,
});

export const pages: readonly PageEntry[] = [
  page("/", "home/home.page.tsx", () => import("./pages/home/home.page.tsx")),
  page("/forum", "forum/forum.page.tsx", () => import("./pages/forum/forum.page.tsx")),
  page("/sections/:slug", "forum/section.page.tsx", () => import("./pages/forum/section.page.tsx")),
  page("/sections/:slug/new", "forum/new-thread.page.tsx", () => import("./pages/forum/new-thread.page.tsx")),
  page("/threads/:threadId/:number?", "forum/thread.page.tsx", () => import("./pages/forum/thread.page.tsx")),
  page("/posts/:postId", "forum/post.page.tsx", () => import("./pages/forum/post.page.tsx")),
  page("/posts/:postId/history", "forum/history.page.tsx", () => import("./pages/forum/history.page.tsx")),
  page("/inbox", "notifications/inbox.page.tsx", () => import("./pages/notifications/inbox.page.tsx")),
];

/** The page at an address, with what its path and query say; null where there is none. */
export function findPage(pathAndQuery: string): { entry: PageEntry; at: At } | null {
  const url = new URL(pathAndQuery, "http://here");
  const path = url.pathname.length > 1 ? url.pathname.replace(/\/+$/, "") : "/";
  for (const entry of pages) {
    const params = matched(entry.path, path);
    if (params) return { entry, at: { path, params, query: Object.fromEntries(url.searchParams) } };
  }
  return null;
}

/** `/threads/:threadId/:number?` against a path: the named parts, or null. */
export function matched(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split("/").slice(1);
  const given = path.split("/").slice(1);
  if (given.length > wanted.length) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = given[index];
    if (!part.startsWith(":")) {
      if (value !== part) return null;
    } else if (value) params[part.replace(/^:|\?$/g, "")] = decode(value);
    else if (!part.endsWith("?")) return null;
  }
  return params;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
