import type { webinars } from "../../../../shared/contracts/webinars.ts";
import type { Answer, Given } from "../../../../shared/operation.ts";
import { change } from "../../../platform/outbox/index.ts";
import type { Person } from "../../../platform/person.ts";
import { Problem } from "../../../platform/problem.ts";
import { createGuest, guestLink, readGuest, viewPerson } from "../../members/index.ts";
import { readableWebinar } from "../find-webinar.ts";
import { isOver } from "../questions/question.states.ts";
import { refusal } from "../refusal.ts";
import { Webinars } from "../webinar.model.ts";
import { mayHost } from "../webinars.policy.ts";
import { webinarShownIn } from "../webinars.streams.ts";

/** Makes a guest and a personal link; a panellist too, if so wished. The same id again gives the same guest. */
export async function inviteGuest(
  person: Person,
  input: Given<typeof webinars.inviteGuest>,
): Promise<Answer<typeof webinars.inviteGuest>> {
  const webinar = await readableWebinar(person, input.webinarId);
  if (!mayHost(person, webinar)) throw new Problem("not-allowed");
  // Who was invited before stays a guest of a webinar that is over.
  if (isOver(webinar.state) && !(await readGuest(input.id))) throw refusal(webinar);
  const guest = await createGuest(person, input);
  if (input.panellist && !webinar.panellistIds.includes(guest._id)) {
    await change(
      Webinars,
      { _id: webinar._id, panellistIds: { $ne: guest._id } },
      { $addToSet: { panellistIds: guest._id } },
      { person, pending: ["tell"], shownIn: webinarShownIn(webinar) },
    );
  }
  return { guest: viewPerson(guest), link: guestLink(guest) };
}
