/** The forum: sections hold threads, threads hold posts. */
import { z } from "zod";
import { operation, stream } from "../operation.ts";
import { Cursor, Id, Language, line, Moment, markdown, NewId, Nothing, PersonView, pageOf, Slug } from "./common.ts";
import { DialogueView } from "./dialogues.ts";
import { CarriedQuestionView } from "./webinars.ts";

/** Who reads or writes here. */
export const Audience = z.union([z.enum(["public", "members", "staff"]), z.string().regex(/^group:[0-9a-f-]{36}$/)]);
export type Audience = z.infer<typeof Audience>;
/** `locked`: read only; `held`: waits for triage; `hidden`: by a moderator. */
export const ThreadState = z.enum(["open", "locked", "held", "hidden"]);
/** `held` and `hidden` posts are read by moderators and their author alone; a `removed` one by nobody, its number stays. */
export const PostState = z.enum(["shown", "held", "hidden", "removed"]);
/** What one may say of a post without words. */
export const Reaction = z.enum(["heart", "insight"]);
export type Reaction = z.infer<typeof Reaction>;
/** What of a thread comes into the inbox: nothing, what concerns oneself, everything. */
export const FollowLevel = z.enum(["ignore", "normal", "follow"]);
export type FollowLevel = z.infer<typeof FollowLevel>;

/** A section as it is listed. `opensAt` and `closesAt` are instants; outside them nobody writes, everybody reads. */
export const SectionView = z.object({
  id: Id,
  slug: z.string(),
  title: z.string(),
  description: z.string(),
  readers: Audience,
  writers: Audience,
  opensAt: Moment.nullable(),
  closesAt: Moment.nullable(),
  threads: z.int(),
  posts: z.int(),
  lastPostAt: Moment.nullable(),
  /** The dialogue whose forum this is; its address. */
  dialogue: z.object({ slug: z.string(), title: z.string() }).nullable(),
  version: z.int(),
});
export type SectionView = z.infer<typeof SectionView>;
/** A section with what its reader may do there. */
export const SectionHere = SectionView.extend({ mayWrite: z.boolean() });

/** A section as an organiser makes it. `slug` is its address, for ever. */
export const NewSection = z.strictObject({
  id: NewId,
  slug: Slug,
  title: line(120),
  description: line(600, 0).default(""),
  readers: Audience.default("public"),
  writers: Audience.default("members"),
});
export type NewSection = z.output<typeof NewSection>;

/** The latest post of a thread, for lists. */
const LastPost = z.object({
  number: z.int(),
  at: Moment,
  author: PersonView,
  excerpt: z.string(),
  language: z.string(),
});

/** A thread, without its posts. The same for every watcher of the stream it is told on. */
export const ThreadView = z.object({
  id: Id,
  section: z.object({ id: Id, slug: z.string(), title: z.string() }),
  title: z.string(),
  language: z.string(),
  author: PersonView,
  state: ThreadState,
  pinned: z.boolean(),
  /** Posts shown, without stubs; the question of a carried thread is not one. */
  posts: z.int(),
  lastNumber: z.int(),
  lastPost: LastPost.nullable(),
  keyQuestionId: Id.nullable(),
  /** The post marked as the answer of a carried question. */
  answerPostId: Id.nullable(),
  /** What a carried thread shows as its number 1, read from the question itself. */
  carried: CarriedQuestionView.nullable(),
  createdAt: Moment,
  version: z.int(),
});
export type ThreadView = z.infer<typeof ThreadView>;

/** A thread in a list, with what this reader has not read yet. */
export const ThreadRow = z.object({ thread: ThreadView, unread: z.int(), firstUnread: z.int().nullable() });
export type ThreadRow = z.infer<typeof ThreadRow>;

/** A post as it is shown to all who watch its thread. `html` is sanitised; null where the reader may not see it any more. */
export const PostView = z.object({
  id: Id,
  threadId: Id,
  number: z.int(),
  author: PersonView,
  /** "Asker" where an anonymous asker replies as such, "panellist" in that webinar's carried threads. */
  badge: z.enum(["asker", "panellist", "moderator", "organiser"]).nullable(),
  html: z.string().nullable(),
  language: z.string(),
  state: PostState,
  replyTo: z.object({ id: Id, number: z.int(), author: PersonView }).nullable(),
  keyQuestionId: Id.nullable(),
  /** Who reacted how, by id. */
  reactions: z.object({ heart: z.array(Id), insight: z.array(Id) }),
  edits: z.int(),
  editedAt: Moment.nullable(),
  isAnswer: z.boolean(),
  createdAt: Moment,
  version: z.int(),
});
export type PostView = z.infer<typeof PostView>;

/** What only its author sees of a post: held or hidden, and why. */
export const MyPostView = z.object({
  id: Id,
  threadId: Id,
  state: PostState,
  html: z.string().nullable(),
  reason: z.string().nullable(),
  version: z.int(),
});
export type MyPostView = z.infer<typeof MyPostView>;

/** One page (20 posts) of a thread, with what this reader may do. */
export const ThreadPage = z.object({
  thread: ThreadView,
  posts: z.array(PostView),
  page: z.int(),
  pages: z.int(),
  /** Largest number read on any device; 0 for none and for visitors. */
  readUpTo: z.int(),
  firstUnread: z.int().nullable(),
  follow: FollowLevel,
  may: z.object({
    reply: z.boolean(),
    replyAsAsker: z.boolean(),
    moderate: z.boolean(),
    markAnswer: z.boolean(),
    editTitle: z.boolean(),
  }),
  draft: z.string().nullable(),
  /** Own posts that others see differently (held, hidden). */
  mine: z.array(MyPostView),
});
export type ThreadPage = z.infer<typeof ThreadPage>;

/** A section with one page of its threads, by latest post. */
export const SectionPage = z.object({
  section: SectionHere,
  threads: pageOf(ThreadRow),
  /** Carried threads that nobody has replied to yet, folded into one row per webinar, by votes. */
  carried: z.array(
    z.object({
      webinar: z.object({ id: Id, title: z.string() }),
      /** How many there are; `threads` holds the first hundred of them. */
      total: z.int(),
      threads: z.array(ThreadView),
    }),
  ),
});
export type SectionPage = z.infer<typeof SectionPage>;

const body = markdown(20_000);
/** A thread as its author opens it: title and first post. */
export const NewThread = z.strictObject({
  id: NewId,
  /** The id of post 1. */
  postId: NewId,
  sectionId: Id,
  title: line(160, 3),
  body,
  language: Language.optional(),
  keyQuestionId: Id.nullable().default(null),
  /** The welcome of a dialogue, which its report counts apart; organisers only. */
  welcome: z.boolean().default(false),
});
export type NewThread = z.output<typeof NewThread>;

/** A reply as its author writes it, to the thread or to a post of it. */
export const NewPost = z.strictObject({
  id: NewId,
  threadId: Id,
  body,
  replyTo: Id.nullable().default(null),
  /** Left out: detected. */
  language: Language.optional(),
  keyQuestionId: Id.nullable().default(null),
  /** Reply as the anonymous asker of the carried question. */
  asAsker: z.boolean().default(false),
});
export type NewPost = z.output<typeof NewPost>;

const onPost = { postId: Id, changeId: NewId };
const onThread = { threadId: Id, changeId: NewId };
/** `thread:ID`, `section:ID` … : what a draft belongs to. */
export const DraftPlace = z.string().regex(/^(thread|post|edit|section|question|answer):[0-9a-f-]{36}$/);

export const forum = {
  listSections: operation({
    http: "GET /sections",
    access: "anyone",
    input: Nothing,
    output: z.object({ sections: z.array(SectionView) }),
  }),
  readSection: operation({
    http: "GET /sections/:slug",
    access: "anyone",
    input: z.strictObject({ slug: Slug, cursor: Cursor.optional(), language: Language.optional() }),
    output: SectionPage,
  }),
  createSection: operation({ http: "POST /sections", access: "organiser", input: NewSection, output: SectionView }),
  changeSection: operation({
    http: "PATCH /sections/:sectionId",
    access: "organiser",
    input: z.strictObject({
      sectionId: Id,
      changeId: NewId,
      title: line(120),
      description: line(600, 0),
      readers: Audience,
      writers: Audience,
    }),
    output: SectionView,
  }),
  /** What was written lately where this person may read; for the home page. */
  listLatest: operation({
    http: "GET /latest",
    access: "anyone",
    input: z.strictObject({ sectionId: Id.optional(), limit: z.int().min(1).max(30).default(6) }),
    output: z.object({ threads: z.array(ThreadRow) }),
  }),
  createThread: operation({
    http: "POST /sections/:sectionId/threads",
    access: "signed-in",
    input: NewThread,
    output: ThreadView,
  }),
  /** A page of a thread. Without `page`: the one with `number`, else the one with the first unread post, else the first. */
  readThread: operation({
    http: "GET /threads/:threadId",
    access: "anyone",
    input: z.strictObject({
      threadId: Id,
      page: z.int().min(1).max(100_000).optional(),
      number: z.int().min(1).max(2_000_000).optional(),
    }),
    output: ThreadPage,
  }),
  createPost: operation({
    http: "POST /threads/:threadId/posts",
    access: "signed-in",
    input: NewPost,
    output: PostView,
  }),
  /** Where a post stands, for its permanent link. */
  findPost: operation({
    http: "GET /posts/:postId",
    access: "anyone",
    input: z.strictObject({ postId: Id }),
    output: z.object({ threadId: Id, number: z.int(), page: z.int() }),
  }),
  /** The Markdown of a post, for quoting (anyone who may read) and editing. */
  readPostSource: operation({
    http: "GET /posts/:postId/source",
    access: "anyone",
    input: z.strictObject({ postId: Id }),
    output: z.object({ body: z.string(), language: z.string(), version: z.int() }),
  }),
  editPost: operation({
    http: "PATCH /posts/:postId",
    access: "signed-in",
    input: z.strictObject({
      ...onPost,
      body,
      language: Language.optional(),
      /** The version that was edited; another one since then is refused with what stands (`moved-on`). */
      version: z.int(),
    }),
    output: PostView,
  }),
  correctLanguage: operation({
    http: "POST /posts/:postId/language",
    access: "signed-in",
    input: z.strictObject({ ...onPost, language: Language }),
    output: PostView,
  }),
  readHistory: operation({
    http: "GET /posts/:postId/history",
    access: "anyone",
    input: z.strictObject({ postId: Id }),
    output: z.object({
      revisions: z.array(z.object({ at: Moment, by: PersonView, html: z.string(), language: z.string() })),
    }),
  }),
  /** Takes one's own post away; its number stays as a stub. */
  removePost: operation({
    http: "DELETE /posts/:postId",
    access: "signed-in",
    input: z.strictObject({ ...onPost }),
    output: PostView,
  }),
  hidePost: operation({
    http: "POST /posts/:postId/hide",
    access: "moderator",
    input: z.strictObject({ ...onPost, reason: line(400) }),
    output: PostView,
  }),
  restorePost: operation({
    http: "POST /posts/:postId/restore",
    access: "moderator",
    input: z.strictObject({ ...onPost, reason: line(400, 0).default("") }),
    output: PostView,
  }),
  react: operation({
    http: "POST /posts/:postId/reactions",
    access: "signed-in",
    input: z.strictObject({ ...onPost, reaction: Reaction, on: z.boolean() }),
    output: PostView,
  }),
  editTitle: operation({
    http: "PATCH /threads/:threadId/title",
    access: "signed-in",
    input: z.strictObject({ ...onThread, title: line(160, 3) }),
    output: ThreadView,
  }),
  pinThread: operation({
    http: "POST /threads/:threadId/pin",
    access: "moderator",
    input: z.strictObject({ ...onThread, pinned: z.boolean() }),
    output: ThreadView,
  }),
  lockThread: operation({
    http: "POST /threads/:threadId/lock",
    access: "moderator",
    input: z.strictObject({ ...onThread, locked: z.boolean(), reason: line(400, 0).default("") }),
    output: ThreadView,
  }),
  /** Triage: opens a thread that was carried unapproved. */
  openHeldThread: operation({
    http: "POST /threads/:threadId/open",
    access: "moderator",
    input: z.strictObject({ ...onThread }),
    output: ThreadView,
  }),
  followThread: operation({
    http: "POST /threads/:threadId/follow",
    access: "signed-in",
    input: z.strictObject({ ...onThread, level: FollowLevel }),
    output: z.object({ level: FollowLevel }),
  }),
  markThreadRead: operation({
    http: "POST /threads/:threadId/read",
    access: "signed-in",
    input: z.strictObject({ threadId: Id, number: z.int().min(0) }),
    output: z.object({ readUpTo: z.int() }),
  }),
  /** Marks a reply as the answer of the carried question: by its writer, a moderator or an organiser. `on: false` undoes. */
  markAnswer: operation({
    http: "POST /posts/:postId/answer",
    access: "signed-in",
    input: z.strictObject({ ...onPost, on: z.boolean() }),
    output: ThreadView,
  }),
  saveDraft: operation({
    http: "POST /drafts",
    access: "signed-in",
    input: z.strictObject({ place: DraftPlace, body: z.string().max(20_000), title: z.string().max(200).default("") }),
    output: z.object({ savedAt: Moment }),
  }),
  readDraft: operation({
    http: "GET /drafts/:place",
    access: "signed-in",
    input: z.strictObject({ place: DraftPlace }),
    output: z.object({ body: z.string(), title: z.string(), savedAt: Moment.nullable() }),
  }),
  /** How Markdown will look. */
  previewPost: operation({
    http: "POST /preview",
    access: "signed-in",
    input: z.strictObject({ body }),
    output: z.object({ html: z.string(), language: z.string() }),
  }),
};

/** Which pages of the thread a watcher has before it: what its first `watch` brings. */
export const ThreadWindow = z.strictObject({ pages: z.array(z.int().min(1).max(100_000)).min(1).max(10) });
export type ThreadWindow = z.infer<typeof ThreadWindow>;

/** `thread:ID` for its readers, `thread:ID:moderators` for moderators, who see what is held or hidden too. */
export const threadStream = stream("thread", { thread: ThreadView, post: PostView });
/** `section:ID`, for its readers. */
export const sectionStream = stream("section", { thread: ThreadView, section: SectionView });
/** `home`: what a visitor may read. */
export const homeStream = stream("home", { thread: ThreadView, section: SectionView, dialogue: DialogueView });
