import type { WebinarView, webinars } from "../../../shared/contracts/webinars.ts";
import type { Given } from "../../../shared/operation.ts";
import { change } from "../../platform/outbox/index.ts";
import type { Person } from "../../platform/person.ts";
import { recheckWatchers } from "../../platform/realtime/index.ts";
import { changeHosted } from "./change-hosted.ts";
import { live } from "./closing/begin-close.ts";
import { checkPeople, planOf } from "./plan.ts";
import { type Webinar, Webinars } from "./webinar.model.ts";
import { webinarShownIn } from "./webinars.streams.ts";

/** Changes the plan, until the close. Questions keep what their askers were told. */
export const changeWebinar = (
  person: Person,
  { webinarId, changeId, version, ...written }: Given<typeof webinars.changeWebinar>,
): Promise<WebinarView> =>
  changeHosted(person, { webinarId, changeId, from: live }, async (webinar) => {
    const plan = planOf(written);
    await checkPeople(written, webinarId);
    const changed = await change(
      Webinars,
      { _id: webinarId, state: { $in: live }, ...(version === undefined ? {} : { version }) },
      { $set: plan },
      { person, changeId, pending: ["tell", "schedule"], shownIn: webinarShownIn(webinar) },
    );
    if (changed) takeAwayRights(webinar, changed);
    return changed;
  });

/** Who was taken off the panel or the desk watches it no longer, nor the room where nothing else lets her or him in. */
function takeAwayRights(before: Webinar, after: Webinar): void {
  const gone = (of: "panellistIds" | "moderatorIds") => before[of].filter((id) => !after[of].includes(id));
  for (const personId of new Set([...gone("panellistIds"), ...gone("moderatorIds")])) recheckWatchers({ personId });
}
