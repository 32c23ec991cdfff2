/** What of script a page loads before one touches it: every byte as it travels gzipped, the page's state included. */
import { get } from "node:http";
import { gzipSync } from "node:zlib";
import type { Page } from "playwright-core";

export interface ScriptWeight {
  /** The addresses of the files. */
  readonly files: readonly string[];
  /** Bytes of the files, and of the state that stands in the page. */
  readonly script: number;
  readonly state: number;
}

/** Opens the page at `url` in a window that has not loaded anything there yet. */
export async function weighScript(page: Page, url: string): Promise<ScriptWeight> {
  const files = new Set<string>();
  page.on("request", (request) => {
    if (request.resourceType() === "script") files.add(request.url());
  });
  await page.goto(url, { waitUntil: "networkidle" });
  const state = gzipSync((await page.locator("#state").textContent()) ?? "").length;
  const weights = await Promise.all(Array.from(files, travelled));
  return { files: [...files], script: weights.reduce((sum, weight) => sum + weight, 0), state };
}

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
