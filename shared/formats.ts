/** Days and hours as a language writes them, in one zone; the same on both sides, so that a drawn page stays as it is. */
import { digitsIn, formatNumber, localeOf } from "./numbers.ts";

/** A moment: milliseconds since 1970, an ISO text or a Date. */
export type Moment = number | string | Date;

const millisecondsOf = (at: Moment): number =>
  typeof at === "number" ? at : typeof at === "string" ? Date.parse(at) : at.getTime();

const timeKinds = [
  "clock",
  "seconds",
  "weekday",
  "date",
  "dateYear",
  "day",
  "moment",
  "full",
  "monthYear",
  "short",
] as const;
/**
 * `clock` 16:32 · `seconds` 16:32:07 · `weekday` Thu · `date` 19 Nov · `dateYear` 19 Nov 2026 · `day` Thu 19 Nov ·
 * `moment` Thu 19 Nov, 16:32 (these three with their year where `now` is in another) · `full` Thu 19 Nov 2026, 16:32 · `monthYear` Nov 2026 · `short` the shortest that is
 * clear at `now`: the clock today, the weekday this week, the date this year.
 */
export type TimeKind = (typeof timeKinds)[number];

export interface Formats {
  number(value: number): string;
  digits(text: string | number): string;
  /** Without `now`, `short` is the date with its year, and the others are taken to be of this year. */
  time(at: Moment, kind: TimeKind, now?: number): string;
  /** Seconds as a clock: 3:12, 1:02:07. */
  duration(seconds: number): string;
  /** Two moments of one day: Wed 18 Nov, 14:00–15:00. */
  span(from: Moment, to: Moment): string;
}

interface Pieces {
  weekday: string;
  day: string;
  month: string;
  year: string;
  clock: string;
  seconds: string;
  /** Which day it is, for comparing. */
  ordinal: string;
}

interface Zone {
  format: Intl.DateTimeFormat;
  /** What was asked for lately: a page writes the same moment several ways, and the next page the same moments. */
  lately: Map<number, Pieces>;
}

const zonesOf = new Map<string, Zone>();
const most = 2000;

// Put together here, not by the platform's patterns: these differ between versions, and a page is drawn on both sides.
function piecesOf(tag: string, timeZone: string, at: number): Pieces {
  const key = `${tag} ${timeZone}`;
  let zone = zonesOf.get(key);
  if (!zone) {
    const format = new Intl.DateTimeFormat(localeOf(tag), {
      timeZone,
      calendar: "gregory",
      hourCycle: "h23",
      weekday: "short",
      day: "numeric",
      month: "short",
      year: "numeric",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
    });
    zone = { format, lately: new Map() };
    zonesOf.set(key, zone);
  }
  let pieces = zone.lately.get(at);
  if (!pieces) {
    if (zone.lately.size >= most) zone.lately.clear();
    pieces = cut(zone.format.formatToParts(at));
    zone.lately.set(at, pieces);
  }
  return pieces;
}

function cut(parts: readonly Intl.DateTimeFormatPart[]): Pieces {
  const piece = (name: string) => parts.find(({ type }) => type === name)?.value ?? "";
  const clock = `${piece("hour")}:${piece("minute")}`;
  return {
    weekday: piece("weekday"),
    day: piece("day"),
    month: piece("month"),
    year: piece("year"),
    clock,
    seconds: `${clock}:${piece("second")}`,
    ordinal: `${piece("day")} ${piece("month")} ${piece("year")}`,
  };
}

const commaOf = (tag: string): string => (/^(ar|fa|ur|ps|ckb|ug|sd)\b/i.test(tag) ? "،" : ",");
const day = 86_400_000;

function short(at: number, pieces: Pieces, now: Pieces, nowAt: number, date: string): string {
  if (pieces.ordinal === now.ordinal) return pieces.clock;
  if (at < nowAt && nowAt - at < 6 * day) return pieces.weekday;
  return date;
}

/** The formats of one language in one zone (an IANA name; an unknown one counts as UTC). */
export function createFormats(tag: string, timeZone: string): Formats {
  const zone = knownZone(timeZone);
  const comma = commaOf(tag);
  const time = (when: Moment, kind: TimeKind, now?: number): string => {
    const at = millisecondsOf(when);
    if (Number.isNaN(at)) return "";
    const pieces = piecesOf(tag, zone, at);
    const present = now === undefined ? undefined : piecesOf(tag, zone, now);
    const withYear = `${pieces.day} ${pieces.month} ${pieces.year}`;
    const date = present && present.year !== pieces.year ? withYear : `${pieces.day} ${pieces.month}`;
    switch (kind) {
      case "clock":
        return pieces.clock;
      case "seconds":
        return pieces.seconds;
      case "weekday":
        return pieces.weekday;
      case "date":
        return date;
      case "dateYear":
        return withYear;
      case "day":
        return `${pieces.weekday} ${date}`;
      case "moment":
        return `${pieces.weekday} ${date}${comma} ${pieces.clock}`;
      case "full":
        return `${pieces.weekday} ${withYear}${comma} ${pieces.clock}`;
      case "monthYear":
        return `${pieces.month} ${pieces.year}`;
      case "short":
        return now === undefined || !present ? withYear : short(at, pieces, present, now, date);
    }
  };
  return {
    number: (value) => formatNumber(tag, value),
    digits: (text) => digitsIn(tag, text),
    time,
    duration: (seconds) => digitsIn(tag, clockOf(Math.max(0, Math.floor(seconds)))),
    span: (from, to) => `${time(from, "moment")}–${time(to, "clock")}`,
  };
}

const zones = new Map<string, string>();

function knownZone(name: string): string {
  let known = zones.get(name);
  if (known === undefined) {
    try {
      known = new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone;
    } catch {
      known = "UTC";
    }
    zones.set(name, known);
  }
  return known;
}

function clockOf(seconds: number): string {
  const two = (value: number) => String(value).padStart(2, "0");
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}
