/** Who may watch what of the forum, and what of it is on a screen at first. */

import { ThreadWindow } from "../../../shared/contracts/forum.ts";
import { readOne } from "../../database/read.ts";
import { registerStream } from "../../platform/realtime/index.ts";
import { mayModerate, mayReadSection, mayReadThread } from "./forum.policy.ts";
import { Sections } from "./sections/section.model.ts";
import { numbersOn } from "./threads/pages.ts";
import { placeOf } from "./threads/readable-thread.ts";
import { Threads } from "./threads/thread.model.ts";

registerStream({
  prefix: "thread",
  mayWatch: async (person, [threadId, audience, ...more]) => {
    if (threadId === undefined || more.length > 0 || (audience !== undefined && audience !== "moderators"))
      return false;
    if (audience === "moderators" && !mayModerate(person)) return false;
    const place = await placeOf(person, await readOne(Threads, { _id: threadId }));
    return place !== null && mayReadThread(person, place);
  },
  window: ([threadId], window) => {
    const pages = ThreadWindow.safeParse(window).data?.pages ?? [1];
    const numbers = pages.flatMap(numbersOn);
    return {
      thread: { limit: 1 },
      post: { filter: { threadId, number: { $in: numbers } }, sort: { number: 1 }, limit: numbers.length },
    };
  },
});

registerStream({
  prefix: "section",
  mayWatch: async (person, [sectionId, ...more]) => {
    if (sectionId === undefined || more.length > 0) return false;
    const section = await readOne(Sections, { _id: sectionId });
    return section !== null && mayReadSection(person, section);
  },
  window: () => ({ section: { limit: 1 }, thread: { sort: { lastPostAt: -1, _id: -1 }, limit: 60 } }),
});

registerStream({
  prefix: "home",
  mayWatch: async (_, rest) => rest.length === 0,
  // Dialogues, which stand above the forum, are told at home too.
  window: () => ({
    section: { limit: 100 },
    thread: { sort: { lastPostAt: -1, _id: -1 }, limit: 30 },
    dialogue: { limit: 30 },
  }),
});
