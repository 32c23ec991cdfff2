import type { forum } from "../../../../shared/contracts/forum.ts";
import type { Answer } from "../../../../shared/operation.ts";
import type { Person } from "../../../platform/person.ts";
import { Problem } from "../../../platform/problem.ts";
import { anonymousView, findPeople, personIn } from "../../members/index.ts";
import { mayReadPost } from "../forum.policy.ts";
import { fillMentions } from "../markdown/mentions.ts";
import { render } from "../markdown/render-markdown.ts";
import { readablePost } from "../threads/readable-thread.ts";
import { type Revision, Revisions } from "./revision.model.ts";

const most = 100;

/** What a post has said over time, the oldest text first, the present one last. */
export async function readHistory(
  person: Person,
  { postId }: { postId: string },
): Promise<Answer<typeof forum.readHistory>> {
  const { post } = await readablePost(person, postId);
  if (!mayReadPost(person, post)) throw new Problem("not-found");
  // Kept just before an edit that then did not happen: the present text once more.
  const former = await Revisions.find({ postId, bodyVersion: { $lt: post.bodyVersion } })
    .sort({ bodyVersion: -1 })
    .limit(most)
    .lean<Revision[]>();
  const texts = [
    ...former.reverse(),
    { body: post.body, language: post.language, at: post.editedAt ?? post.createdAt },
  ];
  const rendered = texts.map((text) => ({ ...text, ...render(text.body) }));
  const people = await findPeople([post.authorId, ...rendered.flatMap(({ mentions }) => mentions)]);
  const by = post.asAsker ? anonymousView : personIn(people, post.authorId);
  return {
    revisions: rendered.map(({ at, html, language }) => ({
      at: at.toISOString(),
      by,
      html: fillMentions(html, people),
      language,
    })),
  };
}
