/** The strict list of what rendered text may hold; everything else is taken out. */
import type sanitizeHtml from "sanitize-html";
import { lazily } from "../../../platform/lazily.ts";

const text = ["p", "br", "strong", "em", "s", "del", "code", "pre", "blockquote", "cite", "hr", "bdi", "a"];
const blocks = ["ul", "ol", "li", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td"];

const library = lazily<typeof sanitizeHtml>("sanitize-html");
const options: sanitizeHtml.IOptions = {
  allowedTags: [...text, ...blocks],
  allowedAttributes: {
    a: ["href", "rel"],
    ol: ["start"],
    // A wide listing can be scrolled by keyboard, and code runs left to right in every language.
    pre: [
      { name: "tabindex", values: ["0"] },
      { name: "dir", values: ["ltr"] },
    ],
    bdi: [{ name: "class", values: ["mention"] }, "data-member"],
  },
  allowedSchemes: ["http", "https", "mailto"],
  allowProtocolRelative: false,
  disallowedTagsMode: "discard",
  transformTags: { a: linkTo },
  nestingLimit: 40,
};

/** Links out of this server give no weight, no handle on the page, and say that a member wrote them. */
function linkTo(tagName: string, { href }: sanitizeHtml.Attributes): sanitizeHtml.Tag {
  if (href === undefined) return { tagName, attribs: {} };
  const within = href.startsWith("/") || href.startsWith("#");
  return { tagName, attribs: within ? { href } : { href, rel: "nofollow ugc noopener" } };
}

/** Sanitised HTML; sanitising it again changes nothing. */
export const sanitise = (html: string): string => library()(html, options);
