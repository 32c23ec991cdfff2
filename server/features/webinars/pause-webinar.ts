import type { WebinarView, webinars } from "../../../shared/contracts/webinars.ts";
import type { Given } from "../../../shared/operation.ts";
import { change } from "../../platform/outbox/index.ts";
import type { Person } from "../../platform/person.ts";
import { changeHosted } from "./change-hosted.ts";
import { Webinars } from "./webinar.model.ts";
import { webinarShownIn } from "./webinars.streams.ts";

/** Takes no new question or vote for a while, or takes them again; chat, desks and answers go on. */
export const pauseWebinar = (
  person: Person,
  { webinarId, changeId, paused }: Given<typeof webinars.pauseWebinar>,
): Promise<WebinarView> =>
  changeHosted(person, { webinarId, changeId, from: ["open", "paused"] }, (webinar) =>
    change(
      Webinars,
      { _id: webinarId, state: { $in: ["open", "paused"] } },
      { $set: { state: paused ? "paused" : "open" } },
      { person, changeId, pending: ["tell"], shownIn: webinarShownIn(webinar) },
    ),
  );
