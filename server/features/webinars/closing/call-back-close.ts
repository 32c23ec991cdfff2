import type { WebinarView, webinars } from "../../../../shared/contracts/webinars.ts";
import type { Given } from "../../../../shared/operation.ts";
import { change } from "../../../platform/outbox/index.ts";
import type { Person } from "../../../platform/person.ts";
import { Problem } from "../../../platform/problem.ts";
import { changeHosted } from "../change-hosted.ts";
import { Webinars } from "../webinar.model.ts";
import { webinarShownIn } from "../webinars.streams.ts";

/** Takes a close back, until the first question is carried. */
export const callBackClose = (
  person: Person,
  { webinarId, changeId }: Given<typeof webinars.callBackClose>,
): Promise<WebinarView> =>
  changeHosted(person, { webinarId, changeId, from: ["closing"], otherwise: "too-late" }, async (webinar) => {
    if (webinar.carrying) throw new Problem("too-late", { state: webinar.state, version: webinar.version });
    return change(
      Webinars,
      { _id: webinarId, state: "closing", carrying: null },
      {
        $set: { state: webinar.before, before: null, becomes: null, declines: false, closedAt: null, carryFrom: null },
      },
      { person, changeId, pending: ["tell", "close"], shownIn: webinarShownIn(webinar) },
    );
  });
