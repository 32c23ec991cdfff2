/** What of script a thread's page loads before one touches it, gzipped, its state included. */
import { launchBrowser, unpackBrowser } from "../../support/browser.ts";
import { weighScript } from "../../support/script-weight.ts";
import type { Bench, Row } from "../bench.ts";
import { atMost, type Outcome } from "../outcome.ts";

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
    // The page of twenty posts.
    const path = `/threads/${house.filled.threads[0]}?page=1`;
    const { files, script, state } = await weighScript(await context.newPage(), house.url + path);
    return [
      atMost({
        row: "script on a thread page before the first interaction, gzipped",
        ours: `${files.length} files ${(script / 1024).toFixed(1)} KB, state ${(state / 1024).toFixed(1)} KB`,
        figure: (script + state) / 1024,
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
