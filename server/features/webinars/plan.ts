/** The plan of a webinar as its organiser writes it: times into instants, people who must be there. */
import type { NewWebinar } from "../../../shared/contracts/webinars.ts";
import { isAtLeast } from "../../platform/person.ts";
import { Problem } from "../../platform/problem.ts";
import { instantOf } from "../dialogues/index.ts";
import { readPerson } from "../members/index.ts";
import type { Webinar } from "./webinar.model.ts";

type Written = Omit<NewWebinar, "id" | "dialogueId" | "sectionId">;
export type Plan = Written & Pick<Webinar, "startsAt" | "endsAt">;

/** Throws `time-not-valid`. */
export function planOf(written: Written): Plan {
  const startsAt = instantOf(written.starts, written.timeZone, "starts");
  const distinct = (ids: string[]) => [...new Set(ids)];
  return {
    ...written,
    panellistIds: distinct(written.panellistIds),
    moderatorIds: distinct(written.moderatorIds),
    startsAt,
    endsAt: new Date(startsAt.getTime() + written.minutes * 60_000),
  };
}

/** Panellists are members, or guests of this webinar; its moderators have that role. Throws `bad-input`. */
export async function checkPeople({ panellistIds, moderatorIds }: Written, webinarId?: string): Promise<void> {
  for (const id of panellistIds) {
    const person = await readPerson(id);
    const fits = person?.kind === "member" || (person?.kind === "guest" && person.webinarId === webinarId);
    if (!fits) throw new Problem("bad-input", { fields: { panellistIds: "not-found" } });
  }
  for (const id of moderatorIds) {
    const person = await readPerson(id);
    if (!person || !isAtLeast(person, "moderator"))
      throw new Problem("bad-input", { fields: { moderatorIds: "not-a-moderator" } });
  }
}
