/** Dialogues in the browser: read by everybody, in both languages beside each other; made, changed and concluded by an organiser. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { newId } from "../../../shared/ids.ts";
import type { Someone } from "../../support/house.ts";
import { faults, openWindows, soon, type Windows } from "../forum/windows.ts";
import { inMinutes, openDialogue } from "../webinars/hour.windows.ts";

let windows: Windows;
let organiser: Someone;
let rana: Someone;

beforeAll(async () => {
  windows = await openWindows();
  organiser = await windows.house.member("Ndidi Organiser", { role: "organiser", country: "NG", gender: "woman" });
  rana = await windows.house.member("رنا منصور", { language: "ar" });
  await openDialogue(organiser, "change-that-stays");
});
afterAll(() => windows?.close());

test("the concept note is read in one language or in two, without script", async () => {
  const page = await windows.open(windows.house.visitor(), "/dialogues/change-that-stays", {
    javaScriptEnabled: false,
  });
  expect(await page.locator("#note .prose").innerText()).toContain("one thing");
  await page.locator("#note .tabs a", { hasText: "العربية" }).click();
  await page.locator("#note .prose[lang=ar][dir=rtl]").waitFor();
  await page.locator("#note a", { hasText: "Beside it in English" }).click();
  await soon(() => page.locator("#note .prose").count(), 2);
  await page.close();
});

test("an organiser announces a dialogue, plans its webinar, changes it and writes its conclusions", async () => {
  const page = await windows.open(organiser, "/dialogues");
  await page.locator("a", { hasText: "New dialogue" }).click();
  await page.fill("#title", "Who holds the key?");
  await soon(() => page.inputValue("#slug"), "who-holds-the-key");
  await page.fill("#timeZone", "Africa/Nairobi");
  await page.fill("#opens", inMinutes(2 * 1440));
  await page.fill("#closes", inMinutes(16 * 1440));
  await page.fill("#note-en", "About **keys**.");
  await page.locator("button", { hasText: "Español" }).click();
  await page.fill("#note-es", "Sobre llaves.");
  await page.fill("#question-0-en", "Who opens the room?");
  await page.locator("button", { hasText: "Announce the dialogue" }).click();
  await page.locator("h1", { hasText: "Who holds the key?" }).waitFor();
  await page.getByText("until it opens").waitFor();
  expect(await page.locator("#note strong").innerText()).toBe("keys");

  await page.locator("aside a", { hasText: "New webinar" }).click();
  await page.fill("#title", "An hour about keys");
  await page.fill("#starts", inMinutes(3 * 1440));
  await page.locator("fieldset", { hasText: "The panel" }).locator("input.field").fill("رنا");
  await page.locator("button", { hasText: "رنا منصور" }).click();
  await page.locator("button", { hasText: "Schedule the webinar" }).click();
  await page.locator("h1", { hasText: "An hour about keys" }).waitFor();
  await page.locator("aside", { hasText: "رنا منصور" }).waitFor();

  await page.locator("a", { hasText: "Guests" }).click();
  await page.fill("#name", "Grace Guest");
  await page.locator("label", { hasText: "On the panel" }).click();
  await page.locator("button", { hasText: "Make the personal link" }).click();
  const link = page.locator(".guest-link input");
  await link.waitFor();
  expect(await link.inputValue()).toContain(windows.house.url);

  await page.goto(`${windows.house.url}/dialogues/who-holds-the-key/edit`);
  await page.locator("#question-0-es").waitFor();
  expect(await page.inputValue("#note-es")).toBe("Sobre llaves.");
  await page.fill("#question-0-es", "¿Quién abre la sala?");
  await page.locator("button[type=submit]", { hasText: "Save" }).click();
  await page.locator("#key-questions", { hasText: "Who opens the room?" }).waitFor();

  await page.locator("a", { hasText: "Write the conclusions" }).click();
  await page.fill("#conclusions-text", "Keys **travel**.");
  await page.locator("button[type=submit]", { hasText: "Save" }).click();
  await page.locator("#conclusions strong", { hasText: "travel" }).waitFor();
  await page.close();
});

test("a form that is refused keeps everything and says what is wrong", async () => {
  const page = await windows.open(organiser, "/dialogues/new");
  await page.fill("#title", "The same address");
  await page.fill("#slug", "change-that-stays");
  await page.fill("#opens", inMinutes(1440));
  await page.fill("#closes", inMinutes(10));
  await page.fill("#note-en", "Text");
  await page.locator("button[type=submit]", { hasText: "Announce" }).click();
  await page.locator("main [role=alert]").waitFor();
  expect([await page.inputValue("#title"), await page.inputValue("#note-en")]).toEqual(["The same address", "Text"]);
  await page.close();
});

test("what somebody else saved meanwhile is not overwritten unseen", async () => {
  const page = await windows.open(organiser, "/dialogues/change-that-stays/edit");
  await page.locator("#note-en").waitFor();
  await page.fill("#title", "Typed for long");
  const { dialogue } = (await organiser.http("dialogues.readDialogue", { slug: "change-that-stays" })).row;
  const { id: dialogueId, number, timeZone, opens, closes } = dialogue;
  const { conceptNotes } = await organiser.http("dialogues.readDialogueSource", { dialogueId });
  const other = {
    dialogueId,
    changeId: newId(),
    title: "Saved by another",
    number,
    timeZone,
    opens,
    closes,
    conceptNotes,
  };
  await organiser.call("dialogues.changeDialogue", other);

  const save = page.locator("button[type=submit]", { hasText: "Save" });
  await save.click();
  await page.locator("main [role=alert]", { hasText: "Somebody was faster" }).waitFor();
  expect(await page.inputValue("#title")).toBe("Typed for long");
  await page.locator("header", { hasText: "Saved by another" }).first().waitFor();
  await save.click();
  await page.locator("h1", { hasText: "Typed for long" }).waitFor();
  await page.close();
});

test("others are not shown the organisers' forms", async () => {
  const page = await windows.open(rana, "/dialogues/change-that-stays/figures");
  expect(await page.locator("table").count()).toBe(0);
  await page.goto(`${windows.house.url}/dialogues/new`);
  expect(await page.locator("main form").count()).toBe(0);
  await page.close();
});

for (const colorScheme of ["light", "dark"] as const)
  test(`axe finds nothing (${colorScheme})`, async () => {
    const views: [Someone, string][] = [
      [organiser, "/dialogues"],
      [rana, "/dialogues"],
      [organiser, "/dialogues/change-that-stays"],
      [rana, "/dialogues/change-that-stays?note=ar&beside=en"],
      [organiser, "/dialogues/new"],
      [organiser, "/dialogues/change-that-stays/edit"],
      [organiser, "/dialogues/change-that-stays/conclusions"],
      [organiser, "/dialogues/change-that-stays/figures"],
    ];
    for (const [who, path] of views) {
      const page = await windows.open(who, path, { colorScheme });
      await page.waitForLoadState("networkidle");
      expect({ path, who: who.name, faults: await faults(page) }).toEqual({ path, who: who.name, faults: [] });
      await page.context().close();
    }
  }, 180_000);
