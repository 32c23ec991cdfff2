import type { WebinarView, webinars } from "../../../../shared/contracts/webinars.ts";
import type { Given } from "../../../../shared/operation.ts";
import type { Person } from "../../../platform/person.ts";
import { changeHosted } from "../change-hosted.ts";
import { beginClose, callBackFor, live } from "./begin-close.ts";

/** Calls a webinar off. Its open questions are carried all the same, or declined with the reason `cancelled`. */
export const cancelWebinar = (
  person: Person,
  { webinarId, changeId, questions }: Given<typeof webinars.cancelWebinar>,
): Promise<WebinarView> =>
  changeHosted(person, { webinarId, changeId, from: live }, (webinar) =>
    beginClose(person, webinar, {
      becomes: "cancelled",
      declines: questions === "decline",
      waits: callBackFor,
      changeId,
    }),
  );
