/** A mention: `@[Name](member:UUID)`, kept by id and shown by the name that the person has when it is read. */

import type { MarkdownIt } from "markdown-it";
import { escapeHtml } from "../../../platform/escape-html.ts";
import type { People } from "../../members/index.ts";

const id = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
const source = `@\\[([^\\]\\n]{1,120})\\]\\(member:(${id})\\)`;
const written = new RegExp(source, "y");
const everyWritten = new RegExp(source, "g");
const placeholder = /<bdi class="mention" data-member="([0-9a-f-]{36})">([^<]*)<\/bdi>/g;

/** Teaches the renderer mentions: a marked place that holds the name as it was written. */
export function mentions(markdown: MarkdownIt): void {
  markdown.inline.ruler.before("link", "mention", (state, silent) => {
    if (state.src.charCodeAt(state.pos) !== 0x40) return false;
    written.lastIndex = state.pos;
    const [whole, name, memberId] = written.exec(state.src) ?? [];
    if (whole === undefined || name === undefined || memberId === undefined) return false;
    if (!silent) {
      const token = state.push("mention", "bdi", 0);
      token.content = name;
      token.meta = { memberId };
    }
    state.pos += whole.length;
    return true;
  });
  markdown.renderer.rules["mention"] = (tokens, at) =>
    `<bdi class="mention" data-member="${String(tokens[at]?.meta?.["memberId"])}">@${escapeHtml(tokens[at]?.content ?? "")}</bdi>`;
}

/** The ids of all who are mentioned in kept HTML. */
export const mentionedIn = (html: string): string[] => [
  ...new Set(Array.from(html.matchAll(placeholder), ([, memberId]) => memberId as string)),
];

/** Kept HTML with the present names filled in. Whoever is gone has no name any more. */
export const fillMentions = (html: string, people: People): string =>
  html.includes("data-member")
    ? html.replace(
        placeholder,
        (_, memberId: string) =>
          `<bdi class="mention" data-member="${memberId}">@${escapeHtml(nameOf(people, memberId))}</bdi>`,
      )
    : html;

/** Markdown with the present names in its mentions. */
export const nameMentions = (body: string, people: People): string =>
  body.replace(
    everyWritten,
    (_, __, memberId: string) => `@[${nameOf(people, memberId).replace(/[[\]\n]/g, " ")}](member:${memberId})`,
  );

const nameOf = (people: People, memberId: string): string => people.get(memberId)?.name || "…";
