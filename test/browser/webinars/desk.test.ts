/** The moderators' desk by keyboard alone, and two moderators at once. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Page } from "playwright-core";
import { soon, type Windows } from "../forum/windows.ts";
import { ask, type Company, card, change, hour, openCompany, roomOf, seen } from "./hour.windows.ts";

let windows: Windows;
let company: Company;
const wide = { viewport: { width: 1440, height: 900 } };
beforeAll(async () => {
  ({ windows, company } = await openCompany());
});
afterAll(() => windows?.close());

const current = (page: Page) => page.locator(".card[aria-current=true]");
const press = async (page: Page, ...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key);
};

test("the whole hour is run by keyboard", async () => {
  const { moderator, ada, ben, cleo } = company;
  const { webinarId } = await hour(company, { preApproval: true, open: false });
  await Promise.all([
    company.ada.call("webinars.register", { webinarId, ...change() }),
    company.ben.call("webinars.register", { webinarId, ...change() }),
    company.cleo.call("webinars.register", { webinarId, ...change() }),
  ]);
  await ask(ada, webinarId, "The first one?");
  await ask(ben, webinarId, "The second one?");
  await ask(cleo, webinarId, "Off the topic");
  const desk = await windows.open(moderator, roomOf(webinarId, "/desk"), wide);
  await desk.locator("button", { hasText: "Open the hour" }).focus();
  await press(desk, "Enter");
  await desk.locator("button", { hasText: "Close…" }).waitFor();

  // Review: approve two, decline the third with a reason.
  await current(desk).filter({ hasText: "The first one?" }).waitFor();
  await press(desk, "a");
  await card(desk, 2, "The first one?").waitFor();
  await current(desk).filter({ hasText: "The second one?" }).waitFor();
  await press(desk, "a");
  await card(desk, 2, "The second one?").waitFor();
  await current(desk).filter({ hasText: "Off the topic" }).waitFor();
  await press(desk, "d");
  await desk.locator("dialog textarea:focus").waitFor();
  await desk.keyboard.type("Another hour");
  await press(desk, "Control+Enter");
  await desk.locator(".done-row", { hasText: "Off the topic" }).waitFor();

  // To the queue, to the panel, to the ready lane, on air, answered.
  await current(desk).filter({ hasText: "The first one?" }).waitFor();
  await press(desk, "p");
  await desk.locator("dialog input[type=radio]:focus").waitFor();
  await press(desk, "ArrowDown", "Enter");
  await card(desk, 2, "The first one?").locator(".card-for", { hasText: "Salma" }).waitFor();
  await press(desk, "t");
  await card(desk, 3, "The first one?").waitFor();
  await press(desk, "ArrowRight");
  await current(desk).filter({ hasText: "The first one?" }).waitFor();
  await press(desk, "Enter");
  await card(desk, 4, "The first one?").waitFor();
  // The air is taken: the next one ends what is there.
  await press(desk, "ArrowLeft");
  await current(desk).filter({ hasText: "The second one?" }).waitFor();
  await press(desk, "Enter");
  await card(desk, 4, "The second one?").waitFor();
  await desk.locator(".done-row", { hasText: "The first one?" }).waitFor();
  await press(desk, "e");
  await desk.locator(".done-row", { hasText: "The second one?" }).waitFor();
  // Taken back within the ten seconds.
  await press(desk, "u");
  await card(desk, 2, "The second one?").waitFor();

  // All the keys, and the switch that turns them off.
  await press(desk, "?");
  await desk.locator("dialog", { hasText: "Keys of this desk" }).waitFor();
  await desk.locator("dialog label", { hasText: "Single keys work" }).click();
  await press(desk, "Escape");
  await desk.locator("dialog").waitFor({ state: "detached" });
  await press(desk, "?");
  expect(await desk.locator("dialog").count()).toBe(0);
  await desk.close();
});

test("who was faster is said in the card's place, with where it is now", async () => {
  const { organiser, moderator, ada } = company;
  const { webinarId } = await hour(company);
  const asked = await ask(ada, webinarId, "Who takes me?");
  const desk = await windows.open(moderator, roomOf(webinarId, "/desk"), wide);
  await card(desk, 2, "Who takes me?").waitFor();
  // It is the chosen card: what another moderator does to it must not go unsaid.
  const { version } = await seen(organiser, asked.id);
  await organiser.call("webinars.holdReady", { questionId: asked.id, ...change(), version, ready: true });
  const stub = desk.locator(".lane[data-pane='2'] .card-conflict");
  await stub.filter({ hasText: "It is in “Held ready” now." }).waitFor();
  await stub.locator("button", { hasText: "Show it there" }).click();
  await current(desk).filter({ hasText: "Who takes me?" }).waitFor();
  await soon(() => stub.count(), 0);
  await desk.close();
});

test("a refusal names who it was", async () => {
  const { organiser, moderator, ada } = company;
  const { webinarId } = await hour(company);
  const asked = await ask(ada, webinarId, "Who is first?");
  const desk = await windows.open(moderator, roomOf(webinarId, "/desk"), wide);
  // What is told is lost on its way from now on: the desk still shows the question as it was.
  let deaf = false;
  await desk.routeWebSocket(/socket\.io/, (line) => {
    const server = line.connectToServer();
    server.onMessage((message) => {
      if (!(deaf && /"(told|revisions|changes)"/.test(String(message)))) line.send(message);
    });
  });
  await desk.reload();
  await desk.getByText("1 in the room").waitFor();
  await card(desk, 2, "Who is first?").waitFor();
  deaf = true;
  const { version } = await seen(organiser, asked.id);
  await organiser.call("webinars.decline", { questionId: asked.id, ...change(), version, reason: "Later" });
  await desk.keyboard.press("t");
  await desk
    .locator(".lane[data-pane='2'] .card-conflict", { hasText: "Ndidi Organiser took this a moment ago." })
    .waitFor();
  await desk.close();
});
