/** One's own account, and looking after members: what is changed shows at once, also where a member sits. */
import { afterAll, beforeAll, beforeEach, expect, jest, test } from "@jest/globals";
import type { Page } from "playwright-core";
import { setPassword } from "../../../server/features/members/index.ts";
import { resetLimits } from "../../../server/platform/limits.ts";
import { settled } from "../../../server/platform/outbox/index.ts";
import { newId } from "../../../shared/ids.ts";
import { mailsTo } from "../../sessions/mailed.ts";
import type { Someone } from "../../support/house.ts";
import { openWindows, soon, takenOver, type Windows } from "../forum/windows.ts";

// A browser on a busy machine takes its time.
jest.setTimeout(60_000);

let windows: Windows;
let admin: Someone;
let ada: Someone;
let ben: Someone;

beforeAll(async () => {
  windows = await openWindows();
  const { house } = windows;
  admin = await house.member("Vera Admin", { role: "admin" });
  ada = await house.member("Ada Lane", { organisation: "Independent", country: "KE" });
  ben = await house.member("Ben Okello");
});
beforeEach(() => resetLimits());
afterAll(() => windows?.close());

const theme = (page: Page) => page.evaluate(() => document.documentElement.dataset["theme"] ?? "system");
const save = (page: Page) => page.click("form[action='/do/members.changeMyProfile'] button[type=submit]");

test("dark at once, and on the next page drawn by the server", async () => {
  const page = await windows.open(ada, "/account");
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await ground();
  await page.check("input[name=theme][value=dark]");
  await soon(() => theme(page), "dark");
  expect(await ground()).not.toBe(light);
  await save(page);
  await page.locator("main .status-line", { hasText: "Saved." }).waitFor();
  expect(await theme(page)).toBe("dark");
  await page.goto(`${windows.house.url}/forum`);
  await soon(() => theme(page), "dark");
});

test("a look that was not saved goes with the page", async () => {
  const page = await windows.open(ben, "/account");
  await page.check("input[name=theme][value=dark]");
  await soon(() => theme(page), "dark");
  await page.click(".site-nav a[href='/forum']");
  await page.locator("main h1", { hasText: "Forum" }).waitFor();
  await soon(() => theme(page), "system");
});

test("a look chosen before the script has come is shown once it is there", async () => {
  const page = await windows.open(ben, "/forum");
  let letGo = () => {};
  const chosen = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route(/\.js$/, async (route) => {
    await chosen;
    await route.continue();
  });
  const gone = page.goto(`${windows.house.url}/account`);
  await page.check("input[name=theme][value=dark]");
  expect(await theme(page)).toBe("system");
  letGo();
  await gone;
  await soon(() => theme(page), "dark");
});

for (const javaScriptEnabled of [true, false])
  test(`the language turns the page round (${javaScriptEnabled ? "with" : "without"} script)`, async () => {
    const carla = await windows.house.member(`Carla ${javaScriptEnabled ? "Mit" : "Ohne"}`);
    const page = await windows.open(carla, "/account", { javaScriptEnabled });
    await page.selectOption("#language", "ar");
    await save(page);
    await page.locator("html[dir=rtl][lang=ar]").waitFor({ state: "attached" });
    await page.locator("h1", { hasText: "حسابك" }).waitFor();
    await soon(() => page.inputValue("#language"), "ar");
  });

for (const javaScriptEnabled of [true, false])
  test(`what is refused comes back as it was typed, with the problem at its field (${javaScriptEnabled ? "with" : "without"} script)`, async () => {
    const page = await windows.open(ben, "/account", { javaScriptEnabled });
    await page.fill("#name", "Ada Lane");
    await page.fill("#organisation", "A new one");
    await save(page);
    await page.locator("#name-problem").waitFor();
    await page.locator("main .problem a[href='#name']").waitFor();
    await soon(() => page.getAttribute("#name", "aria-invalid"), "true");
    expect([await page.inputValue("#name"), await page.inputValue("#organisation")]).toEqual(["Ada Lane", "A new one"]);
    if (!javaScriptEnabled) return;
    await page.fill("#name", "Ben Okello");
    await save(page);
    await page.locator("main .status-line", { hasText: "Saved." }).waitFor();
    expect((await ben.http("members.readMe", {})).person?.organisation).toBe("A new one");
  });

test("the country list holds what is chosen, by its name", async () => {
  const page = await windows.open(ada, "/account");
  expect(await page.locator("#country option:checked").innerText()).toBe("Kenya");
  await page.selectOption("#country", "");
  await save(page);
  await page.locator("main .status-line", { hasText: "Saved." }).waitFor();
  expect((await ada.http("members.readMe", {})).person?.country).toBeNull();
});

test("a password is set, changed with the present one, and others are signed out", async () => {
  const dora = await windows.house.member("Dora Lim");
  await setPassword(dora.id, "a quiet river in spring");
  const other = await windows.open(await windows.house.again(dora), "/account");
  const page = await windows.open(dora, "/account");
  const change = async (current: string, next: string) => {
    await page.fill("#current", current);
    await page.fill("#password", next);
    await page.click("form[action='/do/sessions.changePassword'] button");
  };
  await change("not this one at all", "another river in autumn");
  await page.locator("#current-problem").waitFor();
  await takenOver(page);
  expect(await page.inputValue("#password")).toBe("");
  await change("a quiet river in spring", "another river in autumn");
  await page.locator("main .status-line", { hasText: "password is changed" }).waitFor();
  await other.locator(".banner", { hasText: "Your session is over" }).waitFor();
});

test("signed out everywhere, here too", async () => {
  const emil = await windows.house.member("Emil Roth");
  const other = await windows.open(await windows.house.again(emil), "/forum");
  const page = await windows.open(emil, "/account");
  await page.click("form[action='/do/sessions.signOutEverywhere'] button");
  await page.waitForURL("**/sign-in");
  await other.locator(".banner", { hasText: "Your session is over" }).waitFor();
});

test("a ban bites in the browser that is open, and is lifted again", async () => {
  const fred = await windows.house.member("Fred Bann");
  const his = await windows.open(fred, "/account");
  const page = await windows.open(admin, "/members?search=Fred");
  await page.locator("summary", { hasText: "Change" }).click();
  await page.fill("article input[name=reason]", "Threats in private.");
  await page.click("article button[value=banned]");
  await page.locator("article .status-line", { hasText: "is banned" }).waitFor();
  await page.locator("article .role", { hasText: "banned" }).waitFor();
  await his.locator(".banner", { hasText: "Your session is over" }).waitFor();
  await his.goto(`${windows.house.url}/account`);
  expect(his.url()).toContain("/sign-in");

  await page.click("article button[value=active]");
  await page.locator("article .status-line", { hasText: "take part again" }).waitFor();
  // What must follow a decision is done a moment later.
  await settled();
  await page.goto(`${windows.house.url}/decisions`);
  const log = page.locator("main article");
  await log.filter({ hasText: "Vera Admin banned Fred Bann" }).filter({ hasText: "Threats in private." }).waitFor();
  await log.filter({ hasText: "Vera Admin restored Fred Bann" }).waitFor();
});

test("without script: a role is changed, a suspension without its reason is refused in its row", async () => {
  const gil = await windows.house.member("Gil Sand");
  const page = await windows.open(admin, "/members?search=Gil", { javaScriptEnabled: false });
  await page.locator("summary", { hasText: "Change" }).click();
  await page.selectOption("article select[name=role]", "moderator");
  await page.click("form[action='/do/members.changeRole'] button");
  await page.locator("article .role", { hasText: "Moderator" }).waitFor();
  expect(page.url()).toContain("/members?search=Gil");
  const refused = await admin.form("members.changeState", {
    memberId: gil.id,
    changeId: newId(),
    state: "suspended",
    reason: "",
    _from: "/members?search=Gil",
  });
  const html = await refused.text();
  expect(html.includes("Please say why.")).toBe(true);
  expect(/<details class="folded" open/.test(html)).toBe(true);
});

test("somebody is found by the beginning of a name or by the whole address; nobody is an answer too", async () => {
  const page = await windows.open(admin, "/members");
  const find = async (search: string) => {
    await page.fill("#search", search);
    await page.press("#search", "Enter");
    await page.waitForURL((url) => url.searchParams.get("search") === search);
    await page.locator("main h2.label").waitFor();
    return page.locator("article h2").allInnerTexts();
  };
  expect(await find("Ada")).toEqual(["Ada Lane"]);
  expect(await find(`${ben.id}@example.org`)).toEqual(["Ben Okello"]);
  expect(await find("Zzz")).toEqual([]);
  await page.locator("main .empty", { hasText: "Nobody found." }).waitFor();
});

test("a new member is invited; the admin reads the letter where no mail goes out", async () => {
  const page = await windows.open(admin, "/members/new");
  await page.fill("#name", "Hana Novak");
  await page.fill("#email", `${ada.id}@example.org`);
  await page.click("main button[type=submit]");
  await page.locator("#email-problem", { hasText: "already" }).waitFor();
  await page.fill("#email", "hana@example.org");
  await page.click("main button[type=submit]");
  await page.waitForURL("**/members?done=created");
  await page.locator("article h2", { hasText: "Hana Novak" }).waitFor();
  expect(await mailsTo("hana@example.org")).toHaveLength(1);
  await page.goto(`${windows.house.url}/settings/mails`);
  await page.locator(".thread-row", { hasText: "hana@example.org" }).locator("a").click();
  const link = page.locator("main a[href*='/sign-in/link?token=']");
  await link.waitFor();
  const hers = await windows.open(
    windows.house.visitor(),
    new URL((await link.getAttribute("href")) as string).pathname,
  );
  await hers.goto((await link.getAttribute("href")) as string);
  await hers.click("main button[type=submit]");
  await hers.waitForURL(`${windows.house.url}/`);
});

test("the community's name stands on every page once it is saved; too long a minute count is refused at its field", async () => {
  const page = await windows.open(admin, "/settings");
  await page.fill("#organisationName", "Meridian Centre");
  await page.check("input[name=languages][value=fr]");
  await page.uncheck("input[name=languages][value=ru]");
  await page.click("main button[type=submit]");
  await page.waitForURL("**/settings?done=saved");
  await page.locator(".brand-org", { hasText: "Meridian Centre" }).waitFor();
  await soon(() => page.isChecked("input[name=languages][value=ru]"), false);
  const refused = await admin.form("settings.changeSettings", {
    changeId: newId(),
    communityName: "Kept",
    organisationName: "",
    tagline: "",
    languages: "en",
    timeZone: "UTC",
    engagedMinutes: "999",
    _from: "/settings",
  });
  const html = await refused.text();
  expect(html.includes("A whole number from 1 to 240.")).toBe(true);
  expect(html.includes('value="Kept"')).toBe(true);
});

test("who may not is told so, in words: members, settings and triage are not everybody's", async () => {
  for (const path of ["/members", "/members/new", "/settings", "/settings/mails", "/triage", "/decisions"]) {
    const page = await windows.open(ben, path);
    await page.locator("main h1", { hasText: "This did not work" }).waitFor();
    await page.context().close();
    const visitors = await windows.open(windows.house.visitor(), path);
    expect(visitors.url()).toContain("/sign-in?to=");
    await visitors.context().close();
  }
});
