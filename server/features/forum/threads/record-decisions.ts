/** Records what moderators decided about a thread or a post, and lets go of what is recorded. */
import type { Model } from "mongoose";
import type { Thing } from "../../../database/thing.ts";
import { eachDecision } from "../../../platform/outbox/index.ts";
import { system } from "../../../platform/person.ts";
import { findPeople, readPerson } from "../../members/index.ts";
import { recordDecision } from "../../moderation/index.ts";
import { excerptOf } from "../markdown/plain-text.ts";
import type { Post } from "../posts/post.model.ts";
import { Posts } from "../posts/post.model.ts";
import { type Decision, type Thread, Threads } from "./thread.model.ts";

interface About {
  aboutId: string | null;
  excerpt: string;
  language: string;
  link: string;
}

export async function recordPostDecisions(post: Post): Promise<void> {
  if (post.decisions.length === 0) return;
  const excerpt = excerptOf(post.html, await findPeople(post.mentions));
  // An asker without a name stands in no record; `person:ID` tells her or him.
  const aboutId = post.asAsker ? null : post.authorId;
  await record(Posts, post, { aboutId, excerpt, language: post.language, link: `/posts/${post._id}` });
}

export async function recordThreadDecisions(thread: Thread): Promise<void> {
  if (thread.decisions.length === 0) return;
  const { authorId: aboutId, title: excerpt, language } = thread;
  await record(Threads, thread, { aboutId, excerpt, language, link: `/threads/${thread._id}` });
}

const record = <T extends Thing & { decisions: Decision[] }>(model: Model<T>, thing: T, about: About): Promise<void> =>
  eachDecision<Decision, T>(model, thing, async ({ kind, byId, changeId, reason }) => {
    const by = (await readPerson(byId)) ?? { ...system, id: byId as "system" };
    await recordDecision({ ...about, kind, by, subjectId: thing._id, changeId, reason });
  });
