/** Says what is to be done, and when. */
import { isDuplicate } from "../../database/duplicate.ts";
import { longAgo, now } from "../clock.ts";
import { Jobs } from "./job.model.ts";

export interface Scheduled {
  /** One job an id: scheduling it again moves it. `close-webinar:ID` */
  id: string;
  /** Whose handler runs it: `onJob(name, …)`. */
  name: string;
  at: Date;
  subject: string;
}

/** Schedules a job, or moves it. One that is just running is run again at the new moment. */
export async function schedule({ id, name, at, subject }: Scheduled): Promise<void> {
  const update = {
    $set: { name, subject, dueAt: at, lease: null, leasedUntil: longAgo, tries: 0 },
    $setOnInsert: { createdAt: now() },
    $inc: { version: 1 },
  };
  try {
    await Jobs.updateOne({ _id: id }, update, { upsert: true });
  } catch (thrown) {
    // Two upserts at once: one of them inserts, the other finds it there now.
    if (!isDuplicate(thrown)) throw thrown;
    await Jobs.updateOne({ _id: id }, update);
  }
}

/** Forgets a job; no matter if there is none. */
export async function unschedule(id: string): Promise<void> {
  await Jobs.deleteOne({ _id: id });
}
