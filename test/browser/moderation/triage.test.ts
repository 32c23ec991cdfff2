/** Triage with two moderators at it: opened, declined with a reason, decided meanwhile; with and without script. */
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import type { Page } from "playwright-core";
import { settled } from "../../../server/platform/outbox/index.ts";
import { newId } from "../../../shared/ids.ts";
import type { Someone } from "../../support/house.ts";
import { faults, openWindows, soon, type Windows } from "../forum/windows.ts";
import { type Held, holdQuestions } from "./held.ts";

const texts = [
  "Does an indicator survive a change of government?",
  "Who reads the minutes?",
  "هل يمكن للمدرّب أن يكون مقيّمًا في الوقت نفسه؟",
  "Which ministry was it?",
  "May I promote my course here?",
  "Last one, without a name?",
];
// A browser on a busy machine takes its time.
jest.setTimeout(60_000);

let windows: Windows;
let organiser: Someone;
let mona: Someone;
let kofi: Someone;
let asker: Someone;
let page: Page;
let held: Held;

beforeAll(async () => {
  windows = await openWindows();
  const { house } = windows;
  organiser = await house.member("Olga Organiser", { role: "organiser" });
  mona = await house.member("Mona Moderator", { role: "moderator" });
  kofi = await house.member("Kofi Moderator", { role: "moderator" });
  asker = await house.member("Ingrid Solheim");
  held = await holdQuestions(organiser, asker, texts);
});
afterAll(() => windows?.close());

const item = (text: string, where = page) => where.locator("main .entries > li", { hasText: text });

test("nothing waits: it says so; then what comes is there by itself", async () => {
  page = await windows.open(mona, "/triage");
  await page.locator("main .empty", { hasText: "Nothing waits." }).waitFor();
  expect(await faults(page)).toEqual([]);
  // The hour's ten seconds of grace.
  await held.close();
  for (const text of texts) await item(text).waitFor({ timeout: 20_000 });
  expect(
    await item(texts[2] as string)
      .locator("p")
      .first()
      .getAttribute("dir"),
  ).toBe("rtl");
  expect(await item(texts[5] as string).innerText()).toContain("Anonymous");
  await page.locator("main .tabs [aria-current]", { hasText: "6" }).waitFor();
});

test("opened: it says so in its place, and it is a thread for everybody", async () => {
  const one = item(texts[0] as string);
  await one.locator("button", { hasText: "Open it" }).click();
  await one.locator(".notice", { hasText: "You opened it." }).waitFor();
  const link = (await one.locator(".notice a").getAttribute("href")) as string;
  expect((await asker.fetch(link)).status).toBe(200);
  await page.locator(".rail .decisions li", { hasText: "Mona Moderator opened" }).waitFor();
});

test("declined: the reason has the focus, and its asker reads it", async () => {
  const one = item(texts[1] as string);
  await one.locator("a", { hasText: "Decline" }).click();
  await page.waitForFunction(() => document.activeElement?.tagName === "TEXTAREA");
  expect(await faults(page)).toEqual([]);
  await page.keyboard.type("It was answered in the chat.");
  await one.locator("button", { hasText: "Decline it" }).click();
  await one.locator(".notice", { hasText: "You declined it." }).waitFor();
  const inbox = await windows.open(asker, "/inbox");
  await inbox.locator("main", { hasText: "It was answered in the chat." }).waitFor();
});

test("decided meanwhile by another: said in its place, with the reason and what one had typed", async () => {
  const one = item(texts[3] as string);
  await one.locator("a", { hasText: "Decline" }).click();
  await one.locator("textarea").fill("It names a ministry.");
  const { items } = await kofi.call("moderation.listTriage", {});
  const questionId = items.find(({ text }) => text === texts[3])?.id as string;
  await kofi.call("webinars.declineCarried", { questionId, changeId: newId(), reason: "It points to a person." });
  const notice = one.locator(".notice[data-state=unread]");
  await notice.filter({ hasText: "Kofi Moderator declined this a moment ago." }).waitFor();
  await notice.filter({ hasText: "It points to a person." }).filter({ hasText: "It names a ministry." }).waitFor();
  await soon(() => one.locator("button").count(), 0);
  expect(await faults(page)).toEqual([]);
});

test("without script: a decline without its reason comes back, with one it is done; a conflict is said on top", async () => {
  const plain = await windows.open(mona, "/triage", { javaScriptEnabled: false });
  await item(texts[4] as string, plain)
    .locator("a", { hasText: "Decline" })
    .click();
  const one = item(texts[4] as string, plain);
  await one.locator("textarea").fill("   ");
  await one.locator("button", { hasText: "Decline it" }).click();
  await one.locator(".field-problem", { hasText: "Please say why." }).waitFor();
  await one.locator("textarea").fill("Advertising.");
  await one.locator("button", { hasText: "Decline it" }).click();
  await plain.locator("main .status-line", { hasText: "You declined it." }).waitFor();
  expect(await one.count()).toBe(0);

  const { items } = await kofi.call("moderation.listTriage", {});
  const last = items.find(({ text }) => text === texts[5]);
  await kofi.call("webinars.declineCarried", { questionId: last?.id as string, changeId: newId(), reason: "No." });
  await item(texts[5] as string, plain)
    .locator("button", { hasText: "Open it" })
    .click();
  await plain.locator("main .problem").waitFor();
});

test("the record holds every decision with its reason; an anonymous asker stands nowhere in it", async () => {
  // What must follow a decision is done a moment later.
  await settled();
  const log = await windows.open(mona, "/decisions");
  const entry = (text: string) => log.locator("main article", { hasText: text });
  await entry("Mona Moderator opened a held question").first().waitFor();
  await entry("It points to a person.").filter({ hasText: "Kofi Moderator declined" }).waitFor();
  const nameless = await entry(texts[5] as string).innerText();
  expect(nameless).toContain("Anonymous");
  expect(nameless).not.toContain("Ingrid");
});

test("a moderator who is one no longer sees nothing of it any more", async () => {
  const admin = await windows.house.member("Vera Admin", { role: "admin" });
  await admin.call("members.changeRole", { memberId: mona.id, changeId: newId(), role: "member" });
  await page.locator("main h1", { hasText: "This did not work" }).waitFor();
});
