import type { Person } from "../../../platform/person.ts";
import { findPeople } from "../../members/index.ts";
import { fillMentions } from "../markdown/mentions.ts";
import { render } from "../markdown/render-markdown.ts";
import { languageOf } from "./language-of.ts";

/** How Markdown will look, and in which language it seems to be. */
export async function previewPost(
  person: Person,
  { body }: { body: string },
): Promise<{ html: string; language: string }> {
  const { html, mentions } = render(body);
  return { html: fillMentions(html, await findPeople(mentions)), language: await languageOf(person, html, undefined) };
}
