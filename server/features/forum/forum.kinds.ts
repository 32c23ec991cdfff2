/** What must follow a write in the forum, and how each thing is told on its streams. */
import { readAll, readByIds } from "../../database/read.ts";
import { asItStands, registerKind } from "../../platform/outbox/index.ts";
import { personStreamOf } from "../members/index.ts";
import { isAtHome, isInSection, sectionShownIn, watchersOf } from "./audiences.ts";
import { tellOpened } from "./carried/carried.hook.ts";
import { settleAnswer, unmarkUnseen } from "./carried/settle-answer.ts";
import { isPublished } from "./forum.policy.ts";
import { viewPosts, viewSection, viewThreads } from "./forum.views.ts";
import { keepPost } from "./posts/kept-posts.ts";
import { viewMyPosts } from "./posts/my-posts.ts";
import { notifyNewMentions, notifyPost, rewordPost } from "./posts/notify-post.ts";
import { type Post, Posts } from "./posts/post.model.ts";
import { tidyAfter } from "./posts/tidy-after.ts";
import { countSection } from "./sections/count-section.ts";
import { type Section, Sections } from "./sections/section.model.ts";
import { spreadAudience } from "./sections/spread-audience.ts";
import { countThread } from "./threads/count-thread.ts";
import { recordPostDecisions, recordThreadDecisions } from "./threads/record-decisions.ts";
import { type Thread, Threads } from "./threads/thread.model.ts";

registerKind<Section>({
  kind: "section",
  model: Sections,
  streams: ["section", "home"],
  views: async (sections, stream) =>
    sections.map((section) => (sectionShownIn(section).includes(stream) ? viewSection(section) : null)),
  effects: { audience: spreadAudience },
});

registerKind<Thread>({
  kind: "thread",
  model: Threads,
  streams: ["thread", "section", "home"],
  views: async (threads, stream) => {
    const sections = await readAll(Sections, { _id: { $in: threads.map(({ sectionId }) => sectionId) } });
    const byId = new Map(sections.map((section) => [section._id, section]));
    const views = await viewThreads(threads, sections);
    return threads.map((thread, at) =>
      isShownOn(stream, thread, byId.get(thread.sectionId)) ? (views[at] ?? null) : null,
    );
  },
  effects: {
    count: ({ sectionId }) => countSection(sectionId),
    notify: onOpening(notifyPost),
    tidy: onOpening(tidyAfter),
    decide: recordThreadDecisions,
    answered: asItStands(Threads, settleAnswer),
    opened: async ({ questionId }) => (questionId === null ? undefined : tellOpened(questionId)),
  },
});

registerKind<Post>({
  kind: "post",
  model: Posts,
  streams: ["thread"],
  views: async (posts, stream) => {
    const watchers = watchersOf(stream);
    const readable = watchers === "moderators" ? null : await publishedThreads(posts);
    const views = await viewPosts(posts.map(keepPost), watchers);
    return posts.map(({ threadId }, at) => (!readable || readable.has(threadId) ? (views[at] ?? null) : null));
  },
  effects: {
    count: ({ threadId }) => countThread(threadId),
    notify: notifyPost,
    mention: notifyNewMentions,
    reword: asItStands(Posts, rewordPost),
    tidy: tidyAfter,
    decide: recordPostDecisions,
    unmark: asItStands(Posts, unmarkUnseen),
  },
});

/** An author sees own posts that are hidden from others; the client lays this over the shared view. */
registerKind<Post>({
  kind: "myPost",
  model: Posts,
  streams: ["person"],
  views: (posts, stream) =>
    Promise.all(
      posts.map(async (post) => {
        if (stream !== personStreamOf(post.authorId)) return null;
        return (await viewMyPosts([keepPost(post)]))[0] ?? null;
      }),
    ),
});
function isShownOn(stream: string, thread: Thread, section: Section | undefined): boolean {
  if (!section) return false;
  if (stream === `section:${section._id}`) return isInSection(thread, section);
  if (stream === "home") return isAtHome(thread, section);
  return stream.startsWith("thread:") && (watchersOf(stream) === "moderators" || isPublished(thread));
}

/** A thread's first post is followed up when its thread is there. */
function onOpening(effect: (post: Post) => Promise<void>): (thread: Thread) => Promise<void> {
  return async ({ _id: threadId }) => {
    const post = await Posts.findOne({ threadId, number: 1 }).lean<Post | null>();
    if (post) await effect(post);
  };
}

async function publishedThreads(posts: Post[]): Promise<Set<string>> {
  const ids = [...new Set(posts.map(({ threadId }) => threadId))];
  const threads = await readByIds(Threads, ids);
  return new Set([...threads.values()].filter(isPublished).map(({ _id }) => _id));
}
