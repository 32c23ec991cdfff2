/** Threads and their replies, each written at its moment by its author. */
import { newId } from "../../shared/ids.ts";
import type { Cast } from "./community.ts";
import type { Diary } from "./diary.ts";
import { call } from "./door.ts";
import type { LivedPost, LivedThread } from "./texts/general.ts";
import type { WrittenThread } from "./texts/past-dialogue.ts";

/** Milliseconds until others have read a post. */
const reactAfter = 20 * 60_000;

interface Place {
  sectionId: string;
  keyQuestionIds: string[];
  /** What the texts' `at` means here. */
  instantAt: (at: string) => Date;
}

/** Writes a thread into the diary. Returns its id, known beforehand. */
export function writeThread(
  diary: Diary,
  cast: Cast,
  { sectionId, keyQuestionIds, instantAt }: Place,
  thread: WrittenThread | LivedThread,
  options: { welcome?: true } = {},
): string {
  const threadId = newId();
  const ids = [thread, ...thread.replies].map(() => newId());
  const keyOf = (key: number | undefined) => (key === undefined ? null : (keyQuestionIds[key] ?? null));

  diary.at(instantAt(thread.at), async () => {
    const { title, body, language } = thread;
    const postId = ids[0] as string;
    const input = {
      id: threadId,
      postId,
      sectionId,
      title,
      body,
      language,
      keyQuestionId: keyOf(thread.key),
      ...options,
    };
    await call("forum.createThread", cast[thread.by], input);
    if ("pinned" in thread)
      await call("forum.pinThread", cast[thread.by], { threadId, changeId: newId(), pinned: true });
  });
  const lived: LivedPost[] = [thread, ...thread.replies];
  for (const [at, post] of lived.entries())
    if (post.hearts || post.insights)
      diary.at(new Date(instantAt(post.at).getTime() + reactAfter), () => react(cast, ids[at] as string, post));
  thread.replies.forEach((reply, at) => {
    const postId = ids[at + 1] as string;
    diary.at(instantAt(reply.at), async () => {
      const { body, language, to, key } = reply;
      const replyTo = to === undefined ? null : (ids[to - 1] ?? null);
      await call("forum.createPost", cast[reply.by], {
        id: postId,
        threadId,
        body,
        language,
        replyTo,
        keyQuestionId: keyOf(key),
      });
    });
  });
  return threadId;
}

async function react(cast: Cast, postId: string, { hearts = [], insights = [] }: LivedPost): Promise<void> {
  for (const who of hearts)
    await call("forum.react", cast[who], { postId, changeId: newId(), reaction: "heart", on: true });
  for (const who of insights)
    await call("forum.react", cast[who], { postId, changeId: newId(), reaction: "insight", on: true });
}
