/** The webinar for everyone: axe finds nothing in any of its views, in light and dark, from left to right and from right to left; a phone in Arabic. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { moveClock } from "../../../server/platform/clock.ts";
import { newId } from "../../../shared/ids.ts";
import type { Someone } from "../../support/house.ts";
import { eventually } from "../../support/stage.ts";
import { faults, type Windows } from "../forum/windows.ts";
import { ask, type Company, card, change, hour, openCompany, question, roomOf, seen, voteBy } from "./hour.windows.ts";

let windows: Windows;
let company: Company;
let salmaAr: Someone;
let open: string;
let ahead: string;
let closed: string;

beforeAll(async () => {
  ({ windows, company } = await openCompany());
  const { moderator, ada, ben, cleo, ingrid, salma } = company;
  salmaAr = await windows.house.member("رنا منصور", { language: "ar" });
  ({ webinarId: open } = await hour(company));
  const texts = [
    "On air now?",
    "In the queue?",
    "كيف نقيس تغييرًا لا يُقاس؟",
    "Answered in writing?",
    "Held ready?",
    "Declined?",
  ];
  const asked = [];
  for (const text of texts) asked.push(await ask(ada, open, text));
  const [air, , arabic, written, ready, declined] = asked.map(({ id }) => id) as [
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  await voteBy([ben, cleo, salmaAr], arabic);
  const at = async (questionId: string) => ({
    questionId,
    ...change(),
    version: (await seen(moderator, questionId)).version,
  });
  await moderator.call("webinars.assign", { ...(await at(air)), panellistId: ingrid.id });
  await moderator.call("webinars.putOnAir", await at(air));
  await moderator.call("webinars.holdReady", { ...(await at(ready)), ready: true });
  await moderator.call("webinars.decline", { ...(await at(declined)), reason: "Not here" });
  await salma.call("webinars.answerInWriting", { questionId: written, ...change(), body: "Yes, *slowly*." });
  await ask(salmaAr, open, "هل يبقى اسمي مخفيًا؟", { anonymous: true });
  await ben.call("webinars.sendChatLine", { id: newId(), webinarId: open, text: "Good morning" });

  ({ webinarId: ahead } = await hour(company, { open: false, description: "An hour.\n\nWith four people." }));
  await ada.call("webinars.register", { webinarId: ahead, ...change() });
  await ask(ada, ahead, "What shall we bring?");

  ({ webinarId: closed } = await hour(company));
  await ask(ada, closed, "Who is carried?");
  await moderator.call("webinars.closeWebinar", { webinarId: closed, ...change() });
  await moveClock(11_000);
  await eventually(async () => {
    const { webinar } = await moderator.call("webinars.readWebinar", { webinarId: closed });
    return webinar.state === "closed" ? webinar : undefined;
  });
});
afterAll(() => windows?.close());

for (const colorScheme of ["light", "dark"] as const)
  test(`axe finds nothing (${colorScheme})`, async () => {
    const { moderator, organiser, ada, ingrid } = company;
    const views: [Someone, string][] = [
      [ada, roomOf(open)],
      [salmaAr, roomOf(open)],
      [ingrid, roomOf(open, "/panel")],
      [moderator, roomOf(open, "/desk")],
      [ada, roomOf(ahead)],
      [salmaAr, roomOf(ahead)],
      [ada, roomOf(closed)],
      [salmaAr, roomOf(closed)],
      [moderator, roomOf(closed)],
      [moderator, roomOf(closed, "/desk")],
      [organiser, roomOf(ahead, "/edit")],
      [organiser, roomOf(ahead, "/guests")],
      [organiser, "/webinars/new"],
    ];
    for (const [who, path] of views) {
      const page = await windows.open(who, path, { colorScheme });
      await page.waitForLoadState("networkidle");
      expect({ path, who: who.name, faults: await faults(page) }).toEqual({ path, who: who.name, faults: [] });
      await page.context().close();
    }
  }, 240_000);

test("axe finds nothing in the dialogs of the desk and in the form of an answer", async () => {
  const { moderator, ingrid } = company;
  const desk = await windows.open(moderator, roomOf(open, "/desk"));
  await card(desk, 2, "In the queue?").locator(".card-text").click();
  for (const key of ["d", "p", "?"]) {
    await desk.keyboard.press(key);
    await desk.locator("dialog").waitFor();
    expect({ key, faults: await faults(desk) }).toEqual({ key, faults: [] });
    await desk.keyboard.press("Escape");
    await desk.locator("dialog").waitFor({ state: "detached" });
  }
  await desk.locator("button", { hasText: "Close…" }).click();
  await desk.locator("dialog p").first().waitFor();
  expect(await faults(desk)).toEqual([]);
  const panel = await windows.open(ingrid, roomOf(open, "/panel"));
  await panel.locator("[data-pane='2'] button", { hasText: "Answer in writing" }).first().click();
  await panel.fill(".editor-text", "A **word**");
  await panel.locator(".preview strong").waitFor();
  expect(await faults(panel)).toEqual([]);
  await Promise.all([desk, panel].map((page) => page.context().close()));
});

test("on a phone in Arabic the room is asked, voted and chatted in, one pane at a time", async () => {
  const page = await windows.open(salmaAr, roomOf(open), { viewport: { width: 390, height: 844 } });
  expect(await page.locator("html").getAttribute("dir")).toBe("rtl");
  await page.locator(".on-air h2", { hasText: "On air now?" }).waitFor();
  expect(await page.locator(".chat-log").isVisible()).toBe(false);
  // Nothing is wider than the screen.
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await page.fill("#ask-text", "من يحفظ الدفاتر؟");
  await page.locator(".ask button[type=submit]").click();
  await question(page, "من يحفظ الدفاتر؟").waitFor();
  await question(page, "In the queue?").locator("button.vote").click();
  await question(page, "In the queue?").locator("button.vote[aria-pressed=true]", { hasText: "١" }).waitFor();
  await page.locator("label[for=pane-2]").click();
  await page.fill(".say input[name=text]", "صباح الخير");
  await page.keyboard.press("Enter");
  await page.locator("[role=log] li", { hasText: "صباح الخير" }).waitFor();
  // What is on air stays in view above the tabs.
  expect(await page.locator(".on-air").isVisible()).toBe(true);
  expect(await faults(page)).toEqual([]);
  await page.close();
});
