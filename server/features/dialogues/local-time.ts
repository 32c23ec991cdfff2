/** Wall-clock times in a zone and the instants that they name, through the clocks' changes. */
import { Problem } from "../../platform/problem.ts";

const day = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  let known = formats.get(timeZone);
  if (!known) {
    try {
      known = new Intl.DateTimeFormat("en-GB", {
        timeZone,
        calendar: "gregory",
        numberingSystem: "latn",
        hourCycle: "h23",
        year: "numeric",
        month: "2-digit",
        day: "2-digit",
        hour: "2-digit",
        minute: "2-digit",
        second: "2-digit",
      });
    } catch {
      throw new Problem("time-not-valid", { fields: { timeZone: "unknown" } });
    }
    // A zone that nobody has is refused above, so this holds no more than the world's.
    formats.set(timeZone, known);
  }
  return known;
}

/** What the clocks on the wall show at an instant, as if it were UTC; milliseconds. */
function wallAt(instant: number, timeZone: string): number {
  const part: Record<string, number> = {};
  for (const { type, value } of formatOf(timeZone).formatToParts(instant)) part[type] = Number(value);
  const { year = 0, month = 1, day: date = 1, hour = 0, minute = 0, second = 0 } = part;
  return Date.UTC(year, month - 1, date, hour, minute, second);
}

const offsetAt = (instant: number, timeZone: string): number =>
  wallAt(instant, timeZone) - Math.floor(instant / 1000) * 1000;

/**
 * The instant of a local time, `2016-10-30T14:00` in `Europe/Berlin`. Of a time that comes twice, when the clocks go back, it is
 * the first; one that is left out, when they go forward, counts as much later as they were put on. Throws `time-not-valid`
 * for a day or hour that is in no calendar, or an unknown zone; its details name `field`.
 */
export function instantOf(localTime: string, timeZone: string, field = "localTime"): Date {
  const wall = Date.parse(`${localTime}:00Z`);
  // A 30th of February would be read as a day in March.
  if (Number.isNaN(wall) || new Date(wall).toISOString().slice(0, 16) !== localTime)
    throw new Problem("time-not-valid", { fields: { [field]: "no-such-time" } });
  const before = wall - offsetAt(wall - day, timeZone);
  const after = wall - offsetAt(wall + day, timeZone);
  const shown = [Math.min(before, after), Math.max(before, after)].find(
    (instant) => wallAt(instant, timeZone) === wall,
  );
  return new Date(shown ?? before);
}

/** The local day of an instant, `2016-10-30`. */
export const dayOf = (instant: Date, timeZone: string): string =>
  new Date(wallAt(instant.getTime(), timeZone)).toISOString().slice(0, 10);

/** The local time of an instant, `2016-10-30T14:00`; what `instantOf` takes. */
export const localTimeOf = (instant: Date, timeZone: string): string =>
  new Date(wallAt(instant.getTime(), timeZone)).toISOString().slice(0, 16);

/** How many days `other` comes after `one`; both are days, `2016-10-30`. */
export const daysBetween = (one: string, other: string): number =>
  Math.round((Date.parse(other) - Date.parse(one)) / day);

/** The day so many days after. */
export const dayAfter = (one: string, days: number): string =>
  new Date(Date.parse(one) + days * day).toISOString().slice(0, 10);
