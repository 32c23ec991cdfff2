/** What of the forum leaves the server: document to view, field by field. */
import type { PersonView } from "../../../shared/contracts/common.ts";
import { PostView, type SectionView, ThreadView } from "../../../shared/contracts/forum.ts";
import { keepView, keepViews } from "../../platform/operations/kept-views.ts";
import { anonymousView, findPeople, type People, personIn, Together } from "../members/index.ts";
import type { Watchers } from "./audiences.ts";
import { readCarried } from "./carried/carried.hook.ts";
import { fillMentions } from "./markdown/mentions.ts";
import type { KeptPost } from "./posts/kept-posts.ts";
import { type Section, Sections } from "./sections/section.model.ts";
import type { Thread } from "./threads/thread.model.ts";

export const viewSection = (section: Section): SectionView => ({
  id: section._id,
  slug: section.slug,
  title: section.title,
  description: section.description,
  readers: section.readers,
  writers: section.writers,
  opensAt: section.opensAt?.toISOString() ?? null,
  closesAt: section.closesAt?.toISOString() ?? null,
  threads: section.threads,
  posts: section.posts,
  lastPostAt: section.lastPostAt?.toISOString() ?? null,
  dialogue: section.dialogue && { slug: section.dialogue.slug, title: section.dialogue.title },
  version: section.version,
});

/** Who wrote it, as others see it: an asker who replies as such has no name. */
const authorOf = ({ authorId, asAsker }: { authorId: string; asAsker: boolean }, people: People): PersonView =>
  asAsker ? anonymousView : personIn(people, authorId);

/** Threads in the same order. Sections are read where they are not given. */
export async function viewThreads(threads: readonly Thread[], given: readonly Section[] = []): Promise<ThreadView[]> {
  const authors = threads.flatMap(({ authorId, lastPost }) => [
    authorId,
    lastPost && !lastPost.asAsker ? lastPost.authorId : null,
  ]);
  const [sections, carried, people] = await Promise.all([
    sectionsOf(threads, given),
    readCarried(threads.flatMap(({ questionId }) => questionId ?? [])),
    findPeople(authors.filter((id) => id !== null)),
  ]);
  return threads.map((thread): ThreadView => {
    const question = thread.questionId === null ? null : (carried.get(thread.questionId) ?? null);
    const section = sections.get(thread.sectionId);
    const last = thread.lastPost;
    return {
      id: thread._id,
      section: { id: thread.sectionId, slug: section?.slug ?? "", title: section?.title ?? "" },
      title: thread.title,
      language: thread.language,
      author: thread.authorId === null ? (question?.asker ?? anonymousView) : personIn(people, thread.authorId),
      state: thread.state,
      pinned: thread.pinned,
      posts: thread.posts,
      lastNumber: thread.lastNumber,
      lastPost: last && {
        number: last.number,
        at: last.at.toISOString(),
        author: authorOf(last, people),
        excerpt: last.excerpt,
        language: last.language,
      },
      keyQuestionId: thread.keyQuestionId,
      answerPostId: thread.answerPostId,
      carried: question,
      createdAt: thread.createdAt.toISOString(),
      version: thread.version,
    };
  });
}

export const viewThread = async (thread: Thread, section?: Section): Promise<ThreadView> =>
  (await viewThreads([thread], section && [section]))[0] as ThreadView;

interface KeptThreadView {
  section: Section;
  together: Together;
  people: People;
  view: ThreadView;
}
const keptThreads = new WeakMap<Thread, KeptThreadView>();

/** The view of a thread that is read, not changed: the very same while thread, section and those named in it are. */
export async function viewReadThread(thread: Thread, section: Section): Promise<ThreadView> {
  const kept = keptThreads.get(thread);
  if (kept?.section === section && kept.people === (await kept.together.read())) return kept.view;
  const together = new Together([thread.authorId, thread.lastPost?.authorId].filter((id) => typeof id === "string"));
  const people = await together.read();
  const view = await viewThread(thread, section);
  // What a carried thread shows of its question changes with the question.
  if (thread.questionId !== null) return view;
  const known = keepView(ThreadView, view);
  keptThreads.set(thread, { section, together, people, view: known });
  return known;
}

async function sectionsOf(threads: readonly Thread[], given: readonly Section[]): Promise<Map<string, Section>> {
  const sections = new Map(given.map((section) => [section._id, section]));
  const missing = [...new Set(threads.map(({ sectionId }) => sectionId))].filter((id) => !sections.has(id));
  if (missing.length > 0)
    for (const section of await Sections.find({ _id: { $in: missing } }).lean<Section[]>())
      sections.set(section._id, section);
  return sections;
}

/** The posts of a page that is read again and again. */
export class PostsTogether {
  readonly posts: readonly KeptPost[];
  readonly #together: Together;
  readonly #kept: Partial<Record<Watchers, { people: People; views: PostView[] }>> = {};

  constructor(posts: readonly KeptPost[]) {
    this.posts = posts;
    this.#together = new Together(posts.flatMap(peopleIn));
  }

  /** Those that these watchers see; the very same list as before, where nobody named in it has changed. */
  async view(watchers: Watchers): Promise<PostView[]> {
    const people = await this.#together.read();
    const kept = this.#kept[watchers];
    if (kept?.people === people) return kept.views;
    const seen = viewAll(this.posts, people, watchers).filter((view) => view !== null);
    const views = keepViews(PostView, seen);
    this.#kept[watchers] = { people, views };
    return views;
  }
}

/** Posts in the same order, as these watchers see them; null for one that is not there for them. Names are the present ones. */
export async function viewPosts(posts: readonly KeptPost[], watchers: Watchers): Promise<(PostView | null)[]> {
  return viewAll(posts, await findPeople(posts.flatMap(peopleIn)), watchers);
}

const viewAll = (posts: readonly KeptPost[], people: People, watchers: Watchers): (PostView | null)[] =>
  posts.map((post) => (post.state === "held" && watchers === "readers" ? null : keptView(post, people, watchers)));

export const viewPost = async (post: KeptPost, watchers: Watchers): Promise<PostView> =>
  viewOne(post, await findPeople(peopleIn(post)), watchers);

const peopleIn = ({ authorId, replyTo, mentions }: KeptPost): string[] =>
  replyTo ? [authorId, replyTo.authorId, ...mentions] : [authorId, ...mentions];

interface KeptView {
  /** Those named in it, as they were. */
  people: PersonView[];
  view: PostView;
}
const keptViews = { readers: new WeakMap<KeptPost, KeptView>(), moderators: new WeakMap<KeptPost, KeptView>() };

/** Kept with its post, which is of one version; made anew where somebody named in it has changed. */
function keptView(post: KeptPost, people: People, watchers: Watchers): PostView {
  const named = peopleIn(post);
  const kept = keptViews[watchers].get(post);
  if (kept && named.every((id, at) => personIn(people, id) === kept.people[at])) return kept.view;
  const view = keepView(PostView, viewOne(post, people, watchers));
  keptViews[watchers].set(post, { people: named.map((id) => personIn(people, id)), view });
  return view;
}

/** A post's words with the present names of those mentioned. */
export const wordsOf = ({ html }: Pick<KeptPost, "html">, people: People): string => fillMentions(html, people);

function viewOne(post: KeptPost, people: People, watchers: Watchers): PostView {
  // What is hidden or removed keeps its number as a stub; what it said goes to moderators alone, and of a removed one to nobody.
  const readable = post.state === "shown" || (watchers === "moderators" && post.state !== "removed");
  return {
    id: post._id,
    threadId: post.threadId,
    number: post.number,
    author: authorOf(post, people),
    badge: badgeOf(post, people),
    html: readable ? wordsOf(post, people) : null,
    language: post.language,
    state: post.state,
    replyTo: post.replyTo && {
      id: post.replyTo.id,
      number: post.replyTo.number,
      author: authorOf(post.replyTo, people),
    },
    keyQuestionId: post.keyQuestionId,
    reactions: readable ? { heart: post.reactions.heart, insight: post.reactions.insight } : { heart: [], insight: [] },
    edits: post.edits,
    editedAt: post.editedAt?.toISOString() ?? null,
    isAnswer: post.isAnswer,
    createdAt: post.createdAt.toISOString(),
    version: post.version,
  };
}

function badgeOf({ asAsker, panellist, authorId }: KeptPost, people: People): PostView["badge"] {
  if (asAsker) return "asker";
  if (panellist) return "panellist";
  const role = people.get(authorId)?.role;
  if (role === "moderator") return "moderator";
  return role === "organiser" || role === "admin" ? "organiser" : null;
}
