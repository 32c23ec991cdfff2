/** Local times and the instants that they name, through the clocks' changes. */
import { expect, test } from "@jest/globals";
import { dayAfter, dayOf, daysBetween, instantOf, localTimeOf } from "../../server/features/dialogues/local-time.ts";

const utc = (localTime: string, timeZone: string) => instantOf(localTime, timeZone).toISOString();

test("a local time is the instant at which the clocks there show it", () => {
  expect(utc("2016-10-24T09:00", "America/Santo_Domingo")).toBe("2016-10-24T13:00:00.000Z");
  expect(utc("2016-11-12T00:00", "Asia/Karachi")).toBe("2016-11-11T19:00:00.000Z");
  expect(utc("2016-11-12T00:00", "Asia/Kathmandu")).toBe("2016-11-11T18:15:00.000Z");
  expect(utc("2016-11-12T00:00", "UTC")).toBe("2016-11-12T00:00:00.000Z");
  expect(utc("2026-01-01T00:00", "Pacific/Kiritimati")).toBe("2025-12-31T10:00:00.000Z");
});

test("Europe's clocks go back on 30 October 2016, and the days before and after keep their nine o'clock", () => {
  expect(utc("2016-10-29T09:00", "Europe/Vienna")).toBe("2016-10-29T07:00:00.000Z");
  expect(utc("2016-10-30T09:00", "Europe/Vienna")).toBe("2016-10-30T08:00:00.000Z");
  expect(utc("2016-10-30T00:00", "Europe/Vienna")).toBe("2016-10-29T22:00:00.000Z");
  expect(utc("2016-10-31T00:00", "Europe/Vienna")).toBe("2016-10-30T23:00:00.000Z");
  expect(utc("2016-10-30T01:30", "Europe/London")).toBe("2016-10-30T00:30:00.000Z");
});

test("of an hour that comes twice the first is meant; one that is left out counts as an hour later", () => {
  expect(utc("2016-10-30T02:30", "Europe/Vienna")).toBe("2016-10-30T00:30:00.000Z");
  expect(utc("2016-10-30T03:00", "Europe/Vienna")).toBe("2016-10-30T02:00:00.000Z");
  expect(utc("2016-03-27T02:30", "Europe/Vienna")).toBe("2016-03-27T01:30:00.000Z");
  expect(localTimeOf(instantOf("2016-03-27T02:30", "Europe/Vienna"), "Europe/Vienna")).toBe("2016-03-27T03:30");
  expect(utc("2016-11-06T01:30", "America/New_York")).toBe("2016-11-06T05:30:00.000Z");
  expect(utc("2016-04-03T01:45", "Australia/Lord_Howe")).toBe("2016-04-02T14:45:00.000Z");
});

test("every quarter of an hour around a change comes back as it was written", () => {
  const noon = Date.parse("2016-10-29T12:00Z");
  for (const zone of ["Europe/Vienna", "Europe/London", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca"])
    for (let quarter = 0; quarter < 4 * 24 * 10; quarter++) {
      const written = new Date(noon + quarter * 900_000).toISOString().slice(0, 16);
      expect(localTimeOf(instantOf(written, zone), zone)).toBe(written);
    }
});

test("days are those of the zone", () => {
  expect(dayOf(new Date("2016-10-29T21:59:59Z"), "Europe/Vienna")).toBe("2016-10-29");
  expect(dayOf(new Date("2016-10-29T22:00:00Z"), "Europe/Vienna")).toBe("2016-10-30");
  expect(dayOf(new Date("2016-10-30T22:59:59.999Z"), "Europe/Vienna")).toBe("2016-10-30");
  expect(dayOf(new Date("2016-10-30T23:00:00Z"), "Europe/Vienna")).toBe("2016-10-31");
  expect(daysBetween("2016-10-24", "2016-11-12")).toBe(19);
  expect(dayAfter("2016-10-24", 14)).toBe("2016-11-07");
});

test.each([
  ["2016-02-30T10:00", "UTC"],
  ["2016-13-01T10:00", "UTC"],
  ["2016-10-24T24:00", "UTC"],
  ["2016-10-24T10:61", "UTC"],
  ["2016-10-24T10:00", "Europe/Nowhere"],
  ["2016-10-24T10:00", "__proto__"],
])("%s in %s is refused", (written, zone) => {
  expect(() => instantOf(written, zone)).toThrow("time-not-valid");
});
