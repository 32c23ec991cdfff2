/** Who attended a webinar and for how long: only between its open and its close, without panel, host and moderators. */
import { now } from "../../../platform/clock.ts";
import { presentSettings } from "../../settings/index.ts";
import type { Webinar } from "../webinar.model.ts";
import { type Presence, percent, presenceOf } from "./count.ts";
import { Intervals } from "./interval.model.ts";

export interface Attendance {
  attendees: number;
  engaged: number;
  /** In per cent, rounded. */
  engagement: number;
  people: (Presence & { engaged: boolean })[];
}

export async function attendanceOf(webinar: Webinar): Promise<Attendance> {
  const { engagedMinutes } = await presentSettings();
  if (!webinar.openedAt) return { attendees: 0, engaged: 0, engagement: 0, people: [] };
  const staff = new Set([...webinar.panellistIds, ...webinar.moderatorIds, ...webinar.hostIds]);
  const intervals = await Intervals.find({ webinarId: webinar._id }, { personId: 1, startedAt: 1, endedAt: 1 }).lean();
  const counted = intervals.filter(({ personId }) => !staff.has(personId));
  const people = presenceOf(counted, webinar.openedAt, webinar.closedAt ?? now())
    .map((presence) => ({ ...presence, engaged: presence.milliseconds > engagedMinutes * 60_000 }))
    .sort((one, other) => other.milliseconds - one.milliseconds);
  const engaged = people.filter((person) => person.engaged).length;
  return { attendees: people.length, engaged, engagement: percent(engaged, people.length), people };
}
