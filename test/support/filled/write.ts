/** Writes a community into the open database: valid documents, straight through the models. */
import mongoose, { type Model } from "mongoose";
import { isDuplicate } from "../../../server/database/duplicate.ts";
import { postShownIn, sectionShownIn, threadShownIn } from "../../../server/features/forum/audiences.ts";
import { excerptOf } from "../../../server/features/forum/markdown/plain-text.ts";
import { rendererVersion } from "../../../server/features/forum/markdown/render-markdown.ts";
import { type Post, Posts } from "../../../server/features/forum/posts/post.model.ts";
import { type Read, Reads } from "../../../server/features/forum/reading/read.model.ts";
import { type Section, Sections } from "../../../server/features/forum/sections/section.model.ts";
import { type Thread, Threads } from "../../../server/features/forum/threads/thread.model.ts";
import { Members } from "../../../server/features/members/member.model.ts";
import { type Notification, Notifications } from "../../../server/features/notifications/notification.model.ts";
import { type Chance, chanceFrom, idAt } from "./chance.ts";
import { membersFrom } from "./people.ts";
import { pageThreads, planFor, readers } from "./plan.ts";
import { beginning, stored } from "./stored.ts";
import { type Text, textsFrom, titleFrom } from "./texts.ts";

/** What stands there, for whoever measures or counts. */
export interface Filled {
  posts: number;
  /** The first is the admin. The first sixty have read marks in each of `threads`. */
  people: string[];
  sections: string[];
  /** Five hundred threads of twenty posts. */
  threads: string[];
  /** A thread of 10 000 posts, where the community is large enough for one. */
  longThread: string | null;
}

/** In one write: many for a file beside us, fewer where they travel. */
const atOnce = process.env["MONGO_URL"] ? 200 : 1000;

export async function writeCommunity(posts: number, say: (written: number) => void = () => {}): Promise<Filled> {
  const chance = chanceFrom(20_210_104);
  const plan = planFor(chance, posts);
  const members = membersFrom(chance, Math.min(10_000, Math.max(1500, Math.ceil(posts / 100))));
  const people = members.map(({ _id }) => _id);
  const sections = Array.from({ length: 8 }, (_, index) => sectionAt(index));
  const texts = textsFrom(chance, 2000);
  const threads = plan.sizes.map((size, index) => new Growing(chance, { index, size, people, sections, texts }));

  const queue = new Queue();
  for (const member of members) await queue.add(Members, member);
  for (let index = 0; index < posts; index++) {
    const thread = threads[plan.posts.thread[index] as number] as Growing;
    const post = thread.post(index, plan.posts.at[index] as number);
    await queue.add(Posts, post);
    if (post.number > 1 && (thread.index < pageThreads || index % 4 === 0) && post.authorId !== thread.authorId)
      await queue.add(Notifications, noticeOf(post, thread.title, thread.authorId, chance));
    if (index % 10_000 === 0) say(index);
  }
  for (const thread of threads) {
    await queue.add(Threads, thread.document());
    for (const stream of thread.streams()) await queue.add(streamModel(), stream);
    for (const read of readsOf(thread, people, chance)) await queue.add(Reads, read);
  }
  for (const section of sections) await queue.add(Sections, section);
  await queue.flush();
  return {
    posts,
    people,
    sections: sections.map(({ _id }) => _id),
    threads: threads.slice(0, pageThreads).map(({ id }) => id),
    longThread: plan.long === null ? null : (threads[plan.long] as Growing).id,
  };
}

/** The platform keeps it to itself. */
const streamModel = () => mongoose.model("Stream") as unknown as Model<{ _id: string }>;

/** Many documents of a model in one write. The first of each model is validated, so that a field that changed is noticed. */
class Queue {
  readonly #waiting = new Map<string, { model: Model<never>; documents: object[] }>();
  readonly #checked = new Set<string>();

  async add<D>(model: Model<D>, document: object): Promise<void> {
    const name = model.modelName;
    if (!this.#checked.has(name)) {
      this.#checked.add(name);
      await new model(document).validate();
    }
    const one = this.#waiting.get(name) ?? { model: model as unknown as Model<never>, documents: [] };
    this.#waiting.set(name, one);
    if (one.documents.push(document) >= atOnce) await this.#write(one);
  }
  async flush(): Promise<void> {
    for (const one of this.#waiting.values()) await this.#write(one);
  }
  async #write(one: { model: Model<never>; documents: object[] }): Promise<void> {
    const documents = one.documents;
    one.documents = [];
    if (documents.length === 0) return;
    try {
      await one.model.insertMany(documents, { ordered: false, lean: true });
    } catch (thrown) {
      // Written, and sent once more by the driver because the answer was late: all of it is there then.
      const ids = documents.map((document) => (document as { _id: string })._id);
      if (!isDuplicate(thrown) || (await one.model.countDocuments({ _id: { $in: ids } } as never)) < ids.length)
        throw thrown;
    }
  }
}

function sectionAt(index: number): Section {
  const _id = idAt(beginning, 2, index);
  return {
    slug: `section-${index + 1}`,
    title: `Section ${index + 1}`,
    description: "",
    readers: "public",
    writers: "members",
    opensAt: null,
    closesAt: null,
    dialogue: null,
    keyQuestionIds: null,
    threads: 0,
    posts: 0,
    lastPostAt: null,
    ...stored({ _id, at: beginning + index, by: "system", shownIn: sectionShownIn({ _id, readers: "public" }) }),
  };
}

interface Place {
  index: number;
  size: number;
  people: string[];
  sections: Section[];
  texts: Text[];
}

/** A thread that grows post by post, as all of them are written in the order of time. */
class Growing {
  readonly index: number;
  readonly title: string;
  readonly authorId: string;
  readonly #chance: Chance;
  readonly #place: Place;
  readonly #section: Section;
  id = "";
  #openedAt = 0;
  #last: Post | null = null;
  readonly #recent: string[] = [];

  constructor(chance: Chance, place: Place) {
    this.index = place.index;
    this.#chance = chance;
    this.#place = place;
    this.#section = chance.oneOf(place.sections);
    this.title = titleFrom(chance);
    // Those who will be measured have threads of their own, and so an inbox.
    this.authorId =
      place.index < pageThreads ? (place.people[place.index % readers] as string) : chance.oneOf(place.people);
  }

  post(index: number, at: number): Post {
    if (!this.#last) {
      this.id = idAt(at, 3, this.index);
      this.#openedAt = at;
    }
    const chance = this.#chance;
    const before = this.#last;
    const authorId = before ? chance.oneOf(this.#place.people) : this.authorId;
    const text = chance.oneOf(this.#place.texts);
    const post: Post = {
      threadId: this.id,
      sectionId: this.#section._id,
      number: (before?.number ?? 0) + 1,
      authorId,
      asAsker: false,
      panellist: false,
      ...text,
      renderer: rendererVersion,
      language: "en",
      languageGiven: false,
      state: "shown",
      replyTo:
        before && chance.below(3) === 0
          ? { id: before._id, number: before.number, authorId: before.authorId, asAsker: false }
          : null,
      keyQuestionId: null,
      mentions: [],
      newMentions: [],
      quotes: [],
      reactions: { heart: chance.below(6) === 0 ? [chance.oneOf(this.#place.people)] : [], insight: [] },
      edits: 0,
      editedAt: null,
      bodyVersion: 1,
      isAnswer: false,
      reason: null,
      decisions: [],
      ...stored({ _id: idAt(at, 4, index), at, by: authorId, shownIn: postShownIn(this.id) }),
    };
    this.#last = post;
    this.#recent.push(`post:${post._id}`);
    if (this.#recent.length > 256) this.#recent.shift();
    this.#section.posts++;
    this.#section.lastPostAt = post.createdAt;
    return post;
  }

  document(): Thread {
    const last = this.#last as Post;
    const place = { _id: this.id, readers: null, state: "open" } as const;
    this.#section.threads++;
    return {
      sectionId: this.#section._id,
      title: this.title,
      language: "en",
      authorId: this.authorId,
      state: "open",
      standing: "listed",
      pinned: false,
      welcome: false,
      keyQuestionId: null,
      posts: last.number,
      lastNumber: last.number,
      lastPost: {
        id: last._id,
        number: last.number,
        at: last.createdAt,
        authorId: last.authorId,
        asAsker: false,
        excerpt: excerptOf(last.html, new Map()),
        language: "en",
      },
      lastPostAt: last.createdAt,
      questionId: null,
      readers: null,
      writers: null,
      staysOpen: false,
      answerPostId: null,
      answerBy: null,
      decisions: [],
      ...stored({ _id: this.id, at: this.#openedAt, by: this.authorId, shownIn: threadShownIn(place, this.#section) }),
    };
  }

  streams(): { _id: string; revision: number; recent: string[] }[] {
    const revision = (this.#last as Post).number;
    return postShownIn(this.id).map((_id) => ({ _id, revision, recent: this.#recent }));
  }
}

function noticeOf(post: Post, title: string, personId: string, chance: Chance): Notification {
  const at = post.createdAt.getTime();
  return {
    personId,
    kind: "reply",
    subjectId: post._id,
    actorId: post.authorId,
    title,
    excerpt: excerptOf(post.html, new Map()),
    language: "en",
    link: `/posts/${post._id}`,
    reason: null,
    count: null,
    readAt: chance.below(5) === 0 ? null : new Date(at + 3_600_000),
    ...stored({ _id: `reply:${post._id}:${personId}`, at, by: "system", shownIn: [`person:${personId}`] }),
  };
}

function readsOf({ id, index }: Growing, people: string[], chance: Chance): Read[] {
  const some = index < pageThreads ? people.slice(0, readers) : [chance.oneOf(people)];
  return some.map((personId) => ({ _id: `${personId}:${id}`, number: 1 + chance.below(20) }));
}
