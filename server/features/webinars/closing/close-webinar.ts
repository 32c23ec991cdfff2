import type { WebinarView, webinars } from "../../../../shared/contracts/webinars.ts";
import type { Given } from "../../../../shared/operation.ts";
import type { Person } from "../../../platform/person.ts";
import { changeHosted } from "../change-hosted.ts";
import { beginClose, callBackFor, live } from "./begin-close.ts";

/** Ends the hour: from this instant nothing enters. For ten seconds it can be called back. */
export const closeWebinar = (
  person: Person,
  { webinarId, changeId }: Given<typeof webinars.closeWebinar>,
): Promise<WebinarView> =>
  changeHosted(person, { webinarId, changeId, from: live }, (webinar) =>
    beginClose(person, webinar, { becomes: "closed", waits: callBackFor, changeId }),
  );
