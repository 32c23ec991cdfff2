/** The instant from which nothing enters: the compare-and-set that begins every close. */
import { now, nowMs } from "../../../platform/clock.ts";
import { change } from "../../../platform/outbox/index.ts";
import type { Person } from "../../../platform/person.ts";
import type { Webinar } from "../webinar.model.ts";
import { Webinars } from "../webinar.model.ts";
import { webinarShownIn } from "../webinars.streams.ts";
import { faults } from "./faults.ts";

/** How long a host may call a close back. */
export const callBackFor = 10_000;
/** How long after its end an hour is closed by itself. */
export const grace = 15 * 60_000;
export const live = ["scheduled", "open", "paused"] as const;

export interface Close {
  becomes: "closed" | "cancelled";
  declines?: boolean;
  /** Nothing is carried before so many milliseconds have passed. */
  waits: number;
  changeId?: string;
  /** The end that a job has read: a webinar that was moved meanwhile stays open. */
  endsAt?: Date;
}

/** The webinar as it closes; null where somebody was first. */
export async function beginClose(
  person: Person,
  webinar: Webinar,
  { becomes, declines = false, waits, changeId, endsAt }: Close,
): Promise<Webinar | null> {
  const closing = await change(
    Webinars,
    { _id: webinar._id, state: webinar.state, ...(endsAt ? { endsAt } : {}) },
    {
      $set: {
        state: "closing",
        before: webinar.state,
        becomes,
        declines,
        closedAt: now(),
        carryFrom: new Date(nowMs() + waits),
        carrying: null,
      },
      ...(person.kind === "member" ? { $addToSet: { hostIds: person.id } } : {}),
    },
    { person, ...(changeId ? { changeId } : {}), pending: ["tell", "close"], shownIn: webinarShownIn(webinar) },
  );
  if (closing) await faults.at("closing-saved");
  return closing;
}
