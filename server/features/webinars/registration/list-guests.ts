import type { webinars } from "../../../../shared/contracts/webinars.ts";
import type { Answer, Given } from "../../../../shared/operation.ts";
import type { Person } from "../../../platform/person.ts";
import { Problem } from "../../../platform/problem.ts";
import { guestLink, guestsOf, viewPerson } from "../../members/index.ts";
import { readableWebinar } from "../find-webinar.ts";
import { mayHost } from "../webinars.policy.ts";

/** The guests of a webinar with their personal links. */
export async function listGuests(
  person: Person,
  { webinarId }: Given<typeof webinars.listGuests>,
): Promise<Answer<typeof webinars.listGuests>> {
  const webinar = await readableWebinar(person, webinarId);
  if (!mayHost(person, webinar)) throw new Problem("not-allowed");
  const guests = await guestsOf(webinarId);
  return {
    guests: guests.map((guest) => ({
      guest: viewPerson(guest),
      panellist: webinar.panellistIds.includes(guest._id),
      link: guestLink(guest),
    })),
  };
}
