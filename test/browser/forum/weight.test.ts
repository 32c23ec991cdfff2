/** What a thread of twenty posts costs before one touches it: every byte of script, gzipped as it travels, the state included. */
import { get } from "node:http";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { settled } from "../../../server/platform/outbox/index.ts";
import { makeThread, openWindows, reply, type Windows } from "./windows.ts";

const most = 45 * 1024;
let windows: Windows;

beforeAll(async () => {
  windows = await openWindows();
});
afterAll(() => windows?.close());

/** Bytes on the line. */
const travelled = (url: string): Promise<number> =>
  new Promise((resolve, reject) => {
    get(url, { headers: { "accept-encoding": "gzip" } }, (response) => {
      let bytes = 0;
      response.on("data", (part: Buffer) => {
        bytes += part.length;
      });
      response.on("end", () => resolve(bytes));
    }).on("error", reject);
  });

test("a thread's page loads at most 45 KB of script, the composer's tools not among them", async () => {
  const { house } = windows;
  const [organiser, ada, ben] = [
    await house.member("Olga Organiser", { role: "organiser" }),
    await house.member("Ada Marsh"),
    await house.member("Ben Ortega"),
  ];
  const { threadId, path } = await makeThread(organiser, ada);
  for (let number = 2; number <= 20; number++)
    await reply(
      number % 2 ? ada : ben,
      threadId,
      `Reply ${number}: ${"some words of a usual length, as people write. ".repeat(8)}`,
    );

  // What others do wakes the page: here nobody does anything.
  await settled();
  const page = await windows.open(ben, "/forum");
  const scripts = new Set<string>();
  page.on("request", (request) => {
    if (request.resourceType() === "script") scripts.add(request.url());
  });
  await page.goto(house.url + path, { waitUntil: "networkidle" });
  const state = (await page.locator("#state").textContent()) ?? "";
  let whole = gzipSync(state).length;
  for (const url of scripts) whole += await travelled(url);
  expect([...scripts].filter((url) => /composer-tools|thread-(verbs|forms)/.test(url))).toEqual([]);
  process.stdout.write(
    `script on a thread page before the first interaction: ${(whole / 1024).toFixed(1)} KB gzipped\n`,
  );
  expect(whole).toBeLessThanOrEqual(most);

  // Stepping into the box fetches them.
  await page.locator("#reply-text").focus();
  await page.waitForFunction(() => customElements.get("markdown-toolbar") !== undefined);
});
