import type { NewThread, ThreadView } from "../../../../shared/contracts/forum.ts";
import { isDuplicate } from "../../../database/duplicate.ts";
import { now } from "../../../platform/clock.ts";
import { saveOnce, sentBefore } from "../../../platform/outbox/index.ts";
import type { Person } from "../../../platform/person.ts";
import { Problem } from "../../../platform/problem.ts";
import { postShownIn, threadShownIn } from "../audiences.ts";
import { mayReadThread, mayWelcome, whyNoThread } from "../forum.policy.ts";
import { viewThread } from "../forum.views.ts";
import { checkKeyQuestion } from "../posts/check-key-question.ts";
import { type Post, Posts } from "../posts/post.model.ts";
import { writtenBy } from "../posts/written.ts";
import { refuse } from "../refuse.ts";
import type { Section } from "../sections/section.model.ts";
import { lastPostOf } from "./count-thread.ts";
import { placeOf, readableSection } from "./readable-thread.ts";
import { type Thread, Threads } from "./thread.model.ts";

/** Opens a thread with its first post; everyone who has the section before them sees it. */
export async function createThread(person: Person, input: NewThread): Promise<ThreadView> {
  const earlier = await sentBefore(Threads, person, input);
  if (earlier) return viewEarlier(person, earlier);

  const section = await readableSection(person, { _id: input.sectionId });
  refuse(whyNoThread(person, section, now()), section);
  if (input.welcome && !mayWelcome(person)) throw new Problem("not-allowed");
  checkKeyQuestion(section, input.keyQuestionId);

  // The post first: it is nowhere until its thread is there, and a thread without it never is.
  const post = await saveOpening(person, input, section);
  const place = { _id: input.id, readers: null, state: "open" } as const;
  const thread = await saveOnce(
    Threads,
    person,
    input,
    {
      ...none,
      sectionId: section._id,
      title: input.title,
      language: post.language,
      authorId: person.id,
      state: place.state,
      standing: "listed",
      welcome: input.welcome,
      keyQuestionId: input.keyQuestionId,
      posts: 1,
      lastNumber: 1,
      lastPost: await lastPostOf(post),
      lastPostAt: post.createdAt,
    },
    { pending: ["tell", "notify", "count", "tidy"], shownIn: threadShownIn(place, section) },
  );
  return viewThread(thread, section);
}

/** One's own thread, sent again; what others wrote in it since only where one may still read it. */
async function viewEarlier(person: Person, thread: Thread): Promise<ThreadView> {
  const [view, place] = await Promise.all([viewThread(thread), placeOf(person, thread)]);
  return place && mayReadThread(person, place) ? view : { ...view, lastPost: null };
}

/** What an ordinary thread begins without. */
const none = {
  pinned: false,
  questionId: null,
  readers: null,
  writers: null,
  staysOpen: false,
  answerPostId: null,
  answerBy: null,
  decisions: [],
};

async function saveOpening(person: Person, input: NewThread, section: Section): Promise<Post> {
  const written = await writtenBy(person, input);
  const fields = {
    ...written,
    threadId: input.id,
    sectionId: section._id,
    number: 1,
    asAsker: false,
    panellist: false,
    replyTo: null,
    keyQuestionId: input.keyQuestionId,
  };
  const save = () =>
    saveOnce(Posts, person, { ...input, id: input.postId }, fields, { pending: [], shownIn: postShownIn(input.id) });
  try {
    return await save();
  } catch (thrown) {
    // Number 1 of a thread that never came to be, sent before under another post id: that one gives way.
    const orphan = await Posts.findOne({ threadId: input.id, number: 1, authorId: person.id }).lean<Post | null>();
    if (!isDuplicate(thrown) || !orphan || (await Threads.exists({ _id: input.id }))) throw thrown;
    await Posts.deleteOne({ _id: orphan._id, version: orphan.version });
    return save();
  }
}
