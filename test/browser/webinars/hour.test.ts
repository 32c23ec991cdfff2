/** The hour as three people live it at once: who asks, who answers, who moderates. Everything is seen without a load. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Page } from "playwright-core";
import { newId } from "../../../shared/ids.ts";
import { soon, type Windows } from "../forum/windows.ts";
import {
  ask,
  type Company,
  card,
  change,
  hour,
  openCompany,
  openDialogue,
  question,
  roomOf,
  voteBy,
} from "./hour.windows.ts";

let windows: Windows;
let company: Company;
beforeAll(async () => {
  ({ windows, company } = await openCompany());
});
afterAll(() => windows?.close());

const spoken = "Who keeps the notebooks when the project ends?";
const written = "What did the donor say?";
const left = "Who is asked last?";

test("asked, voted for, given, on air, answered aloud and in writing, closed, called back, closed, carried", async () => {
  const { organiser, moderator, ingrid, ada, ben, cleo } = company;
  const { dialogueId } = await openDialogue(organiser, "change-that-stays");
  const { webinarId } = await hour(company, { dialogueId, sectionId: null });

  const [room, panel, desk] = await Promise.all([
    windows.open(ada, roomOf(webinarId)),
    windows.open(ingrid, roomOf(webinarId, "/panel")),
    windows.open(moderator, roomOf(webinarId, "/desk"), { viewport: { width: 1440, height: 900 } }),
  ]);

  // Who is here: each page counts its reader.
  await room.getByText("3 here").first().waitFor();

  // Asking: the focus stays in the box, the box is empty, the question stands in the queue as one's own.
  await room.fill("#ask-text", spoken);
  await room.locator(".ask button", { hasText: "Ask" }).click();
  await question(room, spoken).locator(".question-meta", { hasText: "You" }).waitFor();
  await soon(() => room.inputValue("#ask-text"), "");
  await soon(() => room.evaluate(() => document.activeElement?.id), "ask-text");
  await room.getByText("If the hour ends first, it moves to the forum with its 0 votes. Nothing is lost.").waitFor();
  await card(desk, 2, spoken).waitFor();

  // Others ask, and are not pushed into a list that somebody reads.
  const writtenQuestion = await ask(ben, webinarId, written);
  await ask(cleo, webinarId, left);
  await room.locator(".new-order", { hasText: "2 new questions." }).click();
  await voteBy([cleo], writtenQuestion.id);

  // A vote, and taking it back; the others' screens follow.
  const key = () => question(room, left).locator("button.vote");
  await key().click();
  await room.locator("li.question", { hasText: left }).locator("button.vote[aria-pressed=true]").waitFor();
  await card(desk, 2, left).locator("b.num", { hasText: "1" }).waitFor();
  await key().click();
  await room.locator("li.question", { hasText: left }).locator("button.vote[aria-pressed=false]").waitFor();
  await card(desk, 2, left).locator("b.num", { hasText: "0" }).waitFor();
  await soon(() => question(room, spoken).locator("button.vote").isDisabled(), true);

  // Given to a panellist, who sees it at once.
  await card(desk, 2, spoken).locator(".card-text").click();
  await card(desk, 2, spoken).locator("button", { hasText: "Give to" }).click();
  await desk.locator("dialog label", { hasText: "Ingrid" }).click();
  await desk.locator("dialog button", { hasText: "Give it" }).click();
  await panel.locator("[data-pane='1'] h3", { hasText: spoken }).waitFor();

  // On air: everybody sees it.
  await card(desk, 2, spoken).locator(".card-text").click();
  await card(desk, 2, spoken).locator("button", { hasText: "Put on air" }).click();
  await room.locator(".on-air h2", { hasText: spoken }).waitFor();
  await panel.getByText("You are on air").waitFor();
  await room.getByText("It is on air now.").waitFor();

  // In writing: kept for who writes, seen by the desk; with a preview; read by the asker's room.
  await panel
    .locator("[data-pane='2'] li", { hasText: written })
    .locator("button", { hasText: "Answer in writing" })
    .click();
  await card(desk, 4, written).waitFor();
  await panel.fill(".editor-text", "That it was **not theirs** to keep.");
  await panel.locator(".preview strong", { hasText: "not theirs" }).waitFor();
  await panel.locator("button", { hasText: "Send the answer" }).click();
  await question(room, written).locator(".state", { hasText: "Answered in writing" }).waitFor();
  await question(room, written).locator("summary", { hasText: "Read the answer" }).click();
  await question(room, written).locator("strong", { hasText: "not theirs" }).waitFor();

  // Answered aloud, by the panellist.
  await panel.locator("button", { hasText: "Answered aloud" }).click();
  await room.locator(".answered-list", { hasText: spoken }).waitFor();
  await room.getByText("Nothing is on air").waitFor();

  // Chat: said by one, read by all.
  await room.fill(".say input[name=text]", "Good morning from Lagos");
  await room.keyboard.press("Enter");
  await panel.locator("[role=log] li", { hasText: "Good morning from Lagos" }).waitFor();
  await soon(() => room.evaluate(() => document.activeElement?.getAttribute("name")), "text");

  // The close says what it will do, can be called back for ten seconds, and then carries.
  await desk.locator("button", { hasText: "Close…" }).click();
  await desk.locator("dialog", { hasText: "1 open question becomes a thread in Change that stays" }).waitFor();
  await desk.locator("dialog button", { hasText: "Close it" }).click();
  await desk.getByText(/Closing in \d+ seconds/).waitFor();
  await room.getByText("The host is closing the hour.").waitFor();
  await desk.locator("button", { hasText: "Call it back" }).click();
  await desk.locator("button", { hasText: "Close…" }).waitFor();
  await room.locator(".ask button", { hasText: "Ask" }).waitFor();

  await desk.locator("button", { hasText: "Close…" }).click();
  await desk.locator("dialog button", { hasText: "Close it" }).click();
  await room.getByText("The hour is over. 1 question goes on in the forum.").waitFor({ timeout: 25_000 });
  await desk.locator(".banner", { hasText: "3 received" }).waitFor();
  expect((await desk.locator(".banner").first().innerText()).replace(/\s+/g, " ")).toContain(
    "3 received = 2 answered + 0 declined + 0 merged + 0 withdrawn + 1 carried",
  );

  // The record leads to the thread that the question became.
  await room.locator("a", { hasText: "See what became of every question" }).click();
  await room.locator("#carried a", { hasText: left }).click();
  await room.locator("h1", { hasText: left }).waitFor();
  await room.getByText("Cleo Attendee").first().waitFor();
  await Promise.all([room, panel, desk].map((page) => page.close()));
}, 120_000);

test("what is refused says why in words, and keeps the text", async () => {
  const { ada, moderator } = company;
  const { webinarId } = await hour(company);
  const room = await windows.open(ada, roomOf(webinarId));
  await room.fill("#ask-text", "Is it too late?");
  await moderator.call("webinars.pauseWebinar", { webinarId, ...change(), paused: true });
  await room.getByText("Paused: no new questions or votes just now.").waitFor();
  await room.locator(".ask button", { hasText: "Ask" }).click();
  await room.locator(".ask [role=alert]").waitFor();
  await soon(() => room.inputValue("#ask-text"), "Is it too late?");
  await room.close();
});

test("an asker edits the own question, takes it back, and reads why another was declined", async () => {
  const { ada, moderator } = company;
  const { webinarId } = await hour(company, { preApproval: true });
  const room = await windows.open(ada, roomOf(webinarId));
  await room
    .locator(".seen-by", { hasText: "The room and the moderators see your name. Moderators read it first." })
    .waitFor();
  await room.locator("label", { hasText: "Anonymous to the room" }).click();
  await room.locator(".seen-by", { hasText: "The room does not see who asked; the moderators do." }).waitFor();
  await room.fill("#ask-text", "What was teh budget?");
  await room.locator(".ask button", { hasText: "Ask" }).click();
  await question(room, "teh budget").getByText("You, anonymously").waitFor();

  await question(room, "teh budget").locator("a", { hasText: "Edit" }).click();
  await room.locator(".edit-own textarea").fill("What was the budget?");
  await room.locator(".edit-own button", { hasText: "Save" }).click();
  await question(room, "What was the budget?").waitFor();

  const desk = await windows.open(moderator, roomOf(webinarId, "/desk"), { viewport: { width: 1440, height: 900 } });
  await card(desk, 1, "What was the budget?").getByText("Ada Attendee").waitFor();
  await card(desk, 1, "What was the budget?").locator("button", { hasText: "Decline" }).click();
  await desk.locator("dialog button", { hasText: /^Decline$/ }).click();
  await desk.getByText("Say why: its asker is told.").waitFor();
  await desk.fill("dialog textarea", "The budget stands in the concept note.");
  await desk.locator("dialog button", { hasText: /^Decline$/ }).click();
  await room.getByText("The budget stands in the concept note.").waitFor();

  // Ten seconds to take it back: it is in the queue then.
  await desk.locator(".toast button").click();
  await card(desk, 2, "What was the budget?").waitFor();
  await question(room, "What was the budget?").locator(".action", { hasText: "Take it back" }).click();
  await room.locator("dialog[open] button", { hasText: "Take it back" }).click();
  await card(desk, 2, "What was the budget?").waitFor({ state: "detached" });
  await Promise.all([room, desk].map((page) => page.close()));
});

test("a private answer is read by its asker alone, a removed line by nobody", async () => {
  const { ada, ben, ingrid, moderator } = company;
  const { webinarId } = await hour(company);
  await ask(ada, webinarId, "May I name my ministry?");
  const [mine, other, panel] = await Promise.all([
    windows.open(ada, roomOf(webinarId)),
    windows.open(ben, roomOf(webinarId)),
    windows.open(ingrid, roomOf(webinarId, "/panel")),
  ]);
  await panel.locator("[data-pane='2'] button", { hasText: "Take" }).first().click();
  await panel.locator("[data-pane='1'] button", { hasText: "Answer in writing" }).click();
  await panel.fill(".editor-text", "Better not.");
  await panel.locator("label", { hasText: "Only to the asker" }).click();
  await panel.locator("button", { hasText: "Send the answer" }).click();
  await mine.locator(".my-outcome", { hasText: "Better not." }).waitFor();
  await question(other, "May I name my ministry?").getByText("Answered privately").waitFor();
  expect(await other.content()).not.toContain("Better not.");

  await ben.call("webinars.sendChatLine", { id: newId(), webinarId, text: "Buy now" });
  const watching: Page = await windows.open(moderator, roomOf(webinarId));
  await watching.locator(".chat-log li", { hasText: "Buy now" }).locator("button").click();
  await watching.fill("dialog #reason", "Advertising");
  await watching.locator("dialog button", { hasText: "Take out" }).click();
  await mine.locator(".chat-log", { hasText: "Taken away by a moderator" }).waitFor();
  expect(await mine.locator(".chat-log").innerText()).not.toContain("Buy now");
  await Promise.all([mine, other, panel, watching].map((page) => page.close()));
});

test("a question written while the line is down goes out once it is back, and one is present again", async () => {
  const { ada, moderator } = company;
  const { webinarId } = await hour(company);
  const room = await windows.open(ada, "/forum");
  let cut = false;
  let hangUp = () => {};
  await room.routeWebSocket(/socket\.io/, (line) => {
    const gone = { code: 4000, reason: "cut" };
    if (cut) return void line.close(gone);
    const server = line.connectToServer();
    hangUp = () => {
      void line.close(gone);
      void server.close();
    };
  });
  await room.route(/transport=polling/, (route) => (cut ? route.abort() : route.continue()));
  await room.goto(windows.house.url + roomOf(webinarId));
  await room.getByText("1 here").first().waitFor();
  cut = true;
  hangUp();
  await room.getByText("Reconnecting…").waitFor();
  await room.fill("#ask-text", "Does this get through?");
  await room.locator(".ask button[type=submit]").click();
  await room.locator(".notice", { hasText: "Does this get through?" }).waitFor();
  await soon(() => room.inputValue("#ask-text"), "");
  const desk = await windows.open(moderator, roomOf(webinarId, "/desk"));
  await desk.getByText("1 in the room").waitFor();

  cut = false;
  // An attempt that was under way when the line went may hang for twenty seconds before the next.
  await card(desk, 2, "Does this get through?").waitFor({ timeout: 35_000 });
  await question(room, "Does this get through?").waitFor();
  await room.locator(".notice").waitFor({ state: "detached" });
  await desk.getByText("2 in the room").waitFor();
  await Promise.all([room, desk].map((page) => page.close()));
}, 100_000);

test("on a slow line no press of the vote's key is lost, and no list that was read before it undoes it", async () => {
  const { ada, ben } = company;
  const { webinarId } = await hour(company);
  const { id } = await ask(ben, webinarId, "Is this heard?");
  const room = await windows.open(ada, "/forum");
  // Answers to what the room asks are held back until they are let go.
  const held = new Map<string, () => void>();
  const asked = new Map<string, string>();
  await room.routeWebSocket(/socket\.io/, (line) => {
    const server = line.connectToServer();
    line.onMessage((frame) => {
      const [, number, event] = /^42(\d+)\["([^"]+)"/.exec(String(frame)) ?? [];
      if (number && event) asked.set(number, event);
      server.send(frame);
    });
    server.onMessage((frame) => {
      const event = asked.get(/^43(\d+)\[/.exec(String(frame))?.[1] ?? "");
      if (event === "webinars.readRoom" || event === "webinars.vote") held.set(event, () => line.send(frame));
      else line.send(frame);
    });
  });
  const isHeld = async (event: string) => {
    for (let tries = 0; !held.has(event) && tries < 400; tries++) await room.waitForTimeout(20);
  };
  const letGo = (event: string) => {
    held.get(event)?.();
    held.delete(event);
  };
  const key = (pressed: boolean) => question(room, "Is this heard?").locator(`button.vote[aria-pressed=${pressed}]`);
  const votes = async () => (await ada.call("webinars.readRoom", { webinarId })).myVotes;

  await room.goto(windows.house.url + roomOf(webinarId));
  await isHeld("webinars.readRoom");
  await key(false).click();
  await isHeld("webinars.vote");
  letGo("webinars.vote");
  letGo("webinars.readRoom");
  await room.getByText("1 here").first().waitFor();
  await key(true).waitFor();

  // Pressed twice before the first answer: it ends as it was.
  await key(true).click();
  await key(false).click();
  await key(true).waitFor();
  await isHeld("webinars.vote");
  expect(await votes()).toEqual([]);
  letGo("webinars.vote");
  await isHeld("webinars.vote");
  expect(await votes()).toEqual([id]);
  letGo("webinars.vote");
  await key(true).click();
  await isHeld("webinars.vote");
  letGo("webinars.vote");
  await key(false).waitFor();
  expect(await votes()).toEqual([]);
  await room.close();
});
