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
  page("/dialogues", "dialogues/dialogues.page.tsx", () => import("./pages/dialogues/dialogues.page.tsx")),
  page("/dialogues/new", "dialogues/new-dialogue.page.tsx", () => import("./pages/dialogues/new-dialogue.page.tsx")),
  page("/dialogues/:slug", "dialogues/dialogue.page.tsx", () => import("./pages/dialogues/dialogue.page.tsx")),
  page(
    "/dialogues/:slug/edit",
    "dialogues/edit-dialogue.page.tsx",
    () => import("./pages/dialogues/edit-dialogue.page.tsx"),
  ),
  page(
    "/dialogues/:slug/conclusions",
    "dialogues/conclusions.page.tsx",
    () => import("./pages/dialogues/conclusions.page.tsx"),
  ),
  page("/dialogues/:slug/figures", "dialogues/figures.page.tsx", () => import("./pages/dialogues/figures.page.tsx")),
  page("/webinars/new", "webinars/new-webinar.page.tsx", () => import("./pages/webinars/new-webinar.page.tsx")),
  page("/webinars/:webinarId", "webinars/webinar.page.tsx", () => import("./pages/webinars/webinar.page.tsx")),
  page(
    "/webinars/:webinarId/edit",
    "webinars/edit-webinar.page.tsx",
    () => import("./pages/webinars/edit-webinar.page.tsx"),
  ),
  page("/webinars/:webinarId/guests", "webinars/guests.page.tsx", () => import("./pages/webinars/guests.page.tsx")),
  page("/webinars/:webinarId/panel", "webinars/panel.page.tsx", () => import("./pages/webinars/panel.page.tsx")),
  page("/webinars/:webinarId/desk", "webinars/desk.page.tsx", () => import("./pages/webinars/desk.page.tsx")),
  page("/inbox", "notifications/inbox.page.tsx", () => import("./pages/notifications/inbox.page.tsx")),
  page("/sign-in", "sessions/sign-in.page.tsx", () => import("./pages/sessions/sign-in.page.tsx")),
  page("/sign-in/link", "sessions/use-link.page.tsx", () => import("./pages/sessions/use-link.page.tsx")),
  page("/sign-in/forgot", "sessions/forgot.page.tsx", () => import("./pages/sessions/forgot.page.tsx")),
  page("/sign-in/reset", "sessions/reset.page.tsx", () => import("./pages/sessions/reset.page.tsx")),
  page("/join", "sessions/join.page.tsx", () => import("./pages/sessions/join.page.tsx")),
  page("/first-admin", "sessions/first-admin.page.tsx", () => import("./pages/sessions/first-admin.page.tsx")),
  page("/account", "members/account.page.tsx", () => import("./pages/members/account.page.tsx")),
  page("/members", "members/members.page.tsx", () => import("./pages/members/members.page.tsx")),
  page("/members/new", "members/new-member.page.tsx", () => import("./pages/members/new-member.page.tsx")),
  page("/settings", "settings/settings.page.tsx", () => import("./pages/settings/settings.page.tsx")),
  page("/settings/mails", "settings/mails.page.tsx", () => import("./pages/settings/mails.page.tsx")),
  page("/settings/mails/:mailId", "settings/mail.page.tsx", () => import("./pages/settings/mail.page.tsx")),
  page("/triage", "moderation/triage.page.tsx", () => import("./pages/moderation/triage.page.tsx")),
  page("/decisions", "moderation/decisions.page.tsx", () => import("./pages/moderation/decisions.page.tsx")),
];

/** The page at an address, with what its path and query say; null where there is none. */
export function findPage(pathAndQuery: string): { entry: PageEntry; at: At } | null {
  const url = new URL(pathAndQuery, "http://here");
  const path = url.pathname.length > 1 ? url.pathname.replace(/\/+$/, "") : "/";
  const [, word = ""] = path.split("/", 2);
  for (const entry of pages) {
    if (!entry.path.startsWith(`/${word}`)) continue;
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
