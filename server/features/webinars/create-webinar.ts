import type { NewWebinar, WebinarView } from "../../../shared/contracts/webinars.ts";
import { saveOnce, sentBefore } from "../../platform/outbox/index.ts";
import type { Person } from "../../platform/person.ts";
import { Problem } from "../../platform/problem.ts";
import { dialoguesForWebinars } from "../dialogues/index.ts";
import { mayReadSections } from "../forum/index.ts";
import { checkPeople, planOf } from "./plan.ts";
import { Webinars } from "./webinar.model.ts";
import { webinarShownIn } from "./webinars.streams.ts";
import { viewWebinar } from "./webinars.views.ts";

/** Schedules a webinar, of a dialogue or by itself. */
export async function createWebinar(person: Person, input: NewWebinar): Promise<WebinarView> {
  const earlier = await sentBefore(Webinars, person, input);
  if (earlier) return viewWebinar(earlier);

  const { id, dialogueId, sectionId, ...written } = input;
  const fields = { ...planOf(written), dialogueId, sectionId: await whereQuestionsGo(person, dialogueId, sectionId) };
  await checkPeople(written);
  const webinar = await saveOnce(
    Webinars,
    person,
    input,
    {
      ...fields,
      hostIds: [],
      state: "scheduled",
      openedAt: null,
      closedAt: null,
      before: null,
      becomes: null,
      declines: false,
      carryFrom: null,
      carrying: null,
    },
    { pending: ["tell", "schedule"], shownIn: webinarShownIn({ _id: id, dialogueId }) },
  );
  return viewWebinar(webinar);
}

/** The dialogue's section; without a dialogue, the one that is named. */
async function whereQuestionsGo(person: Person, dialogueId: string | null, sectionId: string | null): Promise<string> {
  if (dialogueId !== null) {
    const dialogue = (await dialoguesForWebinars([dialogueId])).get(dialogueId);
    if (!dialogue) throw new Problem("bad-input", { fields: { dialogueId: "not-found" } });
    return dialogue.sectionId;
  }
  if (sectionId === null) throw new Problem("bad-input", { fields: { sectionId: "required" } });
  if (!(await mayReadSections(person, [sectionId])).has(sectionId))
    throw new Problem("bad-input", { fields: { sectionId: "not-found" } });
  return sectionId;
}
