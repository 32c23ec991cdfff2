/** What of script a thread's page loads before one touches it, gzipped, its state included. */
import { get } from "node:http";
import { gzipSync } from "node:zlib";
import { launchBrowser, unpackBrowser } from "../../support/browser.ts";
import type { Bench, Row } from "../bench.ts";
import { atMost, type Outcome } from "../outcome.ts";

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

async function run(bench: Bench): Promise<Outcome[]> {
  const house = await bench.house({ people: 21 });
  const reader = house.people[20];
  if (!reader) throw new Error("nobody to read");
  await unpackBrowser();
  const browser = await launchBrowser();
  try {
    const context = await browser.newContext();
    await context.addCookies(
      Object.entries(reader.cookies).map(([name, value]) => ({ name, value, url: house.url, httpOnly: true })),
    );
    const page = await context.newPage();
    const scripts = new Set<string>();
    page.on("request", (request) => {
      if (request.resourceType() === "script") scripts.add(request.url());
    });
    // The page of twenty posts.
    await page.goto(`${house.url}/threads/${house.filled.threads[0]}?page=1`, { waitUntil: "networkidle" });
    const state = gzipSync((await page.locator("#state").textContent()) ?? "").length;
    let files = 0;
    for (const url of scripts) files += await travelled(url);
    return [
      atMost({
        row: "script on a thread page before the first interaction, gzipped",
        ours: `${scripts.size} files ${(files / 1024).toFixed(1)} KB, state ${(state / 1024).toFixed(1)} KB`,
        figure: (files + state) / 1024,
        unit: "KB",
        bar: 45,
        aim: 30,
      }),
    ];
  } finally {
    await browser.close();
  }
}

export const rows: Row[] = [
  { name: "script", what: "every byte of script that a thread of twenty posts loads before one touches it", run },
];
