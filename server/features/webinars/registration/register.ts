import type { webinars } from "../../../../shared/contracts/webinars.ts";
import type { Answer, Given } from "../../../../shared/operation.ts";
import { change, changedBefore, saveOnce } from "../../../platform/outbox/index.ts";
import type { Person } from "../../../platform/person.ts";
import { readableWebinar } from "../find-webinar.ts";
import { isOver } from "../questions/question.states.ts";
import { refusal } from "../refusal.ts";
import { Registrations, registrationId } from "./registration.model.ts";

/** Says that one comes, or does not after all. */
export async function register(
  person: Person,
  { webinarId, changeId, on }: Given<typeof webinars.register>,
): Promise<Answer<typeof webinars.register>> {
  const id = registrationId(webinarId, person.id);
  const earlier = await changedBefore(Registrations, person, id, changeId);
  if (earlier) return { registered: earlier.comes };

  const webinar = await readableWebinar(person, webinarId);
  if (isOver(webinar.state)) throw refusal(webinar);
  // Without a document nobody comes. What one said stands in it as a change, so that it is not said again later.
  const fields = { webinarId, personId: person.id, comes: false };
  await saveOnce(Registrations, person, { id }, fields, { pending: [], shownIn: [] });
  const said = await change(Registrations, { _id: id }, { $set: { comes: on } }, { person, changeId, pending: [] });
  return { registered: said?.comes ?? on };
}
