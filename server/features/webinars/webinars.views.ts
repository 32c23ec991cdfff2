/** Webinars as all their watchers see them. */
import type { WebinarView } from "../../../shared/contracts/webinars.ts";
import { dialoguesForWebinars } from "../dialogues/index.ts";
import { sectionsById } from "../forum/index.ts";
import { findPeople, personIn } from "../members/index.ts";
import { outcomesOf } from "./closing/outcomes.ts";
import { isOver } from "./questions/question.states.ts";
import type { Webinar } from "./webinar.model.ts";

export const viewWebinar = async (webinar: Webinar): Promise<WebinarView> =>
  (await viewWebinars([webinar]))[0] as WebinarView;

/** In the same order. */
export async function viewWebinars(webinars: Webinar[]): Promise<WebinarView[]> {
  const [people, sections, dialogues, outcomes] = await Promise.all([
    findPeople(webinars.flatMap(({ panellistIds, moderatorIds }) => [...panellistIds, ...moderatorIds])),
    sectionsById([...new Set(webinars.map(({ sectionId }) => sectionId))]),
    dialoguesForWebinars([...new Set(webinars.map(({ dialogueId }) => dialogueId).filter((id) => id !== null))]),
    Promise.all(webinars.map((webinar) => (isDone(webinar) ? outcomesOf(webinar._id) : null))),
  ]);
  return webinars.map((webinar, index) => {
    const section = sections.get(webinar.sectionId);
    const dialogue = webinar.dialogueId ? dialogues.get(webinar.dialogueId) : undefined;
    return {
      id: webinar._id,
      title: webinar.title,
      description: webinar.description,
      language: webinar.language,
      dialogue: dialogue ? { id: dialogue.id, slug: dialogue.slug, title: dialogue.title } : null,
      section: { id: webinar.sectionId, slug: section?.slug ?? "", title: section?.title ?? "" },
      state: webinar.state,
      timeZone: webinar.timeZone,
      starts: webinar.starts,
      startsAt: webinar.startsAt.toISOString(),
      endsAt: webinar.endsAt.toISOString(),
      openedAt: webinar.openedAt?.toISOString() ?? null,
      closedAt: webinar.closedAt?.toISOString() ?? null,
      carryFrom: webinar.state === "closing" ? (webinar.carryFrom?.toISOString() ?? null) : null,
      preApproval: webinar.preApproval,
      anonymity: webinar.anonymity,
      questionsAhead: webinar.questionsAhead,
      panellists: webinar.panellistIds.map((id) => personIn(people, id)),
      moderators: webinar.moderatorIds.map((id) => personIn(people, id)),
      outcomes: outcomes[index] ?? null,
      createdAt: webinar.createdAt.toISOString(),
      version: webinar.version,
    };
  });
}

const isDone = ({ state }: Webinar): boolean => isOver(state) && state !== "closing";
