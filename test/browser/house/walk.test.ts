/** The whole way, as the people of a community go it: from the door to the answer that comes weeks after the hour. */
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import type { Page } from "playwright-core";
import { setPassword } from "../../../server/features/members/index.ts";
import { newId } from "../../../shared/ids.ts";
import type { Someone } from "../../support/house.ts";
import { soon, type Windows } from "../forum/windows.ts";
import { type Company, card, hour, openCompany, openDialogue, question, roomOf } from "../webinars/hour.windows.ts";

jest.setTimeout(180_000);

let windows: Windows;
let company: Company;
const password = "a quiet river in spring";
const desk = { viewport: { width: 1440, height: 900 } };
const phone = { viewport: { width: 390, height: 844 } };

beforeAll(async () => {
  ({ windows, company } = await openCompany());
  await setPassword(company.ada.id, password);
});
afterAll(() => windows?.close());

const unread = (page: Page) => page.locator('.site-tools a[href="/inbox"] .badge');

test("signed in, written, asked, voted for, answered, closed, carried, answered in the forum, told", async () => {
  const { organiser, moderator, ingrid, ada, ben } = company;
  const { dialogueId } = await openDialogue(organiser, "change-that-stays");
  const { webinarId } = await hour(company, { dialogueId, sectionId: null, open: false });

  // In by the door, and on to the dialogue.
  const attendee = await windows.open(windows.house.visitor(), "/");
  await attendee.locator(".site-tools a", { hasText: "Sign in" }).click();
  await attendee.fill("#email", `${ada.id}@example.org`);
  await attendee.fill("#password", password);
  await attendee.locator("form[action='/do/sessions.signIn'] button").click();
  await attendee.locator(".site-tools summary", { hasText: "AA" }).waitFor();
  await attendee.locator("main a", { hasText: "Read the dialogue" }).click();
  await attendee.locator("h1", { hasText: "Change that stays" }).waitFor();

  // A thread, opened here and answered from another window: seen without a load.
  await attendee.locator("main a", { hasText: "New thread" }).click();
  await attendee.fill("#title", "A notebook, still in use");
  await attendee.locator("main textarea").fill("They *kept* it for a year.");
  await attendee.locator("main button", { hasText: "Open the thread" }).click();
  await attendee.locator("#post-1 em", { hasText: "kept" }).waitFor();
  const other = await windows.open(ben, new URL(attendee.url()).pathname);
  await other.fill("#reply-text", "Who paid for the second one?");
  await other.locator("#reply-text").press("Control+Enter");
  await attendee.locator("#post-2", { hasText: "Who paid for the second one?" }).waitFor();
  await other.close();

  // The hour opens under the eyes of who waits for it.
  const [panel, host] = await Promise.all([
    windows.open(ingrid, roomOf(webinarId, "/panel")),
    windows.open(moderator, roomOf(webinarId, "/desk"), desk),
  ]);
  await attendee.goto(windows.house.url + roomOf(webinarId));
  await host.locator("button", { hasText: "Open the hour" }).click();
  await attendee.locator("[role=status] a.button", { hasText: "Enter" }).click();

  // Asked by two, one of them voted for.
  const [spoken, written, left] = ["Who keeps the notebook?", "Who pays for the paper?", "Who reads it afterwards?"];
  const voter = await windows.open(ben, roomOf(webinarId));
  for (const text of [spoken, written, left]) {
    await attendee.fill("#ask-text", text);
    await attendee.locator(".ask button", { hasText: "Ask" }).click();
    await question(attendee, text).waitFor();
  }
  const fresh = voter.locator(".new-order");
  const known = question(voter, left);
  await fresh.or(known).first().waitFor();
  if (await fresh.isVisible()) await fresh.click();
  await known.locator("button.vote").click();
  await known.locator("button.vote[aria-pressed=true]").waitFor();
  await card(host, 2, left).locator("b.num", { hasText: "1" }).waitFor();

  // Given, put on air, answered aloud.
  await card(host, 2, spoken).click();
  await card(host, 2, spoken).locator("button", { hasText: "Give to" }).click();
  await host.locator("dialog label", { hasText: "Ingrid" }).click();
  await host.locator("dialog button", { hasText: "Give it" }).click();
  await panel.locator("[data-pane='1'] h3", { hasText: spoken }).waitFor();
  await card(host, 2, spoken).getByText(spoken, { exact: true }).click();
  await card(host, 2, spoken).locator("button", { hasText: "Put on air" }).click();
  await attendee.locator(".on-air h2", { hasText: spoken }).waitFor();
  await panel.locator("button", { hasText: "Answered aloud" }).click();
  await attendee.locator(".answered-list", { hasText: spoken }).waitFor();

  // Answered in writing.
  await panel
    .locator("[data-pane='2'] li", { hasText: written })
    .locator("button", { hasText: "Answer in writing" })
    .click();
  await panel.fill(".editor-text", "The **village**.");
  await panel.locator("button", { hasText: "Send the answer" }).click();
  await attendee.locator(".my-outcome strong", { hasText: "village" }).waitFor();

  // Closed, called back, closed; the desk has no conflict to tell of and the panel the way to the thread.
  await host.locator("button", { hasText: "Close…" }).click();
  await host.locator("dialog", { hasText: "1 open question becomes a thread in Change that stays" }).waitFor();
  await host.locator("dialog button", { hasText: "Close it" }).click();
  await host.locator("button", { hasText: "Call it back" }).click();
  await host.locator("button", { hasText: "Close…" }).click();
  await host.locator("dialog button", { hasText: "Close it" }).click();
  await attendee.getByText("The hour is over. 1 question goes on in the forum.").waitFor({ timeout: 30_000 });
  await host.locator(".banner", { hasText: "3 received" }).waitFor();
  await soon(() => host.locator(".card-conflict").count(), 0);

  // Its asker is told, and goes there from the inbox; the panellist answers there, and says that it is the answer.
  await attendee.goto(`${windows.house.url}/inbox`);
  await attendee.locator(".thread-row", { hasText: "Your question moved to the forum" }).locator("h2 a").click();
  await attendee.locator("h1", { hasText: left }).waitFor();
  await attendee.locator(".carried-from", { hasText: "1 vote" }).waitFor();
  await panel.locator("[data-pane='2'] li", { hasText: left }).locator("a", { hasText: "To its thread" }).click();
  await panel.fill("#reply-text", "Whoever comes to the market.");
  await panel.locator("#reply-text").press("Control+Enter");
  await attendee.locator("#post-2", { hasText: "Whoever comes to the market." }).waitFor();
  await panel.locator("#post-2 summary").first().click();
  await panel.locator("#post-2 .menu", { hasText: "Mark as the answer" }).getByText("Mark as the answer").click();
  await attendee.locator("#post-2.is-answer").waitFor();

  // The asker and who voted are told; the record counts it.
  await attendee.goto(`${windows.house.url}/inbox`);
  await attendee.locator(".thread-row", { hasText: "Your question was answered in the forum" }).waitFor();
  await voter.goto(`${windows.house.url}/inbox`);
  await voter.locator(".thread-row", { hasText: "Who decides what counts as change?" }).first().waitFor();
  await attendee.goto(windows.house.url + roomOf(webinarId));
  await attendee.locator("#carried li", { hasText: left }).getByText("Answered").waitFor();
  await Promise.all([attendee, panel, host, voter].map((page) => page.close()));
});

test("the same way on a phone, in Arabic: asked, carried, answered, told", async () => {
  const { moderator, ingrid } = company;
  const lubna: Someone = await windows.house.member("لبنى الشرايري", { language: "ar", country: "JO" });
  const { webinarId } = await hour(company);
  const page = await windows.open(lubna, roomOf(webinarId), phone);
  expect(await page.locator("html").getAttribute("dir")).toBe("rtl");
  await page.fill("#ask-text", "من يحتفظ بالدفتر؟");
  await page.locator(".ask button[type=submit]").click();
  await page.locator(".my-question", { hasText: "من يحتفظ بالدفتر؟" }).waitFor();

  // What is said while another pane is open shows at its tab, and is read there.
  await ingrid.call("webinars.sendChatLine", { id: newId(), webinarId, text: "Good morning from Bergen" });
  const chatTab = page.locator('.pane-tabs label[for="pane-2"]');
  await chatTab.locator(".unread-dot").waitFor();
  await chatTab.click();
  await page.locator("[role=log]", { hasText: "Good morning from Bergen" }).waitFor();
  await chatTab.locator(".unread-dot").waitFor({ state: "detached" });

  const host = await windows.open(moderator, roomOf(webinarId, "/desk"), desk);
  await card(host, 2, "من يحتفظ بالدفتر؟").waitFor();
  await host.locator("button", { hasText: "Close…" }).click();
  await host.locator("dialog button", { hasText: "Close it" }).click();
  await page.getByText("انتهت الساعة").waitFor({ timeout: 30_000 });
  await page.locator(".my-outcome a").click();
  await page.locator("h1", { hasText: "من يحتفظ بالدفتر؟" }).waitFor();

  const panel = await windows.open(ingrid, new URL(page.url()).pathname);
  await panel.fill("#reply-text", "The village keeps it.");
  await panel.locator("#reply-text").press("Control+Enter");
  await page.locator("#post-2 .post-body[lang=en][dir=ltr]").waitFor();
  await panel.locator("#post-2 summary").first().click();
  await panel.locator("#post-2 .menu").getByText("Mark as the answer").click();
  await page.locator("#post-2.is-answer").waitFor();
  await unread(page).waitFor();
  await page.locator('.site-tools a[href="/inbox"]').click();
  await page.locator(".thread-row", { hasText: "أُجيب عن سؤالك في المنتدى" }).waitFor();
  await Promise.all([page, host, panel].map((each) => each.close()));
});
