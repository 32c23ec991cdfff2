/** The forum without script: reading, opening a thread, replying, quoting, reacting, editing. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Page } from "playwright-core";
import type { Someone } from "../../support/house.ts";
import { makeThread, openWindows, type Place, type Windows } from "./windows.ts";

let windows: Windows;
let ada: Someone;
let ben: Someone;
let place: Place;
const plain = { javaScriptEnabled: false };

beforeAll(async () => {
  windows = await openWindows();
  ada = await windows.house.member("Ada Marsh");
  ben = await windows.house.member("Ben Ortega");
  const organiser = await windows.house.member("Olga Organiser", { role: "organiser" });
  place = await makeThread(organiser, ada, "What did you see?");
});
afterAll(() => windows?.close());

const post = (page: Page) => page.locator("#reply button", { hasText: "Post reply" }).click();

test("a reply is posted by a plain form and stands under its number", async () => {
  const page = await windows.open(ben, place.path, plain);
  await page.fill("#reply-text", "A notebook, *still* in use.");
  await post(page);
  await page.waitForURL(/\/threads\/[^/]+\/2#post-2$/);
  await page.locator("#post-2 .post-body em", { hasText: "still" }).waitFor();
});

test("a reply to a post, a quote and an edit have pages of their own", async () => {
  const page = await windows.open(ben, place.path, plain);
  await page.locator("#post-1 .post-actions a", { hasText: "Reply" }).click();
  await page.locator("#reply-below textarea").fill("To you alone");
  await page.locator("#reply-below button", { hasText: "Post reply" }).click();
  await page.locator("#post-1 .nested", { hasText: "To you alone" }).waitFor();

  await page.locator("#post-1 > .log-text > .post-actions a", { hasText: "Quote" }).click();
  await page.locator("#reply-text", { hasText: "Ada Marsh" }).waitFor();
  expect(await page.inputValue("#reply-text")).toMatch(/^> \[Ada Marsh\]\(\/posts\/.+\)\n> What did you see\?/);

  await page.goto(windows.house.url + place.path);
  await page.locator("#post-3 summary").click();
  await page.locator("#post-3 .menu a", { hasText: "Edit" }).click();
  await page.locator("#opened textarea").fill("To you, edited");
  await page.locator("#opened button", { hasText: "Save" }).click();
  await page.getByText("To you, edited").waitFor();
});

test("a reaction and following are buttons of plain forms", async () => {
  const page = await windows.open(ben, place.path, plain);
  await page.locator("#post-1 > .log-text > .post-actions .reaction").first().click();
  await page.locator("#post-1 > .log-text > .post-actions .reaction[aria-pressed=true]").first().waitFor();
  await page.locator("button", { hasText: "Follow" }).click();
  await page.locator("button", { hasText: "Following" }).waitFor();
});

test("what was refused keeps the text", async () => {
  const page = await windows.open(ben, place.path, plain);
  await page.locator("#reply-text").evaluate((area) => area.removeAttribute("maxlength"));
  await page.fill("#reply-text", "word ".repeat(5000));
  await post(page);
  await page.locator("[role=alert]").waitFor();
  expect((await page.inputValue("#reply-text")).startsWith("word word")).toBe(true);
});

test("a thread is opened by a plain form", async () => {
  const page = await windows.open(ben, `/sections/${place.slug}`, plain);
  await page.locator("a", { hasText: "New thread" }).click();
  await page.fill("#title", "Who holds the key?");
  await page.fill("#first-post", "The one who opens the room decides who speaks.");
  await page.locator("button", { hasText: "Open the thread" }).click();
  await page.locator("h1", { hasText: "Who holds the key?" }).waitFor();
});
