/** How a host changes the state of a webinar: compare-and-set, the same change again succeeds, refused with the present state. */
import type { WebinarState, WebinarView } from "../../../shared/contracts/webinars.ts";
import { changedBefore } from "../../platform/outbox/index.ts";
import type { Person } from "../../platform/person.ts";
import { Problem } from "../../platform/problem.ts";
import { readableWebinar } from "./find-webinar.ts";
import { refusal } from "./refusal.ts";
import { type Webinar, Webinars } from "./webinar.model.ts";
import { mayHost } from "./webinars.policy.ts";
import { viewWebinar } from "./webinars.views.ts";

interface Asked {
  webinarId: string;
  changeId: string;
  from: readonly WebinarState[];
  /** The refusal in other states, where it is not the webinar's usual one. */
  otherwise?: "too-late" | "moved-on";
}

/** `write` is given the webinar as found and returns it as changed, or null where somebody was first. */
export async function changeHosted(
  person: Person,
  { webinarId, changeId, from, otherwise }: Asked,
  write: (webinar: Webinar) => Promise<Webinar | null>,
): Promise<WebinarView> {
  const earlier = await changedBefore(Webinars, person, webinarId, changeId);
  if (earlier) return viewWebinar(earlier);

  const webinar = await readableWebinar(person, webinarId);
  if (!mayHost(person, webinar)) throw new Problem("not-allowed");
  if (!from.includes(webinar.state))
    throw otherwise ? new Problem(otherwise, { state: webinar.state, version: webinar.version }) : refusal(webinar);
  const changed = await write(webinar);
  if (changed) return viewWebinar(changed);

  const present = await Webinars.findById(webinarId).lean<Webinar>();
  throw new Problem("moved-on", {
    state: present?.state ?? webinar.state,
    version: present?.version ?? webinar.version,
  });
}
