/** Gives a post the number after the largest of its thread: docs/decisions/numbering.md. */

import { isDuplicate } from "../../../database/duplicate.ts";
import { readOne } from "../../../database/read.ts";
import type { Thing } from "../../../database/thing.ts";
import { inTurn } from "../../../platform/in-turn.ts";
import { saveOnce } from "../../../platform/outbox/index.ts";
import type { Person } from "../../../platform/person.ts";
import { Problem } from "../../../platform/problem.ts";
import { postShownIn } from "../audiences.ts";
import { type Post, Posts } from "./post.model.ts";

/** Other nodes number the same thread; each failure means that one of them got on. */
const mostTries = 60;

export function saveNumbered(
  person: Person,
  input: { id: string },
  fields: Omit<Post, keyof Thing | "number">,
): Promise<Post> {
  const { threadId } = fields;
  const follow = { pending: ["tell", "notify", "count", "tidy"], shownIn: postShownIn(threadId) };
  return inTurn(threadId, async () => {
    for (let tries = 0; tries < mostTries; tries++) {
      // Number 1 is the opening post, or the question of a carried thread.
      const number = Math.max(1, await largestNumber(threadId)) + 1;
      try {
        return await saveOnce(Posts, person, input, { ...fields, number }, follow);
      } catch (thrown) {
        if (!isDuplicate(thrown)) throw thrown;
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 5 * Math.min(tries, 10)));
      }
    }
    throw new Problem("unavailable");
  });
}

/** 0 where there is no post. */
export async function largestNumber(threadId: string): Promise<number> {
  const how = { sort: { number: -1 }, projection: { number: 1, _id: 0 } } as const;
  const last = await readOne<Post, Pick<Post, "number">>(Posts, { threadId }, how);
  return last?.number ?? 0;
}
