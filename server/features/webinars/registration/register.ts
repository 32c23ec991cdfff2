import type { webinars } from "../../../../shared/contracts/webinars.ts";
import type { Answer, Given } from "../../../../shared/operation.ts";
import { change, saveOnce } from "../../../platform/outbox/index.ts";
import type { Person } from "../../../platform/person.ts";
import { readableWebinar } from "../find-webinar.ts";
import { isOver } from "../questions/question.states.ts";
import { refusal } from "../refuse.ts";
import { Registrations, registrationId } from "./registration.model.ts";

/** Says that one comes, or does not after all. */
export async function register(
  person: Person,
  { webinarId, changeId, on }: Given<typeof webinars.register>,
): Promise<Answer<typeof webinars.register>> {
  const webinar = await readableWebinar(person, webinarId);
  if (isOver(webinar.state)) throw refusal(webinar);
  const id = registrationId(webinarId, person.id);
  const fields = { webinarId, personId: person.id, comes: on };
  // Without a document nobody comes.
  if (on) await saveOnce(Registrations, person, { id }, fields, { pending: [], shownIn: [] });
  await change(Registrations, { _id: id, comes: !on }, { $set: { comes: on } }, { person, changeId, pending: [] });
  return { registered: on };
}
