/** The forum's door: sections hold threads, threads hold posts. */
import { forum } from "../../../shared/contracts/forum.ts";
import { type Served, serve } from "../../platform/operations/serve.ts";
import { markAnswer } from "./carried/mark-answer.ts";
import { correctLanguage } from "./posts/correct-language.ts";
import { createPost } from "./posts/create-post.ts";
import { editPost } from "./posts/edit-post.ts";
import { findPost } from "./posts/find-post.ts";
import { hidePost, restorePost } from "./posts/hide-post.ts";
import { previewPost } from "./posts/preview-post.ts";
import { react } from "./posts/react.ts";
import { readHistory } from "./posts/read-history.ts";
import { readPostSource } from "./posts/read-post-source.ts";
import { removePost } from "./posts/remove-post.ts";
import { followThread } from "./reading/follow-thread.ts";
import { markThreadRead } from "./reading/mark-thread-read.ts";
import { readDraft } from "./reading/read-draft.ts";
import { saveDraft } from "./reading/save-draft.ts";
import { changeSection } from "./sections/change-section.ts";
import { createSection } from "./sections/create-section.ts";
import { listSections } from "./sections/list-sections.ts";
import { readSection } from "./sections/read-section.ts";
import { createThread } from "./threads/create-thread.ts";
import { editTitle } from "./threads/edit-title.ts";
import { listLatest } from "./threads/list-latest.ts";
import { lockThread } from "./threads/lock-thread.ts";
import { openHeldThread } from "./threads/open-held-thread.ts";
import { pinThread } from "./threads/pin-thread.ts";
import { readThread } from "./threads/read-thread.ts";
import "./forum.kinds.ts";
import "./forum.streams.ts";

export { registerCarried } from "./carried/carried.hook.ts";
export {
  carriedThreadId,
  hideCarriedThread,
  openCarriedThread,
  retellCarriedThread,
} from "./carried/carried-threads.ts";
export { renderMarkdown } from "./markdown/render-markdown.ts";
export { guessLanguage } from "./posts/language-of.ts";
export { postsOfSection } from "./posts/posts-of-section.ts";
export { followThreadFor } from "./reading/follow.model.ts";
export { createSectionFor, type DialogueSection, setSectionWindow } from "./sections/section-for-dialogue.ts";
export { mayReadSections, sectionsById } from "./sections/sections-for-others.ts";

const useCases = {
  listSections,
  readSection,
  createSection,
  changeSection,
  listLatest,
  createThread,
  readThread,
  createPost,
  findPost,
  readPostSource,
  editPost,
  correctLanguage,
  readHistory,
  removePost,
  hidePost,
  restorePost,
  react,
  editTitle,
  pinThread,
  lockThread,
  openHeldThread,
  followThread,
  markThreadRead,
  markAnswer,
  saveDraft,
  readDraft,
  previewPost,
};

export const forumFeature = (): Served[] => serve("forum", forum, useCases);
