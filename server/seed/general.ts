/** The general discussion, and what one member has read of it. */
import { newId } from "../../shared/ids.ts";
import type { Cast } from "./community.ts";
import { countedDay, dayAfter } from "./days.ts";
import type { Diary } from "./diary.ts";
import { call } from "./door.ts";
import { generalSection, generalThreads } from "./texts/general.ts";
import { writeThread } from "./write-threads.ts";

const minute = 60_000;

/** Writes it into the diary. */
export function writeGeneral(diary: Diary, cast: Cast): void {
  const sectionId = newId();
  const day = diary.today.toISOString().slice(0, 10);
  const latest = diary.today.getTime() - 35 * minute;
  const instantAt = (at: string) => {
    const { days, time } = countedDay(at);
    return new Date(Math.min(Date.parse(`${dayAfter(day, -days)}T${time}:00Z`), latest));
  };
  diary.at(instantAt("60T08:00"), () => call("forum.createSection", cast.ana, { id: sectionId, ...generalSection }));
  const threads = generalThreads.map((thread) => ({
    thread,
    id: writeThread(diary, cast, { sectionId, keyQuestionIds: [], instantAt }, thread),
  }));

  // Tamanda was here four days ago: what is older she has read, what came since she has not.
  diary.at(instantAt("4T20:30"), async () => {
    for (const { thread, id } of threads) {
      const read = [thread, ...thread.replies].filter(({ at }) => instantAt(at) < instantAt("4T20:30")).length;
      if (read > 0) await call("forum.markThreadRead", cast.tamanda, { threadId: id, number: read });
    }
    const followed = threads.find(({ thread }) => thread.by === "lubna");
    if (followed)
      await call("forum.followThread", cast.tamanda, { threadId: followed.id, changeId: newId(), level: "follow" });
  });
}
