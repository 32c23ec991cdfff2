/** What a mail looks like: headers without line breaks, a plain text, and the same as sparing HTML. */

import type Mailer from "nodemailer/lib/mailer/index.js";
import { directionOf } from "../../../shared/languages.ts";
import { escapeHtml } from "../escape-html.ts";
import type { Mail } from "./mail.model.ts";

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
const breaks = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;
/** One line of a header: whoever writes a name must not write a header. */
export const oneLine = (text: string): string => text.replace(breaks, " ").trim();

/** The address of `<…>`, or the whole. */
const domainOf = (from: string): string => /@([\w.-]+)/.exec(from)?.[1] ?? "localhost";

/** The mail as nodemailer takes it. Its Message-ID is its own for ever, so that one sent twice shows once. */
export function compose(mail: Mail, from: string): Mailer.Options {
  return {
    from,
    to: { name: oneLine(mail.toName), address: oneLine(mail.to) },
    subject: oneLine(mail.subject),
    text: mail.text,
    html: htmlOf(mail),
    date: mail.createdAt,
    messageId: `<${mail._id}@${domainOf(from)}>`,
    headers: {
      "Content-Language": mail.language,
      "Auto-Submitted": "auto-generated",
      "X-Auto-Response-Suppress": "All",
    },
    // Nothing that somebody wrote may make the server read a file or an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

const address = /https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)]/g;

/** The addresses in a text, each once. */
export const linksIn = (text: string): string[] => [...new Set(text.match(address) ?? [])];

function withLinks(text: string): string {
  let html = "";
  let done = 0;
  for (const found of text.matchAll(address)) {
    const link = escapeHtml(found[0]);
    html += `${escapeHtml(text.slice(done, found.index))}<a href="${link}" dir="ltr">${link}</a>`;
    done = found.index + found[0].length;
  }
  return html + escapeHtml(text.slice(done));
}

function htmlOf({ subject, text, language }: Mail): string {
  const paragraphs = text
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${withLinks(paragraph).replaceAll("\n", "<br>")}</p>`)
    .join("\n");
  return `<!doctype html>
<html lang="${escapeHtml(language)}" dir="${directionOf(language)}"><head><meta charset="utf-8"><title>${escapeHtml(subject)}</title></head>
<body style="font:16px/1.5 sans-serif;max-width:36em;margin:0 auto;padding:1em;overflow-wrap:anywhere">
${paragraphs}
</body></html>
`;
}
