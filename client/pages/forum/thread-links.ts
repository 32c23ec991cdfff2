/** Addresses inside the forum, written in one place. */
import type { At } from "../../page.ts";

export const sectionPath = (slug: string, query: Readonly<Record<string, string | undefined>> = {}): string =>
  withQuery(`/sections/${slug}`, query);
export const threadPath = (threadId: string, page = 1): string =>
  withQuery(`/threads/${threadId}`, { page: page > 1 ? String(page) : undefined });
/** A post in its thread; `anchor` goes to it even without script. */
export const postPath = (threadId: string, number: number): string => `/threads/${threadId}/${number}#post-${number}`;
/** For ever, whatever becomes of its thread. */
export const permanentPath = (postId: string): string => `/posts/${postId}`;
export const historyPath = (postId: string): string => `/posts/${postId}/history`;

/** What a verb leads to where there is no script: the same page, with the form that it opens. */
export type Opened = "reply" | "quote" | "edit" | "hide" | "restore" | "language" | "remove" | "title" | "lock";

export const openedPath = (at: At, opened: Opened, id: string): string =>
  `${withQuery(at.path, { page: at.query["page"], open: opened, id })}#${anchors[opened] ?? "opened"}`;

const anchors: Partial<Record<Opened, string>> = { reply: "reply-below", quote: "reply" };

/** The box that one replies in: to a post, or at the end of the thread. */
export const replyBoxId = (post?: { id: string }): string => (post ? `reply-${post.id}` : "reply-text");

/** Which form the address opens, and for which post. */
export function openedAt(at: At): { opened: Opened; id: string } | null {
  const { open, id } = at.query;
  return open !== undefined && id !== undefined ? { opened: open as Opened, id } : null;
}

/** The page without the form. */
export const closedPath = (at: At): string => withQuery(at.path, { page: at.query["page"] });
/** The page as it is. */
export const herePath = (at: At): string => withQuery(at.path, at.query);

function withQuery(path: string, query: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(query).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return given.length > 0 ? `${path}?${new URLSearchParams(given)}` : path;
}
