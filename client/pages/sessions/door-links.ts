/** Addresses around the door: where one wanted to go, kept over the form, and over the mail too where there is script. */
import type { At } from "../../page.ts";

const here = /^\/(?![/\\])/;

/** Where to go after signing in: an address of this server, or nothing. */
export const wantedPath = ({ query }: At): string | undefined =>
  query["to"] && here.test(query["to"]) ? query["to"] : undefined;

/** The present page with its query, for drawing it again. It may hold a token: it goes into a form's body and nowhere else. */
export const samePage = ({ path, query }: At): string => withQuery(path, query);

export const signInPath = (to: string | undefined, more: Readonly<Record<string, string>> = {}): string =>
  withQuery("/sign-in", { ...(to ? { to } : {}), ...more });

function withQuery(path: string, query: Readonly<Record<string, string>>): string {
  const text = new URLSearchParams(query).toString();
  return text ? `${path}?${text}` : path;
}

const kept = "colloquy.signIn.to";
const minutes = 15;

/** The link in the mail opens a page of its own, often in this browser. */
export function keepWanted(to: string | undefined): void {
  try {
    if (to) localStorage.setItem(kept, JSON.stringify({ to, until: Date.now() + minutes * 60_000 }));
    else localStorage.removeItem(kept);
  } catch {
    // No storage: one lands on the home page.
  }
}

export function keptWanted(): string | undefined {
  try {
    const { to, until } = JSON.parse(localStorage.getItem(kept) ?? "{}") as { to?: string; until?: number };
    return to && here.test(to) && until && until > Date.now() ? to : undefined;
  } catch {
    return undefined;
  }
}
