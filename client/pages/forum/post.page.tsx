/** The permanent address of a post: leads to where it stands now. */
import { type Answers, type At, definePage, need } from "../../page.ts";
import { postPath } from "./thread-links.ts";

const needs = (at: At) => ({ post: need("forum.findPost", { postId: at.params["postId"] ?? "" }) });

export default definePage({
  needs,
  title: () => "",
  moved: ({ post }: Answers<ReturnType<typeof needs>>) => postPath(post.threadId, post.number),
  View: () => null,
});
