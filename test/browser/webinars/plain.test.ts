/** A webinar without script: reading it, registering, asking, voting and taking back, editing, withdrawing, chatting. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Windows } from "../forum/windows.ts";
import { ask, type Company, change, hour, openCompany, question, roomOf } from "./hour.windows.ts";

let windows: Windows;
let company: Company;
const plain = { javaScriptEnabled: false };
beforeAll(async () => {
  ({ windows, company } = await openCompany());
});
afterAll(() => windows?.close());

test("one asks and votes in the room by plain forms", async () => {
  const { ada, ben } = company;
  const { webinarId } = await hour(company);
  await ask(ben, webinarId, "Whose turn is it?");
  const room = await windows.open(ada, roomOf(webinarId), plain);
  await room.fill("#ask-text", "Is script needed?");
  await room.locator(".ask button", { hasText: "Ask" }).click();
  await question(room, "Is script needed?").locator(".question-meta", { hasText: "You" }).waitFor();

  await question(room, "Whose turn is it?").locator("button.vote").click();
  await question(room, "Whose turn is it?").locator("button.vote[aria-pressed=true]", { hasText: "1" }).waitFor();
  await question(room, "Whose turn is it?").locator("button.vote").click();
  await question(room, "Whose turn is it?").locator("button.vote[aria-pressed=false]", { hasText: "0" }).waitFor();

  await question(room, "Is script needed?").locator("a", { hasText: "Edit" }).click();
  await room.fill(".edit-own textarea", "Is script needed here?");
  await room.locator(".edit-own button", { hasText: "Save" }).click();
  await question(room, "Is script needed here?").locator(".action", { hasText: "Take it back" }).click();
  await question(room, "Is script needed here?").waitFor({ state: "detached" });

  await room.fill(".say input[name=text]", "Good morning");
  await room.locator(".say button").click();
  await room.locator(".chat-log li", { hasText: "Good morning" }).waitFor();
  await room.close();
});

test("what is refused comes back with its text and the reason", async () => {
  const { ada, moderator } = company;
  const { webinarId } = await hour(company);
  const room = await windows.open(ada, roomOf(webinarId), plain);
  await room.fill("#ask-text", "Too late?");
  await moderator.call("webinars.pauseWebinar", { webinarId, ...change(), paused: true });
  await room.locator(".ask button", { hasText: "Ask" }).click();
  await room.getByText("Questions cannot be sent just now.").waitFor();
  expect(await room.inputValue("#ask-text")).toBe("Too late?");
  await room.close();
});

test("before the hour one registers, and then asks ahead", async () => {
  const { ada } = company;
  const { webinarId } = await hour(company, { open: false });
  const page = await windows.open(ada, roomOf(webinarId), plain);
  expect(await page.locator("#ask-text").count()).toBe(0);
  await page.locator("button", { hasText: "Register" }).click();
  await page.getByText("You are registered.").waitFor();
  await page.fill("#ask-text", "What shall we bring?");
  await page.locator(".ask-ahead button", { hasText: "Ask" }).click();
  await question(page, "What shall we bring?").waitFor();
  await page.close();
});
