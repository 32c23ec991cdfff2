/** What a thread of twenty posts costs before one touches it: every byte of script, gzipped as it travels, the state included. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { settled } from "../../../server/platform/outbox/index.ts";
import { weighScript } from "../../support/script-weight.ts";
import { makeThread, openWindows, reply, soon, type Windows } from "./windows.ts";

const most = 45 * 1024;
let windows: Windows;

beforeAll(async () => {
  windows = await openWindows();
});
afterAll(() => windows?.close());

test("a thread's page loads at most 45 KB of script, the composer's tools not among them", async () => {
  const { house } = windows;
  const organiser = await house.member("Olga Organiser", { role: "organiser" });
  const [ben, ...authors] = await Promise.all(
    Array.from({ length: 21 }, (_, number) => house.member(`Person ${number} Ortega`)),
  );
  if (!ben) throw new Error("nobody to read");
  const { threadId, path } = await makeThread(organiser, ben);
  for (const [number, author] of authors.slice(1).entries())
    await reply(author, threadId, `Reply ${number}: ${"some words of a usual length, as people write. ".repeat(8)}`);

  // What others do wakes the page: here nobody does anything.
  await settled();
  const page = await windows.open(ben, "/forum");
  const { files, script, state } = await weighScript(page, house.url + path);
  expect(files.filter((url) => /composer-tools|thread-(verbs|forms)|polling/.test(url))).toEqual([]);
  process.stdout.write(
    `script on a thread page before the first interaction: ${((script + state) / 1024).toFixed(1)} KB gzipped\n`,
  );
  expect(script + state).toBeLessThanOrEqual(most);

  // Stepping into the box fetches them.
  await page.locator("#reply-text").focus();
  await page.waitForFunction(() => customElements.get("markdown-toolbar") !== undefined);
});

test("where no websocket comes through, a page is live by long polling", async () => {
  const { house } = windows;
  const organiser = await house.member("Olga Ortiz", { role: "organiser" });
  const { threadId, path } = await makeThread(organiser, organiser);
  const page = await windows.open(organiser, "/forum");
  await page.addInitScript(() => {
    const Real = WebSocket;
    Object.assign(window, {
      WebSocket: function Refused() {
        return new Real("ws://127.0.0.1:9/");
      },
    });
  });
  const polled = page.waitForResponse(/transport=polling.*sid=/);
  await page.goto(house.url + path);
  await polled;
  await reply(organiser, threadId, "Heard all the same.");
  await soon(() => page.getByText("Heard all the same.").count(), 1);
});
