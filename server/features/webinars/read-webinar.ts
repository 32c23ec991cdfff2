import type { webinars } from "../../../shared/contracts/webinars.ts";
import type { Answer, Given } from "../../../shared/operation.ts";
import type { Person } from "../../platform/person.ts";
import { readableWebinar } from "./find-webinar.ts";
import { mayIn } from "./may-in.ts";
import { viewWebinar } from "./webinars.views.ts";

/** The webinar itself, without its queue. */
export async function readWebinar(
  person: Person,
  { webinarId }: Given<typeof webinars.readWebinar>,
): Promise<Answer<typeof webinars.readWebinar>> {
  const webinar = await readableWebinar(person, webinarId);
  const [view, rights] = await Promise.all([viewWebinar(webinar), mayIn(person, webinar)]);
  return { webinar: view, ...rights };
}
