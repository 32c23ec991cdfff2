/** The pages around the door, the account and moderation, for everyone: axe finds nothing, light and dark, from both sides. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Client } from "../../support/client.ts";
import { faults, openWindows, type Windows } from "../forum/windows.ts";
import { holdQuestions } from "../moderation/held.ts";

let windows: Windows;
let readers: { name: string; who: Client; paths: string[] }[];

const token = "abcdefghijklmnopqrstuvwxyz";
const doors = [
  "/sign-in",
  "/sign-in?sent=link",
  `/sign-in/link?token=${token}`,
  "/sign-in/forgot",
  `/sign-in/reset?token=${token}`,
  `/join?token=${token}`,
  `/first-admin?token=${token}`,
];
const inside = [
  "/account?done=profile",
  "/members",
  "/members?search=nobody-at-all",
  "/members/new",
  "/settings",
  "/settings/mails",
  "/triage",
  "/decisions",
];

beforeAll(async () => {
  windows = await openWindows();
  const { house } = windows;
  const vera = await house.member("Vera Admin", { role: "admin", organisation: "Meridian", country: "KE" });
  const salma = await house.member("سلمى الحدّاد", { role: "admin", language: "ar" });
  const ben = await house.member("Ben Okello");
  const held = await holdQuestions(vera, ben, ["Who reads the minutes?", "هل يمكن ذلك؟"]);
  await held.close();
  await ben.http("sessions.requestLink", { email: `${ben.id}@example.org` });
  const arabic = house.visitor();
  await arabic.http("sessions.chooseLanguage", { language: "ar" });
  readers = [
    { name: "a visitor", who: house.visitor(), paths: doors },
    { name: "a visitor in Arabic", who: arabic, paths: doors },
    { name: "an admin", who: vera, paths: inside },
    { name: "an admin in Arabic", who: salma, paths: inside },
  ];
});
afterAll(() => windows?.close());

for (const [colorScheme, which] of [
  ["light", "from left to right"],
  ["dark", "from right to left"],
] as const)
  test(`axe finds nothing (${colorScheme}, ${which})`, async () => {
    for (const { name, who, paths } of readers.filter(
      (each) => each.name.includes("Arabic") === (colorScheme === "dark"),
    )) {
      const page = await windows.open(who, "/forum", { colorScheme });
      for (const path of paths) {
        await page.goto(windows.house.url + path);
        expect({ name, path, faults: await faults(page) }).toEqual({ name, path, faults: [] });
      }
      await page.context().close();
    }
  }, 240_000);

test("on a phone nothing is wider than the screen", async () => {
  for (const { name, who, paths } of readers) {
    const page = await windows.open(who, "/forum", { viewport: { width: 390, height: 800 } });
    for (const path of paths) {
      await page.goto(windows.house.url + path);
      const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect({ name, path, wider }).toEqual({ name, path, wider: 0 });
    }
    await page.context().close();
  }
}, 120_000);

test("no page is drawn again when the script arrives: what the server drew is what stands", async () => {
  for (const { name, who, paths } of readers) {
    const page = await windows.open(who, "/forum");
    const still = await windows.open(who, "/forum", { javaScriptEnabled: false });
    for (const path of paths) {
      await page.goto(windows.house.url + path);
      await page.waitForLoadState("networkidle");
      await still.goto(windows.house.url + path);
      const said = [await page.locator("main").innerText(), await still.locator("main").innerText()];
      expect({ name, path, said: said[0] }).toEqual({ name, path, said: said[1] });
    }
    await page.context().close();
    await still.context().close();
  }
}, 120_000);
