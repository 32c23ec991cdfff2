/** The door as people use it: by password, by a mailed link, with a new password, as a guest, as the very first. */
import { afterAll, beforeAll, beforeEach, expect, jest, test } from "@jest/globals";
import type { Page } from "playwright-core";
import { guestLink, readGuest, setPassword } from "../../../server/features/members/index.ts";
import { readFirstAdminLink } from "../../../server/features/sessions/index.ts";
import { resetLimits } from "../../../server/platform/limits.ts";
import { newId } from "../../../shared/ids.ts";
import { mailedToken } from "../../sessions/mailed.ts";
import type { Someone } from "../../support/house.ts";
import { faults, openWindows, soon, type Windows } from "../forum/windows.ts";

const password = "a quiet river in spring";
// A browser on a busy machine takes its time.
jest.setTimeout(60_000);

let windows: Windows;
let ada: Someone;
let email: string;

beforeAll(async () => {
  windows = await openWindows();
});
beforeEach(() => resetLimits());
afterAll(() => windows?.close());

const visitor = (path: string, javaScriptEnabled = true): Promise<Page> =>
  windows.open(windows.house.visitor(), path, { javaScriptEnabled });
const whereIs = (page: Page): string => page.url().slice(windows.house.url.length);
const path = (link: string): string => link.replace(/^https?:\/\/[^/]+/, "");

/** What a page must not do with the token in its address: name it in a link. */
const linksWith = (page: Page, token: string): Promise<number> => page.locator(`[href*="${token}"]`).count();

test("an empty house: the printed link makes the first admin, who stands in the settings, once", async () => {
  const link = path((await readFirstAdminLink()) as string);
  const page = await visitor(link);
  expect(await faults(page)).toEqual([]);
  expect(await linksWith(page, link.split("=")[1] as string)).toBe(0);
  await page.fill("#name", "Vera Admin");
  await page.fill("#email", "vera@example.org");
  await page.fill("#password", "passwordpassword");
  await page.click("main button[type=submit]");
  // Too easy: said at the field; what else was typed stands there, the password does not.
  await page.locator("#password-problem").waitFor();
  await soon(() => page.inputValue("#name"), "Vera Admin");
  await soon(() => page.inputValue("#password"), "");
  await page.fill("#password", password);
  await page.click("main button[type=submit]");
  await page.waitForURL("**/settings");
  await page.locator("#communityName").waitFor();

  const late = await visitor(link);
  await late.fill("#name", "Late Comer");
  await late.fill("#email", "late@example.org");
  await late.fill("#password", password);
  await late.click("main button[type=submit]");
  await late.locator("main .problem", { hasText: "administrator already" }).waitFor();

  ada = await windows.house.member("Ada Lane");
  email = `${ada.id}@example.org`;
  await setPassword(ada.id, password);
});

for (const script of [true, false])
  test(`by password, back to where one wanted to go (${script ? "with" : "without"} script)`, async () => {
    const page = await visitor("/account", script);
    await page.waitForURL("**/sign-in?to=%2Faccount");
    await page.fill("#email", email);
    await page.fill("#password", "not this one at all");
    await page.click("form[action='/do/sessions.signIn'] button");
    await page.locator("#password-problem").waitFor();
    await soon(() => page.inputValue("#email"), email);
    await soon(() => page.inputValue("#password"), "");
    expect(await page.content()).not.toContain("not this one at all");
    if (script) {
      await page.waitForURL("**/sign-in?to=%2Faccount");
      expect(await faults(page)).toEqual([]);
      await soon(() => page.evaluate(() => document.activeElement?.id), "password");
    }
    await page.fill("#password", password);
    await page.click("form[action='/do/sessions.signIn'] button");
    await page.waitForURL("**/account");
    await soon(() => page.inputValue("#name"), "Ada Lane");
  });

test("a foreign address to go to is not gone to", async () => {
  for (const to of ["https://evil.example/", "//evil.example/", "/\\evil.example/", "javascript:alert(1)"]) {
    const page = await visitor(`/sign-in?to=${encodeURIComponent(to)}`);
    expect(
      await page
        .locator("[href*=evil], [href^='javascript:'], [name=_to][value*=evil], [name=_to][value^=javascript]")
        .count(),
    ).toBe(0);
    await page.fill("#email", email);
    await page.fill("#password", password);
    await page.click("form[action='/do/sessions.signIn'] button");
    await page.waitForURL(`${windows.house.url}/`);
    await page.context().close();
  }
});

test("by a mailed link: the same words for every address, a button that uses it, and then where one wanted to go", async () => {
  const page = await visitor("/sign-in?to=%2Faccount");
  const said = async (address: string) => {
    await page.fill("#link-email", address);
    await page.click("form[action='/do/sessions.requestLink'] button");
    await page.waitForURL("**sent=link");
    return page.locator("main [role=status]").innerText();
  };
  expect(await said("nobody@example.org")).toBe(await said(email));
  const token = await mailedToken(email);
  const mailed = await page.context().newPage();
  await mailed.goto(`${windows.house.url}/sign-in/link?token=${token}`);
  expect(await linksWith(mailed, token)).toBe(0);
  expect(await faults(mailed)).toEqual([]);
  // Looking at the link uses nothing up.
  await mailed.reload();
  await mailed.click("main button[type=submit]");
  await mailed.waitForURL("**/account");

  const again = await visitor(`/sign-in/link?token=${token}`);
  await again.click("main button[type=submit]");
  await again.locator("main .problem", { hasText: "does not work any more" }).waitFor();
  expect(await faults(again)).toEqual([]);
  await again.locator("main .problem a").click();
  await again.waitForURL("**/sign-in");
});

test("a link that was cut in half says so", async () => {
  const page = await visitor("/sign-in/link");
  await page.locator("main .problem", { hasText: "not whole" }).waitFor();
});

test("a forgotten password: a link by mail, a new one, and the old sessions are over", async () => {
  const elsewhere = await windows.open(await windows.house.again(ada), "/account");
  const page = await visitor("/sign-in/forgot");
  await page.fill("#email", email);
  await page.click("main button[type=submit]");
  await page.waitForURL("**sent=reset");
  expect(await faults(page)).toEqual([]);
  const token = await mailedToken(email);
  const mailed = await visitor(`/sign-in/reset?token=${token}`);
  expect(await linksWith(mailed, token)).toBe(0);
  await mailed.fill("#password", "Ada Lane Ada Lane");
  await mailed.click("main button[type=submit]");
  await mailed.locator("#password-problem", { hasText: "your own name" }).waitFor();
  await mailed.locator("main .problem a[href='#password']").waitFor();
  expect(await faults(mailed)).toEqual([]);
  await mailed.fill("#password", "another river in autumn");
  await mailed.click("main button[type=submit]");
  await mailed.waitForURL(`${windows.house.url}/`);
  await elsewhere.goto(`${windows.house.url}/account`);
  expect(whereIs(elsewhere)).toContain("/sign-in");
  await setPassword(ada.id, password);
});

test("a guest comes in by the personal link, again and again; a member who presses it stays oneself", async () => {
  const webinarId = newId();
  const guest = await windows.house.guest("Gina Guest", webinarId);
  const document = await readGuest(guest.id);
  const link = path(guestLink(document as NonNullable<typeof document>));
  for (const script of [true, false]) {
    const page = await visitor(link, script);
    if (script) expect(await faults(page)).toEqual([]);
    expect(await linksWith(page, link.split("=")[1] as string)).toBe(0);
    await page.click("main button[type=submit]");
    await page.waitForURL(`**/webinars/${webinarId}`);
  }
  const member = await windows.open(await windows.house.again(ada), link);
  await member.locator("main", { hasText: "You are signed in as Ada Lane" }).waitFor();
});

test("too many tries: how long to wait is said in words", async () => {
  const page = await visitor("/sign-in", false);
  for (let tries = 0; tries <= 10; tries++) {
    await page.fill("#email", "often@example.org");
    await page.fill("#password", "not this one at all");
    await page.click("form[action='/do/sessions.signIn'] button");
  }
  await page.locator("main .problem", { hasText: /Try again in/ }).waitFor();
  expect(await page.inputValue("#email")).toBe("often@example.org");
});
