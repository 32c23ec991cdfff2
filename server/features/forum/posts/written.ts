/** What a person wrote, made ready to be stored: rendered, its language found, those it speaks of noted. */
import type { Person } from "../../../platform/person.ts";
import { render, rendererVersion } from "../markdown/render-markdown.ts";
import { languageOf } from "./language-of.ts";
import type { Post } from "./post.model.ts";

/** The most people that one post tells; who mentions more mentions nobody. */
const mostMentions = 20;

type Text = Pick<Post, "body" | "html" | "renderer" | "language" | "languageGiven" | "mentions" | "quotes">;

/** `keep`: the language it has by a person's word, which an edit leaves. */
export async function textOf(
  person: Person,
  { body, language }: { body: string; language?: string | undefined },
  keep?: string,
): Promise<Text> {
  const { html, mentions, quotes } = render(body);
  return {
    body,
    html,
    renderer: rendererVersion,
    language: language === undefined && keep !== undefined ? keep : await languageOf(person, html, language),
    languageGiven: language !== undefined || keep !== undefined,
    mentions,
    quotes,
  };
}

/** A new post's own part, without its place. */
export const writtenBy = async (person: Person, input: { body: string; language?: string | undefined }) => ({
  ...(await textOf(person, input)),
  authorId: person.id,
  state: "shown" as const,
  newMentions: [],
  reactions: { heart: [], insight: [] },
  edits: 0,
  editedAt: null,
  bodyVersion: 1,
  isAnswer: false,
  reason: null,
  decisions: [],
});

/** Whom to tell: nobody where somebody mentions half the community. */
export const toldOf = (mentions: readonly string[]): readonly string[] =>
  mentions.length > mostMentions ? [] : mentions;
