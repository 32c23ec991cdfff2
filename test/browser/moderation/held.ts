/** A webinar that closed with questions that nobody had approved: they wait in triage. */
import { nowMs } from "../../../server/platform/clock.ts";
import { settled } from "../../../server/platform/outbox/index.ts";
import { newId } from "../../../shared/ids.ts";
import type { Someone } from "../../support/house.ts";

export interface Held {
  readonly sectionId: string;
  readonly webinarId: string;
  /** Closes the hour: the questions come into triage. */
  close(): Promise<void>;
}

/** Asks each question before the close; by name, the last one without. */
export async function holdQuestions(
  organiser: Someone,
  asker: Someone,
  texts: readonly string[],
  title = "Who decides what counts as change?",
): Promise<Held> {
  const [sectionId, webinarId] = [newId(), newId()];
  await organiser.call("forum.createSection", { id: sectionId, slug: `section-${sectionId}`, title: "Practice" });
  await organiser.call("webinars.createWebinar", {
    id: webinarId,
    sectionId,
    title,
    timeZone: "UTC",
    starts: new Date(nowMs() + 60_000).toISOString().slice(0, 16),
    minutes: 60,
    moderatorIds: [organiser.id],
    preApproval: true,
  });
  await organiser.call("webinars.openWebinar", { webinarId, changeId: newId() });
  for (const [index, text] of texts.entries())
    await asker.call("webinars.askQuestion", { id: newId(), webinarId, text, anonymous: index === texts.length - 1 });
  const waiting = async () => (await organiser.call("moderation.listTriage", {})).items.length;
  return {
    sectionId,
    webinarId,
    async close() {
      const before = await waiting();
      await organiser.call("webinars.closeWebinar", { webinarId, changeId: newId() });
      const until = performance.now() + 25_000;
      while ((await waiting()) < before + texts.length && performance.now() < until)
        await new Promise((resolve) => setTimeout(resolve, 200));
      await settled();
    },
  };
}
