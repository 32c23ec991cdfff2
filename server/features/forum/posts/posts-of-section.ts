/** Every post of a section that can be read, as the figures of a dialogue count them. */
import { type Thread, Threads } from "../threads/thread.model.ts";
import { type Post, Posts } from "./post.model.ts";

interface Written {
  createdAt: Date;
  threadId: string;
  number: number;
  language: string;
  keyQuestionId: string | null;
}
/** A reply in a carried thread has no author here: its asker may have answered without a name. */
export type CountedPost = Written &
  ({ carried: false; authorId: string; welcome: boolean } | { carried: true; authorId: null; welcome: false });

const shown = { authorId: 1, createdAt: 1, threadId: 1, number: 1, language: 1, keyQuestionId: 1 };
type Shown = Written & Pick<Post, "authorId">;

/** In the order they were written; what is held, hidden or removed is left out. `welcome`: the opening post of a welcome. */
export async function postsOfSection(sectionId: string): Promise<{ posts: CountedPost[]; carriedThreads: number }> {
  const [threads, found] = await Promise.all([
    Threads.find({ sectionId, standing: { $in: ["listed", "folded"] } })
      .select({ questionId: 1, welcome: 1 })
      .lean<Pick<Thread, "_id" | "questionId" | "welcome">[]>(),
    Posts.find({ sectionId, state: "shown" }).sort({ createdAt: 1, _id: 1 }).select(shown).lean<Shown[]>(),
  ]);
  const byId = new Map(threads.map((thread) => [thread._id, thread]));
  const posts = found.flatMap(({ authorId, createdAt, threadId, number, language, keyQuestionId }): CountedPost[] => {
    const thread = byId.get(threadId);
    if (!thread) return [];
    const written = { createdAt, threadId, number, language, keyQuestionId };
    if (thread.questionId !== null) return [{ ...written, carried: true, authorId: null, welcome: false }];
    return [{ ...written, carried: false, authorId, welcome: thread.welcome && number === 1 }];
  });
  return { posts, carriedThreads: threads.filter(({ questionId }) => questionId !== null).length };
}
