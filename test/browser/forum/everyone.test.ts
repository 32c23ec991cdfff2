/** The forum's pages for everyone: axe finds nothing, in light and dark, from left to right and from right to left. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Someone } from "../../support/house.ts";
import { faults, makeThread, openWindows, type Place, reply, type Windows } from "./windows.ts";

let windows: Windows;
let ada: Someone;
let salma: Someone;
let place: Place;
let longPath: string;

beforeAll(async () => {
  windows = await openWindows();
  const { house } = windows;
  ada = await house.member("Ada Marsh", { role: "moderator", organisation: "Independent trainer" });
  salma = await house.member("سلمى الحدّاد", { language: "ar" });
  const organiser = await house.member("Olga Organiser", { role: "organiser" });
  place = await makeThread(organiser, ada, "What did you see?\n\n> A quote\n\n- one\n- two\n\n```\ncode\n```");
  const first = await reply(
    salma,
    place.threadId,
    "هل سألتم من لم يعد يجتمع؟ عندنا كان جواب الغائبات أصدق من جواب الحاضرات.",
  );
  await reply(ada, place.threadId, "We did, three times.", first);
  const long = await makeThread(organiser, ada);
  for (let number = 2; number <= 25; number++) await reply(ada, long.threadId, `Reply ${number}`);
  longPath = `${long.path}?page=2`;
});
afterAll(() => windows?.close());

for (const colorScheme of ["light", "dark"] as const)
  test(`axe finds nothing (${colorScheme})`, async () => {
    for (const who of [ada, salma]) {
      const page = await windows.open(who, "/", { colorScheme });
      const paths = [
        "/",
        "/forum",
        `/sections/${place.slug}`,
        `/sections/${place.slug}/new`,
        place.path,
        longPath,
        "/inbox",
      ];
      for (const path of paths) {
        await page.goto(windows.house.url + path);
        expect({ path, who: who.name, faults: await faults(page) }).toEqual({ path, who: who.name, faults: [] });
      }
      await page.close();
    }
  }, 180_000);

test("axe finds nothing where something is open: a menu, a dialog, a reply, an edit", async () => {
  const page = await windows.open(ada, place.path);
  await page.locator("#post-1 summary").first().click();
  expect(await faults(page)).toEqual([]);
  await page.locator("#post-1 .menu a", { hasText: "Edit" }).click();
  await page.locator("#opened textarea").waitFor();
  expect(await faults(page)).toEqual([]);
  await page.locator("#opened a", { hasText: "Cancel" }).click();
  await page.locator("#post-2 summary").first().click();
  await page.locator("#post-2 .menu a", { hasText: "Hide" }).first().click();
  await page.locator("dialog #reason").waitFor();
  expect(await faults(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await page.locator("dialog").waitFor({ state: "detached" });
});

test("each text has its own language and direction, whatever the page's", async () => {
  const english = await windows.open(ada, place.path);
  expect(await english.locator("html").getAttribute("dir")).toBe("ltr");
  const arabicPost = english.locator("#post-2 .post-body").first();
  expect([await arabicPost.getAttribute("lang"), await arabicPost.getAttribute("dir")]).toEqual(["ar", "rtl"]);

  const arabic = await windows.open(salma, place.path);
  expect(await arabic.locator("html").getAttribute("dir")).toBe("rtl");
  expect(await arabic.locator("html").getAttribute("lang")).toBe("ar");
  const post = arabic.locator("#post-1 .post-body").first();
  expect([await post.getAttribute("lang"), await post.getAttribute("dir")]).toEqual(["en", "ltr"]);
  // The margin with the numbers stands at the start, which is on the right.
  const [number, text] = await Promise.all([
    arabic.locator("#post-1 .log-margin").boundingBox(),
    arabic.locator("#post-1 > .log-text").boundingBox(),
  ]);
  expect((number?.x ?? 0) > (text?.x ?? 0)).toBe(true);
});

test("a thread can be read and answered by keyboard alone", async () => {
  const page = await windows.open(ada, place.path);
  const reached = async (wanted: string, most = 120) => {
    for (let turn = 0; turn < most; turn++) {
      await page.keyboard.press("Tab");
      if (await page.evaluate((selector) => document.activeElement?.matches(selector) ?? false, wanted)) return;
    }
    throw new Error(`${wanted} was not reached`);
  };
  await reached("#post-1 .menu-box summary");
  await page.keyboard.press("Enter");
  await page.locator("#post-1 .menu").first().waitFor();
  await page.keyboard.press("Escape");
  await reached("#reply-text");
  await page.keyboard.type("By keyboard alone");
  await page.keyboard.press("Control+Enter");
  await page.locator(".post-body", { hasText: "By keyboard alone" }).waitFor();
});
