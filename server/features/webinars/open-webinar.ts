import type { WebinarView, webinars } from "../../../shared/contracts/webinars.ts";
import type { Given } from "../../../shared/operation.ts";
import { now } from "../../platform/clock.ts";
import { change } from "../../platform/outbox/index.ts";
import type { Person } from "../../platform/person.ts";
import { changeHosted } from "./change-hosted.ts";
import { Webinars } from "./webinar.model.ts";
import { webinarShownIn } from "./webinars.streams.ts";

/** Opens the hour. */
export const openWebinar = (
  person: Person,
  { webinarId, changeId }: Given<typeof webinars.openWebinar>,
): Promise<WebinarView> =>
  changeHosted(person, { webinarId, changeId, from: ["scheduled"], otherwise: "moved-on" }, (webinar) =>
    change(
      Webinars,
      { _id: webinarId, state: "scheduled" },
      { $set: { state: "open", openedAt: now() }, $addToSet: { hostIds: person.id } },
      { person, changeId, pending: ["tell"], shownIn: webinarShownIn(webinar) },
    ),
  );
