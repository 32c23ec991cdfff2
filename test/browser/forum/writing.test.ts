/** Writing in a thread as people see it: two windows, one conversation. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { settled } from "../../../server/platform/outbox/index.ts";
import type { Someone } from "../../support/house.ts";
import { makeThread, openWindows, reply, soon, type Windows } from "./windows.ts";

let windows: Windows;
let ada: Someone;
let ben: Someone;
let mod: Someone;
let organiser: Someone;

beforeAll(async () => {
  windows = await openWindows();
  const { house } = windows;
  [ada, ben, mod, organiser] = await Promise.all([
    house.member("Ada Marsh"),
    house.member("Ben Ortega"),
    house.member("Mina Moderator", { role: "moderator" }),
    house.member("Olga Organiser", { role: "organiser" }),
  ]);
});
afterAll(() => windows?.close());

const box = "#reply-text";
const menuOf = (number: number) => `#post-${number} .menu-box`;

test("a reply shows at once in another window, and the writer stays in an empty box", async () => {
  const { path } = await makeThread(organiser, ada);
  const [mine, other] = [await windows.open(ada, path), await windows.open(ben, path)];
  await mine.fill(box, "The turns to speak were **still** there.");
  await mine.keyboard.press("Control+Enter");
  await other.getByText("still", { exact: true }).waitFor();
  await mine.locator("#post-2").waitFor();
  await soon(() => mine.evaluate(() => document.activeElement?.id), "reply-text");
  await soon(() => mine.inputValue(box), "");
});

test("a reply to a post stands below it, and reactions, edits and hiding show to everybody", async () => {
  const { path } = await makeThread(organiser, ada);
  const [bens, mods] = [await windows.open(ben, path), await windows.open(mod, path)];
  await bens.locator("#post-1 .post-actions a", { hasText: "Reply" }).click();
  await bens.locator("#post-1 textarea").fill("And the notebook?");
  await bens.locator("#post-1 button", { hasText: "Post reply" }).click();
  await mods.locator("#post-1 .nested", { hasText: "And the notebook?" }).waitFor();

  await mods.locator("#post-2 .reaction").first().click();
  await bens.locator("#post-2 .reaction .num", { hasText: "1" }).waitFor();

  await bens.locator(`${menuOf(2)} summary`).click();
  await bens.locator(`${menuOf(2)} a`, { hasText: "Edit" }).click();
  await bens.locator("#post-2 textarea").first().fill("And the expense book?");
  await bens.locator("#opened button", { hasText: "Save" }).click();
  await mods.getByText("And the expense book?").waitFor();

  await mods.locator(`${menuOf(2)} summary`).click();
  await mods.locator(`${menuOf(2)} a`, { hasText: "Hide" }).click();
  await mods.locator("dialog #reason").fill("It names somebody");
  await mods.locator("dialog button", { hasText: "Hide" }).click();
  await bens.getByText("It names somebody").waitFor();
  await mods.locator(".toast button").click();
  await bens.getByText("It names somebody").waitFor({ state: "detached" });
});

test("a post that was removed comes back by Undo, and goes for all without it", async () => {
  const { path, threadId } = await makeThread(organiser, ada);
  await reply(ben, threadId, "I take this back.");
  const [bens, adas] = [await windows.open(ben, path), await windows.open(ada, path)];
  const remove = async () => {
    await bens.locator(`${menuOf(2)} summary`).click();
    await bens.locator(`${menuOf(2)} a`, { hasText: "Remove" }).click();
    await bens.getByText("You have removed this.").waitFor();
  };
  await remove();
  await bens.locator(".toast button").click();
  await bens.locator("#post-2").getByText("I take this back.").waitFor();
  await remove();
  await bens.goto(`${windows.house.url}/forum`);
  await adas.getByText("Removed by its author.").waitFor();
});

test("a quote links its post, a mention is offered while one types, and both reach the inbox at once", async () => {
  const amina = await windows.house.member("Amina Diallo");
  const { path } = await makeThread(organiser, amina, "Look at who holds the key to the room.");
  const [aminas, bens] = [await windows.open(amina, "/inbox"), await windows.open(ben, path)];
  await aminas.getByText("Nothing unread").waitFor();
  await bens.locator("#post-1 .post-actions a", { hasText: "Quote" }).click();
  await bens.waitForFunction(() =>
    (document.querySelector("#reply-text") as HTMLTextAreaElement).value.startsWith("> [Amina Diallo](/posts/"),
  );
  await bens.keyboard.type("Yes, @Amin");
  await bens.locator("[role=option]", { hasText: "Amina Diallo" }).waitFor();
  await bens.keyboard.press("Enter");
  await bens.keyboard.press("Control+Enter");
  await bens.locator("#post-2 blockquote cite a").waitFor();
  expect(await bens.locator("#post-2 bdi.mention").innerText()).toBe("@Amina Diallo");
  await aminas.locator(".badge").waitFor();
  await aminas.locator(".thread-row.is-unread").first().waitFor();
  await aminas.locator("button", { hasText: "Mark all as read" }).click();
  await aminas.locator(".badge").waitFor({ state: "detached" });
});

test("what is selected is quoted alone", async () => {
  const { path } = await makeThread(organiser, ada, "First sentence. Second sentence.");
  const page = await windows.open(ben, path);
  await page.evaluate(() => {
    const text = document.querySelector("#post-1 .post-body p")?.firstChild as Text;
    const range = document.createRange();
    range.setStart(text, 0);
    range.setEnd(text, "First sentence.".length);
    getSelection()?.removeAllRanges();
    getSelection()?.addRange(range);
  });
  await page.locator("#post-1 .post-actions a", { hasText: "Quote" }).click();
  await page.waitForFunction(() =>
    (document.querySelector("#reply-text") as HTMLTextAreaElement).value.includes("First"),
  );
  expect(await page.inputValue(box)).toMatch(/^> \[Ada Marsh\]\(\/posts\/[^)]+\)\n> First sentence\.\n\n$/);
});

test("a draft is there on another device, and after the tab died", async () => {
  const { path } = await makeThread(organiser, ada);
  const page = await windows.open(ben, path);
  await page.fill(box, "Half a thought, not yet");
  await page.getByText("on all your devices").waitFor();
  const phone = await windows.open(await windows.house.again(ben), path, { viewport: { width: 390, height: 844 } });
  expect(await phone.inputValue(box)).toBe("Half a thought, not yet");
  // The line is down: this browser alone keeps it, until it can be sent on.
  await page.context().setOffline(true);
  await page.fill(box, "Half a thought, and more");
  const sameBrowser = await page.context().newPage();
  await page.close();
  await sameBrowser.context().setOffline(false);
  await sameBrowser.goto(windows.house.url + path);
  await sameBrowser.waitForFunction(
    () => (document.querySelector("#reply-text") as HTMLTextAreaElement).value === "Half a thought, and more",
  );
});

test("what was written without a line is sent once it is back", async () => {
  const { path } = await makeThread(organiser, ada);
  const [bens, adas] = [await windows.open(ben, path), await windows.open(ada, path)];
  await bens.locator(box).focus();
  await bens.waitForTimeout(500);
  await bens.context().setOffline(true);
  await bens.fill(box, "Written on the bus");
  await bens.keyboard.press("Control+Enter");
  await bens.getByText("it is sent once the line is back").first().waitFor({ timeout: 15_000 });
  await bens.context().setOffline(false);
  await adas.getByText("Written on the bus").waitFor({ timeout: 15_000 });
  await expect(adas.getByText("Written on the bus").count()).resolves.toBe(1);
});

test("one comes back to the first unread post, above which stands what is new", async () => {
  const { threadId, slug } = await makeThread(organiser, ada);
  for (let number = 2; number <= 6; number++)
    await reply(ada, threadId, `Reply number ${number}. ${"And some more words. ".repeat(20)}`);
  await ben.http("forum.markThreadRead", { threadId, number: 4 });
  // Lists count a moment later.
  await settled();
  const page = await windows.open(ben, `/sections/${slug}`);
  await page.locator("h2 a", { hasText: "A year after" }).click();
  await page.waitForURL(/\/5#post-5$/);
  await page.getByText(/^2 new since/).waitFor();
  await soon(() => page.locator("#post-5").evaluate((post) => post.classList.contains("is-unread")), true);
  await page.waitForFunction(() => {
    const post = document.querySelector("#post-5");
    return post !== null && post.getBoundingClientRect().top < innerHeight;
  });
  // What one has read is remembered on every device.
  for (let turn = 0; turn < 40; turn++) {
    await page.mouse.wheel(0, 400);
    if ((await ben.http("forum.readThread", { threadId })).readUpTo === 6) return;
    await page.waitForTimeout(250);
  }
  throw new Error("reading was not noticed");
});

test("what arrives out of sight is announced with a way there, and nothing moves", async () => {
  const { path, threadId } = await makeThread(organiser, ada, "A long one.\n\n".repeat(80));
  const page = await windows.open(ben, path);
  await page.evaluate(() => scrollTo(0, 300));
  await page.waitForTimeout(600);
  const before = await page.evaluate(() => scrollY);
  await reply(ada, threadId, "Far below");
  await page.getByText("1 new reply on this page.").waitFor();
  expect(await page.evaluate(() => scrollY)).toBe(before);
  await page.getByRole("button", { name: "Show" }).click();
  await page.waitForFunction(() => document.activeElement?.id === "post-2");
});

test("a thread that is locked closes its box in every window", async () => {
  const { path } = await makeThread(organiser, ada);
  const [bens, mods] = [await windows.open(ben, path), await windows.open(mod, path)];
  await mods.locator(".thread-actions summary").click();
  await mods.locator(".thread-actions .menu a", { hasText: "Lock" }).click();
  await mods.locator("dialog button", { hasText: "Lock" }).click();
  await bens.getByText("This thread is closed.").waitFor();
});

test("a new thread shows at once in its section", async () => {
  const { slug } = await makeThread(organiser, ada);
  const list = await windows.open(ada, `/sections/${slug}`);
  const page = await windows.open(ben, `/sections/${slug}/new`);
  await page.fill("#title", "Two days by bus");
  await page.fill("#first-post", "And a notebook: that is our way to follow up.");
  await page.locator("button", { hasText: "Open the thread" }).click();
  await page.waitForURL(/\/threads\//);
  await list.getByText("Two days by bus").waitFor();
});
