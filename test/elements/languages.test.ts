/** Words, numbers and moments in the reader's language, digits and zone. */
import { describe, expect, test } from "@jest/globals";
import { createLanguage } from "../../client/language/language.ts";
import { fillIn } from "../../client/language/rich.ts";
import { createFormats } from "../../shared/formats.ts";
import {
  catalogueFor,
  directionOf,
  languageName,
  type MessageKey,
  plateOf,
  translate,
} from "../../shared/languages.ts";
import { formatNumber } from "../../shared/numbers.ts";
import { catalogueOf } from "./messages.ts";

const wednesday = "2026-11-18T14:00:00.000Z";

describe("a message", () => {
  const votes = (tag: string, count: number) => translate(catalogueOf(tag), tag, "common.votes", { count });

  test("takes the plural form of its language, in its digits", () => {
    expect([1, 2, 1200].map((count) => votes("en", count))).toEqual(["1 vote", "2 votes", "1,200 votes"]);
    expect([1, 2, 3, 11, 100].map((count) => votes("ar", count))).toEqual([
      "صوت واحد",
      "صوتان",
      "٣ أصوات",
      "١١ صوتًا",
      "١٠٠ صوت",
    ]);
  });

  test("shows its key where it is missing, and leaves what nobody filled in", () => {
    expect(translate({}, "en", "common.save")).toBe("common.save");
    expect(translate({ "thread.to": "to {{name}}" }, "en", "thread.to")).toBe("to {{name}}");
  });

  test("can be had for some rooms alone", () => {
    expect(Object.keys(catalogueFor({ "common.save": "Save", "forum.reply": "Reply" }, ["forum"]))).toEqual([
      "forum.reply",
    ]);
  });

  test("can hold elements: values, wrapped words, numbers in figures; neighbouring texts are one", () => {
    const number = (value: number) => formatNumber("en", value);
    expect(fillIn("Read {{what}}, please.", { what: "this" }, number)).toEqual(["Read this, please."]);
    const [before, count, after] = fillIn(
      "All <b>{{count}}</b> of them",
      { count: 3, b: (words: unknown) => ({ words }) as never },
      number,
    );
    expect([before, after]).toEqual(["All ", " of them"]);
    expect(count).toMatchObject({ words: [{ type: "span", props: { class: "num", children: "3" } }] });
  });

  test("can be shown with an element in a number's place", () => {
    const english = createLanguage("en", catalogueOf("en"));
    const shown = english.rich("common.votes", { count: 2 }, { count: "two" });
    expect(shown).toEqual(["two votes"]);
  });
});

describe("a language", () => {
  test("has a direction, also by its script", () => {
    expect(["ar", "fa", "he", "ks-Deva", "az-Arab", "en", "ar-Latn"].map(directionOf)).toEqual([
      "rtl",
      "rtl",
      "rtl",
      "rtl",
      "rtl",
      "ltr",
      "ltr",
    ]);
  });

  test("has a name of its own and in others, and a plate", () => {
    expect([languageName("fr"), languageName("fr", "en"), languageName("xx", "en")]).toEqual([
      "Français",
      "French",
      "Xx",
    ]);
    expect(["en", "pt-BR", "ar"].map(plateOf)).toEqual(["EN", "PT", "ع"]);
  });

  test("asks for no message that is not there", () => {
    // @ts-expect-error -- a message that no catalogue has
    const key: MessageKey = "common.nothingOfTheKind";
    expect(createLanguage("en", catalogueOf("en")).t(key)).toBe(key);
  });
});

describe("a moment", () => {
  const utc = createFormats("en", "UTC");

  test("is written short or long", () => {
    const kinds = ["clock", "seconds", "weekday", "date", "dateYear", "day", "moment", "full", "monthYear"] as const;
    expect(kinds.map((kind) => utc.time(wednesday, kind))).toEqual([
      "14:00",
      "14:00:00",
      "Wed",
      "18 Nov",
      "18 Nov 2026",
      "Wed 18 Nov",
      "Wed 18 Nov, 14:00",
      "Wed 18 Nov 2026, 14:00",
      "Nov 2026",
    ]);
    expect(utc.span(wednesday, "2026-11-18T15:00:00.000Z")).toBe("Wed 18 Nov, 14:00–15:00");
  });

  test("is as short as it is clear at the time of reading", () => {
    const now = Date.parse("2026-11-20T09:00:00.000Z");
    const short = (at: string) => utc.time(at, "short", now);
    expect(["2026-11-20T08:41:00Z", wednesday, "2026-11-01T10:00:00Z", "2025-11-20T10:00:00Z"].map(short)).toEqual([
      "08:41",
      "Wed",
      "1 Nov",
      "20 Nov 2025",
    ]);
    expect(short("2026-11-24T10:00:00Z")).toBe("24 Nov");
  });

  test("of another year says which", () => {
    const now = Date.parse(wednesday);
    const long = (at: string) => (["date", "day", "moment"] as const).map((kind) => utc.time(at, kind, now));
    expect(long("2016-11-02T15:00:00Z")).toEqual(["2 Nov 2016", "Wed 2 Nov 2016", "Wed 2 Nov 2016, 15:00"]);
    expect(long("2026-11-02T15:00:00Z")).toEqual(["2 Nov", "Mon 2 Nov", "Mon 2 Nov, 15:00"]);
  });

  test("is of the reader's zone and digits", () => {
    expect(createFormats("en", "Pacific/Fiji").time(wednesday, "moment")).toBe("Thu 19 Nov, 02:00");
    expect(createFormats("ar", "Asia/Amman").time(wednesday, "moment")).toBe("الأربعاء ١٨ نوفمبر، ١٧:٠٠");
    expect(createFormats("en", "Nowhere/Land").time(wednesday, "clock")).toBe("14:00");
  });

  test("that is none is nothing", () => {
    expect(utc.time("soon", "full")).toBe("");
  });

  test("a while is a clock", () => {
    expect([192, 3727, -5].map(utc.duration)).toEqual(["3:12", "1:02:07", "0:00"]);
    expect(createFormats("ar", "UTC").duration(192)).toBe("٣:١٢");
    expect(createFormats("ar", "UTC").digits("2–16")).toBe("٢–١٦");
  });
});
