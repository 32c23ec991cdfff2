/** Every link on every page leads somewhere, for everybody: followed through the demonstration community. */

import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { accountByEmail } from "../../../server/features/members/index.ts";
import { seedDemonstration } from "../../../server/seed/index.ts";
import type { Client } from "../../support/client.ts";
import type { Someone } from "../../support/house.ts";
import { openWindows, type Windows } from "../forum/windows.ts";

jest.setTimeout(240_000);

/** Of each kind of address so many are followed. */
const most = 4;

let windows: Windows;
const everybody = new Map<string, Client>();
/** What was reached: by role, one address of each kind. */
const reached = new Map<string, string[]>();

const catalogue = JSON.parse(
  readFileSync(new URL("../../../shared/locales/en.json", import.meta.url), "utf8"),
) as Record<string, string>;
const rooms = [...new Set(Object.keys(catalogue).map((key) => key.split(".")[0]))];
const bareKey = new RegExp(`(?<![\\w/@.-])(${rooms.join("|")})\\.[a-z]\\w+(?:\\.\\w+)*(?![\\w/@-])`, "g");

beforeAll(async () => {
  windows = await openWindows();
  const { signIns } = await seedDemonstration();
  everybody.set("visitor", windows.house.visitor());
  for (const { role, email } of signIns) {
    const account = await accountByEmail(email);
    everybody.set(role, await windows.house.again({ id: account?._id ?? "", name: role } as Someone));
  }
}, 240_000);
afterAll(() => windows?.close());

/** Addresses that differ in what they name alone are of one kind. */
const kindOf = (path: string): string =>
  path
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ":id")
    .replace(/^\/(sections|dialogues)\/(?!new)[^/?#]+/, "/$1/:slug")
    .replace(/\d+/g, "N")
    .replace(/(language|note|beside|dialogue|to)=[^&]+/g, "$1");

const unescaped = (text: string): string =>
  text.replaceAll("&amp;", "&").replaceAll("&#39;", "'").replaceAll("&quot;", '"');

const readable = (html: string): string =>
  unescaped(html.replace(/<(script|style|svg)\b[\s\S]*?<\/\1>/g, " ").replace(/<[^>]*>/g, " "));

interface Found {
  readonly path: string;
  readonly from: string;
}

/** What is wrong with a page as it comes from the server. */
async function faultsOf(client: Client, { path, from }: Found): Promise<{ faults: string[]; links: string[] }> {
  const response = await fetch(windows.house.url + path, {
    headers: { cookie: Array.from(client.cookies, ([name, value]) => `${name}=${value}`).join("; ") },
  });
  const body = await response.text();
  const where = `${path} (linked on ${from})`;
  if (response.status !== 200) return { faults: [`${response.status}: ${where}`], links: [] };
  if (!response.headers.get("content-type")?.startsWith("text/html")) return { faults: [], links: [] };
  const faults: string[] = [];
  const heads = body.match(/<h1[\s>]/g)?.length ?? 0;
  if (heads !== 1) faults.push(`${heads} main headings: ${where}`);
  if (!/<html[^>]*\blang="[a-z-]+"/.test(body) || !/<html[^>]*\bdir="(ltr|rtl)"/.test(body))
    faults.push(`no language or direction: ${where}`);
  if (!/<title>[^<]+<\/title>/.test(body)) faults.push(`no title: ${where}`);
  for (const key of new Set(readable(body).match(bareKey))) faults.push(`${key} instead of words: ${where}`);
  const links = [...body.matchAll(/<a\b[^>]*\bhref="([^"]*)"/g)].map(([, href]) => unescaped(href ?? ""));
  return { faults, links };
}

for (const role of ["visitor", "member", "member (Arabic)", "panellist", "moderator", "organiser", "admin"])
  test(`every link leads somewhere: ${role}`, async () => {
    const client = everybody.get(role) as Client;
    const seen = new Set(["/"]);
    const followed = new Map<string, number>();
    const waiting: Found[] = [{ path: "/", from: "nowhere" }];
    const faults: string[] = [];
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const { path } = next;
      const found = await faultsOf(client, next);
      faults.push(...found.faults);
      for (const href of found.links) {
        const url = new URL(href, windows.house.url + path);
        const to = url.pathname + url.search;
        if (url.origin !== windows.house.url || seen.has(to)) continue;
        seen.add(to);
        const kind = kindOf(to);
        const before = followed.get(kind) ?? 0;
        followed.set(kind, before + 1);
        if (before === 0) reached.set(role, [...(reached.get(role) ?? []), to]);
        if (before < most) waiting.push({ path: to, from: path });
      }
    }
    expect(faults).toEqual([]);
    expect(followed.size).toBeGreaterThan(10);
  });

for (const role of ["visitor", "member (Arabic)", "admin"])
  test(`no page complains in the browser, and none is wider than a phone: ${role}`, async () => {
    const complaints: string[] = [];
    const page = await windows.open(everybody.get(role) as Client, "/", { viewport: { width: 390, height: 844 } });
    const note = (what: string) => complaints.push(`${new URL(page.url()).pathname}: ${what}`);
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") note(message.text());
    });
    page.on("response", (response) => {
      if (response.status() >= 400) note(`${response.status()} ${response.url()}`);
    });
    for (const path of reached.get(role) ?? []) {
      const answered = await page.goto(windows.house.url + path);
      if (!answered?.headers()["content-type"]?.startsWith("text/html")) continue;
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (wide > 0) note(`${wide} px too wide`);
    }
    expect(complaints).toEqual([]);
    await page.close();
  });
